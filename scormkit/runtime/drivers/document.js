// What the State resource keeps of a registration: {state, location, seconds, done, record: {id, at, seconds, expired}}.
// "done": the LRS has the statement of record; "record.at": it was told, then and with that duration. Pure.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { object } = kit.lrs;
  const BLANK = { state: "", location: "", seconds: 0, done: false };

  // Anybody may have written the document.
  function isSound(value) {
    const { at } = object(value.record);
    const isTyped = Object.keys(BLANK).every((name) => typeof value[name] === typeof BLANK[name]);
    return isTyped && (at === undefined || Date.parse(at) > 0) && value.seconds >= 0 && value.seconds < 1e9;
  }

  function sound(value) {
    if (isSound(object(value))) return { ...value, record: object(value.record) };
    return { ...BLANK, done: object(value).done === true, record: {} };
  }

  // What the LRS has as the record stands; all else is told by both.
  function join(ours, others, merge, id) {
    const [mine, there] = [sound(ours), sound(others)];
    const firm = mine.done === there.done ? "" : mine.done ? mine.state : there.state;
    const told = [there.record, mine.record].find(({ at }) => at) || {};
    return { ...others, state: merge(mine.state, there.state, firm), location: mine.location || there.location,
      seconds: Math.max(mine.seconds, there.seconds), done: mine.done || there.done, record: { ...told, id } };
  }

  const content = (value) => JSON.stringify(["state", "location", "seconds", "done", "record"].map((name) => value[name]));
  const differ = (one, other) => content(one) !== content(other);

  // Whether a record of the journal is our own, or the one that we found there.
  const isKnown = (now, { n, by }, found = {}) =>
    (now.by === by && now.n <= n) || (now.by === found.by && now.n === found.n);

  kit.xapiDocument = { isSound, sound, join, differ, isKnown };
})();
