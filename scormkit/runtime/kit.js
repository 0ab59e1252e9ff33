// First script of the page: the one name that all scripts share, with words, log, page and windows.
"use strict";
(function () {
  const LOG_LIMIT = 400;
  const TEXT_LIMIT = 120;
  const DEPTH = 50; // frames above frames: more than any host nests, and no endless climb
  const POLL = 100; // milliseconds between two looks for a host
  const PATIENCE = 2000;
  const entries = [];
  let words = {};

  // A line for support staff, kept in memory only. Callers never hand over names or credentials.
  function log(event, detail) {
    entries.push({ at: kit.now(), event, detail: String(detail === undefined ? "" : detail).slice(0, TEXT_LIMIT) });
    if (entries.length > LOG_LIMIT) entries.shift();
  }

  // The words of the course's language: "{n}" stands for a value. An unknown key shows itself.
  function word(key, values) {
    const text = typeof words[key] === "string" ? words[key] : key;
    return text.replace(/\{(\w+)\}/g, (gap, name) => (values && name in values ? String(values[name]) : gap));
  }

  // ---- the page: data enters as text or as clones of templates, never as markup

  const one = (selector, root) => (root || globalThis.document).querySelector(selector);
  const all = (selector, root) => Array.from((root || globalThis.document).querySelectorAll(selector));
  const byId = (id) => globalThis.document.getElementById(id);

  function text(element, words) {
    if (element && element.textContent !== words) element.textContent = words;
  }

  function hide(element, hidden) {
    if (element) element.hidden = hidden;
  }

  // An attribute, or none where the value is false or empty.
  function attribute(element, name, value) {
    if (value) element.setAttribute(name, value);
    else element.removeAttribute(name);
  }

  function clone(selector, root) {
    const template = one(selector, root);
    return template ? template.content.cloneNode(true) : "";
  }

  function make(tag, name, words) {
    const element = globalThis.document.createElement(tag);
    element.className = name;
    element.append(words);
    return element;
  }

  // ---- windows around this one, where a host may have put its API; one of another origin throws when it is touched

  function relative(win, name) {
    try {
      return win[name] && win[name] !== win ? win[name] : null;
    } catch (error) {
      return null;
    }
  }

  function climb(win) {
    const chain = [];
    for (let at = win; at && chain.length < DEPTH; at = relative(at, "parent")) chain.push(at);
    return chain;
  }

  // This window, its parents, then the openers of each and their parents.
  function windows(win) {
    const above = climb(win);
    return above.concat(above.map((each) => relative(each, "opener")).filter(Boolean).flatMap(climb));
  }

  const pause = (time) => new Promise((resolve) => { globalThis.setTimeout(resolve, time); });

  function attempt(look, win) {
    try {
      return look(win) || null;
    } catch (error) {
      return null;
    }
  }

  // What "look" finds in one of the windows around, also when it appears late; null when nobody brings it.
  async function seek(look) {
    for (let waited = 0; ; waited += POLL) {
      const around = windows(globalThis.window);
      const found = around.reduce((got, win) => got || attempt(look, win), null);
      if (found || around.length === 1 || waited >= PATIENCE) return found;
      await pause(POLL);
    }
  }

  const kit = {
    kinds: {},
    dom: { one, all, byId, text, hide, attribute, clone, make },
    seek,
    pause,
    log,
    word,
    entries: () => entries.slice(),
    speak: (given) => { words = given || {}; },
    now: () => 0, // replaced by session.js, which owns the only clock
  };
  globalThis.scormkit = kit;

  // Sections are hidden by CSS only when scripts run: without them every page stays readable.
  const body = globalThis.document && globalThis.document.body;
  if (body) body.classList.replace("no-js", "js");
})();
