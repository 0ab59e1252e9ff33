// Knowledge checks inside pages: the same acts as in a quiz of its own, with the page around it.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { progress, view, acts } = kit;
  const { one, byId } = kit.dom;
  let run = null;

  // The visit as this quiz sees it.
  function at(id) {
    const section = { ...run.section, quiz: id };
    return Object.create(run, { section: { value: section }, go: { value: () => begin(id) } });
  }

  function begin(id) {
    run.show();
    run.keep.save();
    const heading = one("h2", byId("quiz-" + id));
    heading.focus();
  }

  const { renderFrame } = view;
  view.renderFrame = (model) => {
    run = model;
    renderFrame(model);
    for (const id of model.section.checks || []) view.renderQuiz(at(id), progress.paper(at(id)));
  };

  // The time that an act counts is that of the visit.
  function act(id, done) {
    const own = at(id);
    done(own);
    if (Object.hasOwn(own, "thinking")) run.thinking = own.thinking;
  }

  const ACTS = {
    click: [[".submit", (own) => acts.submit(own)], [".again", (own) => acts.again(own)]],
    submit: [["form", (own) => acts.submit(own)]],
    change: [[".question", (own, fieldset) => acts.changed(own, fieldset)]],
  };

  for (const type of Object.keys(ACTS)) {
    globalThis.document.addEventListener(type, (event) => {
      const home = event.target.closest(".inside");
      for (const [selector, done] of home ? ACTS[type] : []) {
        const element = event.target.closest(selector);
        if (!element) continue;
        event.stopPropagation(); // the page's own acts are for the quiz that is a section
        if (type !== "change") event.preventDefault();
        act(home.dataset.quiz, (own) => done(own, element));
      }
    }, true);
  }
})();
