// A window with the shipped scripts in it: a realm of its own, and no way out but what the walk gives it.
import vm from "node:vm";

import { dispatch, listener } from "./dom.mjs";
import { IDBKeyRange } from "./device.mjs";
import { page } from "./page.mjs";
import { chance, settled } from "./world.mjs";

const CLOCK = new vm.Script(`(function (now) {
  const Real = Date;
  globalThis.Date = class Date extends Real {
    constructor(...given) { super(...(given.length ? given : [now()])); }
    static now() { return now(); }
  };
  Error.stackTraceLimit = 4;
  globalThis.window = globalThis.self = globalThis;
})`);

let made = 0;

class Happening {
  constructor(type, options) { Object.assign(this, { type, bubbles: false, ...options }); }
}

export class Win {
  alive = true;
  asleep = false;
  leaving = false; // while the page is being left: what is sent now may outlive it
  ended = false;
  parked = [];
  transactions = [];
  databases = [];
  listeners = [];
  watched = [];
  flying = new Set();

  // "host" gives a window what an LMS or a launch gives it: {parent, search, fetch(win, url, options)}.
  constructor({ world, device, data, scripts, host, learner, seed, document = page(data) }) {
    Object.assign(this, { world, device, data, host, learner, number: (made += 1) });
    this.opened = world.now;
    this.chance = chance(seed, "window", device.windows.length, world.now);
    this.document = document;
    this.document.window = this;
    device.windows.push(this);
    host.open(this);
    this.context = vm.createContext(this.outlets());
    CLOCK.runInContext(this.context)(() => this.now());
    this.context.parent = host.parent(this) || this.context.window;
    this.context.top = this.context.parent;
    for (const script of scripts.slice(0, -1)) script.runInContext(this.context);
    this.overhear(this.context.scormkit);
    scripts.at(-1).runInContext(this.context);
  }

  // What the page works on, caught where it is drawn; whether it began without a word of its host, and
  // what became of the two tellings that it found.
  overhear(kit) {
    const { driver, view } = kit;
    const [start, draw] = [driver.start, view.renderFrame];
    view.renderFrame = (run) => {
      this.run = run;
      return draw(run);
    };
    driver.start = async (...given) => {
      const launch = await start(...given);
      this.unaware = Boolean(launch.silent);
      const resume = (found) => {
        this.found = { ahead: found.ahead, bound: launch.bound, host: launch.state, kept: launch.kept };
        return launch.resume(found);
      };
      return launch.resume ? { ...launch, resume } : launch;
    };
  }

  now() { return this.world.now + this.device.skew + this.device.stepped; }

  outlets() {
    const { world, device, document } = this;
    const later = (act, delay, repeat = 0) => world.at(delay, act, this, repeat).id;
    const cancel = (id) => world.cancel(id);
    const listen = (type, act, options) => this.listeners.push(listener(type, act, options));
    const win = this;
    return {
      document, console, URL, URLSearchParams, TextEncoder, TextDecoder, AbortController, structuredClone, IDBKeyRange, Event: Happening,
      setTimeout: (act, delay, ...given) => later(() => act(...given), delay),
      clearTimeout: cancel,
      setInterval: (act, delay) => later(act, delay, Math.max(1, delay)),
      clearInterval: cancel,
      requestAnimationFrame: (act) => later(() => act(world.now), 16),
      queueMicrotask: (act) => { Promise.resolve().then(act); },
      addEventListener: listen,
      removeEventListener: (type, act) => {
        this.listeners = this.listeners.filter((each) => each.type !== type || each.act !== act);
      },
      dispatchEvent: (event) => dispatch(this, event),
      navigator: { get onLine() { return device.online; }, userAgent: "Walk/1.0", language: "en-US", clipboard: undefined },
      location: { ...parts(this.host.address), reload: () => { this.reloads = true; } },
      history: { replaceState: () => undefined, state: null, length: 1 },
      performance: { now: () => world.now - this.opened },
      crypto: { getRandomValues: (array) => array.map((value, index) => (array[index] = this.chance.below(256 ** array.BYTES_PER_ELEMENT))) && array },
      indexedDB: device.storage(this),
      BroadcastChannel: device.keeps ? device.channel(this) : undefined,
      fetch: (url, options = {}) => this.host.fetch(this, String(url), options),
      IntersectionObserver: class {
        constructor(act) { this.act = act; }
        observe(element) { win.watched.push([element, this]); }
        unobserve() {}
        disconnect() {}
      },
      opener: null,
      print: () => undefined,
      scrollTo: () => undefined,
      matchMedia: () => ({ matches: false, addEventListener() {} }),
    };
  }

  // ---- what happens to a window

  fire(type, more = {}) {
    if (!this.alive) return true;
    try {
      return dispatch(this, { type, ...more });
    } catch (error) {
      this.world.error(error, type);
      return true;
    }
  }

  // Something that comes from outside, and waits while the window sleeps.
  tell(type) { this.world.at(0, () => this.fire(type), this); }

  event(target, type, more = {}) {
    try {
      return dispatch(target, { type, ...more });
    } catch (error) {
      this.world.error(error, `${type} on #${target.id || target.className}`);
      return true;
    }
  }

  show(visible) {
    if (!this.alive || (this.document.visibilityState === "visible") === visible) return;
    this.document.visibilityState = visible ? "visible" : "hidden";
    this.event(this.document, "visibilitychange");
  }

  // A phone or a laptop puts it to sleep: no timer runs, nothing is heard, until it wakes.
  sleep() { this.asleep = true; }
  wake() {
    this.asleep = false;
    for (const entry of this.parked.splice(0)) this.world.insert(Object.assign(entry, { at: this.world.now }));
  }

  // Scrolling to the end of a section.
  scroll() {
    for (const [element, { act }] of this.watched) {
      const section = element.closest(".section");
      if (section && section.classes.has("current")) act([{ isIntersecting: true, target: element }]);
    }
  }

  // → whether the learner is asked before the window closes.
  asks() { return !this.fire("beforeunload"); }

  async close(lucky) {
    if (this.asleep) {
      this.wake();
      await this.world.pass(1);
    }
    this.leaving = true;
    this.fire("pagehide", { persisted: false });
    await settled();
    this.show(false); // after it, where a window closes
    await settled();
    this.die(lucky, true);
  }

  die(lucky, gently = false) {
    if (!this.alive) return;
    this.alive = false;
    this.ended = true;
    this.closed = this.world.now;
    this.device.release(this, lucky);
    this.device.forget(this);
    this.host.gone(this, gently);
  }
}

function parts(address) {
  const { href, origin, pathname, search, hash, protocol, host: name, hostname } = new URL(address);
  return { href, origin, pathname, search, hash, protocol, host: name, hostname };
}
