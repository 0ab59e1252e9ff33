// Time, chance and the order of events, all in the hands of a walk: the same seed gives the same walk.
import "fake-indexeddb"; // reads setImmediate when it queues a task, not when it is loaded

const breathe = globalThis.setImmediate;
const BUSY = 3000; // events within a second: more is a page that never comes to rest

// Everything that promises have to say has been said.
export const settled = () => new Promise((resolve) => { breathe(resolve); });

// A stream of chances by its name, so that a step that is left out changes no other.
export function chance(...names) {
  let state = 0x811c9dc5;
  for (const character of names.join("/")) state = Math.imul(state ^ character.codePointAt(0), 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const own = {
    next,
    happens: (share) => next() < share,
    below: (limit) => Math.floor(next() * limit),
    between: (low, high) => low + next() * (high - low),
    pick: (list) => list[Math.floor(next() * list.length)],
    weighted(table) {
      let left = next() * table.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of table) if ((left -= weight) < 0) return name;
      return table[0][0];
    },
  };
  for (let turn = 0; turn < 4; turn += 1) next();
  return own;
}

export class World {
  now = Date.parse("2026-11-22T10:00:00Z");
  entries = [];
  order = 0;
  diskWait = 0;
  diskLast = 0;
  errors = [];
  notes = [];
  tracing = false;

  constructor() {
    globalThis.setImmediate = (act) => this.disk(act);
  }

  note(words) {
    if (this.tracing) this.notes.push(`${new Date(this.now).toISOString().slice(11, 23)} ${words}`);
  }

  // "owner" is a window: what it has planned dies and sleeps with it.
  at(delay, act, owner = null, repeat = 0) {
    const entry = { at: this.now + Math.max(0, Math.ceil(Number(delay) || 0)), order: (this.order += 1), act, owner, repeat, id: this.order };
    this.insert(entry);
    return entry;
  }

  insert(entry) {
    let place = this.entries.length;
    while (place > 0 && this.entries[place - 1].at > entry.at) place -= 1;
    this.entries.splice(place, 0, entry);
  }

  cancel(id) {
    const place = this.entries.findIndex((entry) => entry.id === id);
    if (place >= 0) this.entries.splice(place, 1);
  }

  // The disk answers in the order in which it was asked.
  disk(act) {
    this.diskLast = Math.max(this.diskLast, this.now + this.diskWait);
    this.at(this.diskLast - this.now, act);
  }

  error(error, where) {
    const text = error && error.stack ? error.stack.split("\n").slice(0, 3).join(" ") : String(error);
    this.errors.push(`${where}: ${text}`);
  }

  run(entry) {
    const { owner, act } = entry;
    if (owner && !owner.alive) return;
    if (owner && owner.asleep) return void owner.parked.push(entry);
    if (entry.repeat) this.insert(Object.assign(entry, { at: this.now + entry.repeat }));
    try {
      act();
    } catch (error) {
      this.error(error, owner ? "a timer" : "an event");
    }
  }

  async pass(milliseconds) {
    const end = this.now + Math.round(milliseconds);
    let second = this.now;
    for (let count = 0; ; count += 1) {
      await settled();
      const [next] = this.entries;
      if (!next || next.at > end) break;
      this.entries.shift();
      this.now = Math.max(this.now, next.at);
      if (this.now - second >= 1000) [second, count] = [this.now, 0];
      this.run(next);
      if (count > BUSY) {
        this.errors.push("the page never comes to rest");
        break;
      }
    }
    this.now = end;
  }
}
