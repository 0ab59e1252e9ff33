// First script of the page: the one name that all scripts share, with words, log and page.
"use strict";
(function () {
  const LOG_LIMIT = 400;
  const TEXT_LIMIT = 120;
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

  const pause = (time) => new Promise((resolve) => { globalThis.setTimeout(resolve, time); });

  const kit = {
    kinds: {},
    dom: { one, all, byId, text, hide, attribute, clone, make },
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
