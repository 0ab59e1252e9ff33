// A list to choose from in every line. Kinds alike make theirs of it.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { one, all, make } = kit.dom;

  const lines = (fieldset) => all(".line", fieldset);
  const select = (line) => one("select", line);
  const chosen = (line) => select(line).value;
  const words = (line, value) => Array.from(select(line).options).find((option) => option.value === value).textContent;

  // "places" makes {line: value} of a response; "key" is the value that is right in a line.
  function restore(fieldset, places) {
    for (const line of lines(fieldset)) select(line).value = places[line.dataset.option] || "";
  }

  function markLine(line, value, key, revealed) {
    const right = value === key;
    line.classList.toggle("chosen-right", revealed && right);
    line.classList.toggle("chosen-wrong", revealed && Boolean(value) && !right);
    if (!revealed) return;
    line.append(make("p", "mark", right ? kit.word("yourRightAnswer") : kit.word("keyIs", { key: words(line, key) })));
  }

  function mark(fieldset, places, keys, revealed) {
    for (const line of lines(fieldset)) markLine(line, places[line.dataset.option], keys[line.dataset.option], revealed);
  }

  // A part of all, or all: the share of what is right.
  function share(right, count, partial) {
    const part = right / count;
    return part === 1 || partial ? part : 0;
  }

  kit.placing = { lines, chosen, words, restore, mark, share };
})();
