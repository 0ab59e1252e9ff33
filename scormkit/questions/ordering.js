// A place for each item: a response is the list of items, "_" where a place is still empty.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { lines, chosen, restore, mark, share } = kit.placing;
  const { one } = kit.dom;

  const places = (order) => Object.fromEntries(order.map((item, index) => [item, String(index + 1)]));
  const at = (fieldset, place) => lines(fieldset).find((line) => chosen(line) === String(place));

  function read(fieldset) {
    const taken = lines(fieldset).map((line, index) => at(fieldset, index + 1));
    const order = taken.map((line) => (line ? line.dataset.option : "_"));
    return order.some((item) => item !== "_") ? order : [];
  }

  const note = (fieldset) => { for (const line of lines(fieldset)) line.dataset.place = chosen(line); };

  // A place that was taken changes hands: the other item gets the place that this one had.
  function settle(line, fieldset) {
    const other = lines(fieldset).find((each) => each !== line && chosen(each) && chosen(each) === chosen(line));
    const said = one(".said", fieldset);
    said.textContent = "";
    if (other) {
      const place = line.dataset.place || "";
      const item = one("label", other).textContent;
      one("select", other).value = place;
      said.textContent = kit.word(place ? "placeChanged" : "placeTaken", { item, place });
    }
    note(fieldset);
  }

  kit.kinds.ordering = {
    read,
    restore(fieldset, response) {
      restore(fieldset, places(response));
      one(".said", fieldset).textContent = "";
      note(fieldset);
    },
    mark: (fieldset, { correct }, response, revealed) => mark(fieldset, places(response), places(correct), revealed),
    chosen: () => [],
    answered: ({ correct }, response) =>
      correct.length === response.length && correct.every((item) => response.includes(item)),
    score({ correct, partial }, response) {
      const right = correct.filter((item, index) => response[index] === item).length;
      return share(response.length > correct.length ? 0 : right, correct.length, partial);
    },
  };

  // Before the session hears of the change.
  if (globalThis.document) {
    globalThis.document.addEventListener("change", ({ target }) => {
      const line = target.closest('.question[data-kind="ordering"] .line');
      if (line) settle(line, line.closest(".question"));
    });
  }
})();
