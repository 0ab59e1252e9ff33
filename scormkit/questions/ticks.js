// Boxes to tick: one answer out of several, or every one that applies. Kinds alike make theirs of it.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { all, make } = kit.dom;

  // All right answers and no wrong one; with partial credit each right one counts, and each wrong one against it.
  function score({ correct, partial }, response) {
    const given = new Set(response);
    const hits = correct.filter((answer) => given.has(answer)).length;
    const part = Math.max(0, 2 * hits - given.size) / correct.length;
    return part === 1 || partial ? part : 0;
  }

  // "named" turns the value of a control into the response that is reported.
  function ticks(named = (value) => value) {
    const controls = (fieldset) => all("input", fieldset);
    const chosen = (fieldset) => controls(fieldset).filter(({ checked }) => checked).map(({ value }) => value);
    function restore(fieldset, response) {
      for (const input of controls(fieldset)) input.checked = response.includes(named(input.value));
    }
    function mark(fieldset, { correct }, response, revealed) {
      for (const input of controls(fieldset)) {
        const chose = response.includes(named(input.value));
        const right = revealed && correct.includes(named(input.value));
        const key = right ? (chose ? "yourRightAnswer" : "rightAnswer") : chose && "yourAnswer";
        const label = input.closest(".option");
        label.classList.toggle("chosen-right", right);
        label.classList.toggle("chosen-wrong", revealed && chose && !right);
        if (key) label.append(make("span", "mark", kit.word(key)));
      }
    }
    const read = (fieldset) => chosen(fieldset).map(named).sort(); // shuffled answers, ticked alike, are told alike
    return { chosen, read, restore, mark, score, answered: (question, response) => response.length > 0 };
  }

  kit.ticks = ticks;
  kit.kinds.choice = kit.kinds.multiple = ticks();
  kit.kinds["true-false"] = ticks((value) => (value === "t" ? "true" : "false"));
})();
