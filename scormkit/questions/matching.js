// To each item on the left one on the right: a response is a list of "left.right".
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { lines, chosen, restore, mark, share } = kit.placing;

  const halves = (pairs) =>
    Object.fromEntries(pairs.filter((pair) => pair[1] === ".").map((pair) => [pair[0], pair.slice(2)]));
  const right = (keys, given) => Object.keys(keys).filter((each) => given[each] === keys[each]).length;

  kit.kinds.matching = {
    read: (fieldset) => lines(fieldset).filter(chosen).map((line) => line.dataset.option + "." + chosen(line)),
    restore: (fieldset, response) => restore(fieldset, halves(response)),
    mark: (fieldset, { correct }, response, revealed) => mark(fieldset, halves(response), halves(correct), revealed),
    chosen: (fieldset) => lines(fieldset).filter(chosen).map(({ dataset }) => dataset.option),
    answered: ({ correct }, response) => Object.keys(halves(correct)).every((each) => halves(response)[each]),
    score: ({ correct, partial }, response) =>
      share(right(halves(correct), halves(response)), correct.length, partial),
  };
})();
