// A field to write in. Kinds alike make theirs of it.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { one, make } = kit.dom;
  const PAUSE = 400; // milliseconds without a key after which what was typed is kept
  const SIGNS = [["'", /[\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4]/g],
    ["\"", /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g], ["-", /[\u2010-\u2014\u2212]/g]];
  const SPACES = /[\t-\r \u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;
  let timer = 0;
  let typed = null;

  const trimmed = (text) => text.replace(SPACES, " ").replace(/^ | $/g, "");

  // As texts are compared: without regard to case, accents, spaces and the form of quotation marks and dashes.
  function folded(text) {
    const plain = SIGNS.reduce((said, [sign, forms]) => said.replace(forms, sign), text);
    return trimmed(plain.toUpperCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, ""));
  }

  // "clean" makes the response of what stands in the field, "is" says whether it can be one.
  function writing(score, clean = trimmed, is = (text) => text !== "") {
    const control = (fieldset) => one("input, textarea", fieldset);
    const answered = (question, [text = ""]) => is(text);
    function read(fieldset) {
      const text = clean(control(fieldset).value);
      kit.dom.attribute(control(fieldset), "aria-invalid", text !== "" && !is(text) && "true");
      return text === "" ? [] : [text];
    }
    function restore(fieldset, response) {
      if (typed === control(fieldset) || read(fieldset).join() === response.join()) return;
      control(fieldset).value = response.join();
      read(fieldset);
    }
    function mark(fieldset, question, response, revealed) {
      const field = one(".field", fieldset);
      const part = response.length ? score(question, response) : null;
      field.classList.toggle("chosen-right", revealed && part === 1);
      field.classList.toggle("chosen-wrong", revealed && part === 0);
      const key = question.shown || question.correct[0];
      if (revealed && part !== null) field.append(make("p", "mark", kit.word("keyIs", { key })));
    }
    return { read, restore, mark, score, answered, chosen: () => [] };
  }

  // ---- what is typed is kept while it is typed: a phone may never tell that the field was left

  function settle() {
    const field = typed;
    typed = null;
    globalThis.clearTimeout(timer);
    if (field) field.dispatchEvent(new globalThis.Event("change", { bubbles: true }));
  }

  function watch(document) {
    document.addEventListener("input", ({ target }) => {
      if (!target.closest(".question .field")) return;
      typed = target;
      globalThis.clearTimeout(timer);
      timer = globalThis.setTimeout(settle, PAUSE);
    });
    document.addEventListener("change", ({ target }) => { if (target === typed) typed = null; });
    // Where the field holds again what it held when it was entered, the browser tells of no change.
    document.addEventListener("focusout", settle);
    // Enter would hand the whole test in, where it has one field only.
    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches(".question .field input")) event.preventDefault();
    });
    document.addEventListener("visibilitychange", settle);
    globalThis.addEventListener("pagehide", settle);
  }

  kit.writing = { field: writing, folded, trimmed };
  if (globalThis.document) watch(globalThis.document);
})();
