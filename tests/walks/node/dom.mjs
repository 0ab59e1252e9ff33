// As much of a page as the runtime touches: elements, selectors, events, dialogs. No layout, no markup.

// ---- selectors: compounds of tag, #id, .class, [attribute] and a few states, joined by blanks and commas

const PART = /([#.]?[\w-]+)|\[([\w-]+)(?:(\^?=)"?([^"\]]*)"?)?\]|:(not)\(([^)]*)\)|:([\w-]+)|\*/gy;
const compiled = new Map();
const simple = new Map();

const STATES = {
  checked: (element) => element.checked,
  disabled: (element) => element.disabled,
  empty: (element) => element.childNodes.length === 0,
};

function attributeTest(name, sign, value) {
  if (!sign) return (element) => element.getAttribute(name) !== null;
  if (sign === "=") return (element) => element.getAttribute(name) === value;
  return (element) => (element.getAttribute(name) || "").startsWith(value);
}

function partTest([whole, word, name, sign, value, not, inner, state]) {
  if (not) return (element) => !element.matches(inner);
  if (state) {
    if (!STATES[state]) throw new Error(`the page of the walks has no :${state}`);
    return STATES[state];
  }
  if (name) return attributeTest(name, sign, value);
  if (whole === "*") return () => true;
  if (word[0] === "#") return (element) => element.id === word.slice(1);
  if (word[0] === ".") return (element) => element.classes.has(word.slice(1));
  return (element) => element.tagName === word.toUpperCase();
}

function compound(text) {
  const tests = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const at = PART.lastIndex;
    const part = PART.exec(text);
    if (!part) throw new Error(`the page of the walks cannot read ${text} at ${at}`);
    tests.push(partTest(part));
  }
  return (element) => tests.every((test) => test(element));
}

function chain(text) {
  const steps = text.trim().split(/\s*([>+])\s*|\s+/).filter(Boolean);
  const tests = steps.map((step) => (">+".includes(step) ? step : compound(step)));
  const fits = (element, at) => {
    if (at < 0) return true;
    if (tests[at] === ">") {
      const above = element.parentNode;
      return above instanceof Element && tests[at - 1](above) && fits(above, at - 2);
    }
    if (tests[at] === "+") {
      const all = element.parentNode ? element.parentNode.children : [];
      const before = all[all.indexOf(element) - 1];
      return Boolean(before) && tests[at - 1](before) && fits(before, at - 2);
    }
    for (let above = element.parentNode; above instanceof Element; above = above.parentNode) {
      if (tests[at](above) && fits(above, at - 1)) return true;
    }
    return false;
  };
  return (element) => tests.at(-1)(element) && fits(element, tests.length - 2);
}

function matcher(selector) {
  if (!compiled.has(selector)) {
    const tests = selector.split(/,(?![^[]*\])/).map(chain);
    compiled.set(selector, tests.length === 1 ? tests[0] : (element) => tests.some((test) => test(element)));
  }
  return compiled.get(selector);
}

// ---- nodes

const camel = (name) => name.replace(/-([a-z])/g, (dash, letter) => letter.toUpperCase());
const dashed = (name) => name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());

export const listener = (type, act, options) =>
  ({ type, act, once: Boolean(options && options.once), capture: options === true || Boolean(options && options.capture) });

class Parent {
  childNodes = [];
  listeners = [];
  parentNode = null;

  get children() { return this.childNodes.filter((node) => node instanceof Element); }
  get firstChild() { return this.childNodes[0] || null; }
  get isConnected() { return this.parentNode ? this.parentNode.isConnected : this instanceof Page; }

  append(...nodes) {
    for (const node of nodes) {
      if (node instanceof Fragment) this.append(...node.childNodes.splice(0));
      else if (node instanceof Parent) {
        node.remove();
        node.parentNode = this;
        this.childNodes.push(node);
      } else if (String(node) !== "") this.childNodes.push(String(node));
    }
  }
  appendChild(node) { this.append(node); return node; }
  replaceChildren(...nodes) {
    for (const node of this.childNodes) if (node instanceof Parent) node.parentNode = null;
    this.childNodes = [];
    this.append(...nodes);
  }
  beside(place, nodes) {
    const whole = new Fragment();
    whole.append(...nodes);
    const [own, parent] = [whole.childNodes.splice(0), this.parentNode];
    for (const node of own) if (node instanceof Parent) node.parentNode = parent;
    parent.childNodes.splice(parent.childNodes.indexOf(this) + place, 0, ...own);
  }
  before(...nodes) { this.beside(0, nodes); }
  after(...nodes) { this.beside(1, nodes); }
  remove() {
    if (!this.parentNode) return;
    const { childNodes } = this.parentNode;
    childNodes.splice(childNodes.indexOf(this), 1);
    this.parentNode = null;
  }
  get textContent() { return this.childNodes.map((node) => (typeof node === "string" ? node : node.textContent)).join(""); }
  set textContent(words) { this.replaceChildren(words); }

  * walk() {
    for (const node of this.childNodes) {
      if (!(node instanceof Element)) continue;
      yield node;
      yield* node.walk();
    }
  }
  collect(test, found) {
    for (const node of this.childNodes) {
      if (typeof node === "string") continue;
      if (test(node)) found.push(node);
      node.collect(test, found);
    }
    return found;
  }
  first(test) {
    for (const node of this.childNodes) {
      if (typeof node === "string") continue;
      const found = test(node) ? node : node.first(test);
      if (found) return found;
    }
    return null;
  }
  querySelectorAll(selector) { return this.collect(matcher(selector), []); }
  querySelector(selector) { return this.first(matcher(selector)); }

  addEventListener(type, act, options) { this.listeners.push(listener(type, act, options)); }
  removeEventListener(type, act) { this.listeners = this.listeners.filter((each) => each.type !== type || each.act !== act); }
  dispatchEvent(event) { return dispatch(this, event); }
}

class Fragment extends Parent {
  cloneNode() {
    const copy = new Fragment();
    copy.append(...this.childNodes.map((node) => (typeof node === "string" ? node : node.cloneNode(true))));
    return copy;
  }
}

// Made when they are asked for: a page has many elements, and each window a page of its own.
function dataset({ attributes }) {
  return new Proxy({}, {
    get: (target, name) => attributes.get("data-" + dashed(String(name))),
    set: (target, name, value) => Boolean(attributes.set("data-" + dashed(name), String(value))),
    has: (target, name) => attributes.has("data-" + dashed(String(name))),
    deleteProperty: (target, name) => { attributes.delete("data-" + dashed(String(name))); return true; },
    ownKeys: () => Array.from(attributes.keys()).filter((name) => name.startsWith("data-")).map((name) => camel(name.slice(5))),
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
}

function classList(classes) {
  return {
    add: (...names) => names.forEach((name) => classes.add(name)),
    remove: (...names) => names.forEach((name) => classes.delete(name)),
    contains: (name) => classes.has(name),
    replace: (old, name) => { classes.delete(old); classes.add(name); },
    toggle: (name, force = !classes.has(name)) => {
      if (force) classes.add(name);
      else classes.delete(name);
      return force;
    },
  };
}

class Element extends Parent {
  attributes = new Map();
  classes = new Set();
  value = "";
  checked = false;
  disabled = false;
  open = false;
  style = {};

  constructor(tag, page) {
    super();
    this.tagName = tag.toUpperCase();
    this.ownerDocument = page;
    if (tag === "template") this.content = new Fragment();
  }

  get dataset() { return (this.ownDataset ||= dataset(this)); }
  get classList() { return (this.ownClassList ||= classList(this.classes)); }

  get id() { return this.getAttribute("id") || ""; }
  set id(value) { this.setAttribute("id", value); }
  get name() { return this.getAttribute("name") || ""; }
  get type() { return this.getAttribute("type") || ""; }
  set type(value) { this.setAttribute("type", value); }
  get href() { return this.getAttribute("href") || ""; }
  set href(value) { this.setAttribute("href", value); }
  get hash() { return this.href.startsWith("#") ? this.href : ""; }
  get options() { return this.querySelectorAll("option"); }
  get hidden() { return this.attributes.has("hidden"); }
  set hidden(value) { if (value) this.attributes.set("hidden", ""); else this.attributes.delete("hidden"); }
  get className() { return Array.from(this.classes).join(" "); }
  set className(names) { this.classes.clear(); for (const name of names.split(/\s+/).filter(Boolean)) this.classes.add(name); }

  getAttribute(name) {
    if (name === "class") return this.className || null;
    return this.attributes.has(name) ? this.attributes.get(name) : null;
  }
  hasAttribute(name) { return this.getAttribute(name) !== null; }
  setAttribute(name, value) {
    if (name === "class") this.className = String(value);
    else this.attributes.set(name, String(value));
  }
  removeAttribute(name) { this.attributes.delete(name); }
  matches(selector) { return matcher(selector)(this); }
  compareDocumentPosition(other) {
    const all = Array.from(this.ownerDocument.walk());
    return all.indexOf(other) > all.indexOf(this) ? 4 : 2;
  }
  closest(selector) {
    const fits = matcher(selector);
    for (let node = this; node instanceof Element; node = node.parentNode) if (fits(node)) return node;
    return null;
  }
  cloneNode(deep) {
    const copy = new Element(this.tagName.toLowerCase(), this.ownerDocument);
    for (const [name, value] of this.attributes) copy.attributes.set(name, value);
    copy.className = this.className;
    Object.assign(copy, { value: this.value, checked: this.checked, disabled: this.disabled });
    if (deep) copy.append(...this.childNodes.map((node) => (typeof node === "string" ? node : node.cloneNode(true))));
    return copy;
  }
  focus() { if (this.ownerDocument) this.ownerDocument.activeElement = this; }
  blur() {}
  select() {}
  scrollIntoView() {}
  show() { this.open = true; }
  showModal() {
    if (this.open) throw new Error("the dialog is open already");
    this.open = true;
  }
  close() {
    if (!this.open) return;
    this.open = false;
    dispatch(this, { type: "close" });
  }
  click() { dispatch(this, { type: "click" }); }
  // A button that is taken out of the tree or hidden cannot be clicked.
  get isShown() {
    for (let node = this; node instanceof Element; node = node.parentNode) {
      if (node.hidden || (node.classes.has("section") && !node.classes.has("current"))) return false;
      if (node.tagName === "DIALOG" && !node.open) return false;
    }
    return this.isConnected;
  }
}

class Page extends Parent {
  visibilityState = "visible";
  readyState = "complete";
  activeElement = null;
  window = null;
  get hidden() { return this.visibilityState === "hidden"; }
  createElement(tag) { return new Element(tag, this); }
  createTextNode(words) { return words; }
  createDocumentFragment() { return new Fragment(); }
  getElementById(id) {
    if (!simple.has(id)) simple.set(id, (element) => element.attributes.get("id") === id);
    return this.first(simple.get(id));
  }
  hasFocus() { return !this.hidden; }
  execCommand() { return true; }
}

const above = (node) => node.parentNode || (node instanceof Page ? node.window : null);

function call(node, event, capture) {
  event.currentTarget = node;
  const own = node["on" + event.type];
  if (!capture && typeof own === "function") own.call(node, event);
  for (const each of node.listeners.slice()) {
    if (each.type !== event.type || each.capture !== capture || !node.listeners.includes(each)) continue;
    if (each.once) node.listeners = node.listeners.filter((other) => other !== each);
    if (typeof each.act === "function") each.act(event);
    else each.act.handleEvent(event);
  }
}

// An event goes down to what it happened to, for those who capture it, and up to the window. → whether nobody prevented it.
export function dispatch(target, given) {
  let stopped = false;
  const event = { bubbles: true, cancelable: true, ...given, target, defaultPrevented: false,
    preventDefault() { event.defaultPrevented = true; }, stopPropagation() { stopped = true; } };
  const path = [];
  for (let node = target; node; node = above(node)) path.push(node);
  const turns = [...path.map((node) => [node, true]).reverse(), ...(event.bubbles ? path : [target]).map((node) => [node, false])];
  for (const [node, capture] of turns) if (!stopped) call(node, event, capture);
  if ("returnValue" in event && event.returnValue) event.defaultPrevented = true;
  return !event.defaultPrevented;
}

export function blank() {
  const page = new Page();
  page.documentElement = page.createElement("html");
  page.body = page.createElement("body");
  page.head = page.createElement("head");
  page.documentElement.append(page.head, page.body);
  page.append(page.documentElement);
  page.activeElement = page.body;
  return page;
}

// h("p#place.quiet[role=status]", words or elements…) → an element.
export function maker(page) {
  return (text, ...inside) => {
    const [tag] = /^[\w-]+/.exec(text);
    const element = page.createElement(tag);
    for (const [, sign, word, name, value] of text.slice(tag.length).matchAll(/([#.])([\w-]+)|\[([\w-]+)=?([^\]]*)\]/g)) {
      if (sign === "#") element.id = word;
      else if (sign === ".") element.classes.add(word);
      else if (name === "value") element.value = value;
      element.attributes.set(name || "class-of-its-own", value || "");
    }
    element.attributes.delete("class-of-its-own");
    (element.content || element).append(...inside);
    return element;
  };
}

// A tree as tour.py prints it: [tag, attributes, children].
export function grown(page, tree) {
  if (typeof tree === "string") return tree;
  const [tag, attributes, children] = tree;
  const element = page.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.value = attributes.value || "";
  (element.content || element).append(...children.map((each) => grown(page, each)));
  return element;
}
