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

  // ---- what came from elsewhere may be anything

  function parse(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return undefined;
    }
  }

  const object = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});

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

  // ---- the log as support staff get it

  const line = ({ at, event, detail }) => new Date(at).toISOString() + "  " + event + (detail ? "  " + detail : "");

  function facts() {
    const { dataset } = globalThis.document.documentElement;
    return [dataset.course + " " + dataset.version, kit.driver.name, globalThis.navigator.userAgent].join("  ");
  }

  // The clipboard is missing on plain HTTP: then the text is selected, and copied in the old way where there is one.
  async function copy(area, said) {
    area.focus();
    area.select();
    try {
      await globalThis.navigator.clipboard.writeText(area.value);
    } catch (error) {
      if (!globalThis.document.execCommand("copy")) return text(said, word("logSelected"));
    }
    return text(said, word("logCopied"));
  }

  function showLog() {
    const dialog = byId("log");
    byId("log-text").value = [facts(), ...entries.map(line)].join("\n");
    text(byId("log-said"), "");
    byId("log-copy").onclick = () => copy(byId("log-text"), byId("log-said"));
    byId("log-close").onclick = () => dialog.close();
    if (!dialog.open) dialog.showModal();
  }

  const pause = (time) => new Promise((resolve) => { globalThis.setTimeout(resolve, time); });

  const kit = {
    kinds: {},
    dialogs: { copy, log: showLog },
    dom: { one, all, byId, text, hide, attribute, clone, make },
    parse,
    object,
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
