// What features keep in the state beside the rest. Each part is {pack(state): keys of the wire, unpack(wire): keys of the
// state, merge(mine, other, merged): those of two states of one attempt}. All of it is short, and ASCII.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { progress, merging } = kit;
  const parts = kit.kept = [];
  const every = (act) => Object.assign({}, ...parts.map(act));

  const { encode, decode } = progress;
  progress.encode = function (data, state, limit) {
    const own = JSON.stringify(every((part) => part.pack(state))).slice(1);
    const text = encode(data, state, limit && limit - own.length);
    return own === "}" ? text : text.slice(0, -1) + "," + own;
  };

  function parse(text) {
    try {
      return Object(JSON.parse(text));
    } catch (error) {
      return {};
    }
  }

  progress.decode = function (data, text) {
    const wire = parse(text);
    return Object.assign(decode(data, text), every((part) => part.unpack(wire)));
  };

  // Where one telling includes the other, it includes this as well.
  const { merge } = merging;
  merging.merge = function (mine, other) {
    const merged = merge(mine, other);
    if (merged === mine || merged === other) return merged;
    return Object.assign(merged, every((part) => part.merge(mine, other, merged)));
  };
})();
