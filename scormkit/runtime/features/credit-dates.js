// Credits that end before the activity's others: not offered after their day, and frozen as expired.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, view, acts, progress } = kit;
  const { all, byId, text } = kit.dom;

  const ended = ({ expires }, time) => Boolean(expires) && time >= Date.parse(expires);
  const open = new Map(); // who may claim a credit, before it ended

  // → whether a credit ended since the last look. What was claimed stays.
  function look({ data, state }) {
    let news = false;
    for (const credit of data.credits) {
      const over = ended(credit, kit.now()) && !progress.claimed(state);
      if (!open.has(credit)) open.set(credit, credit.eligible);
      news = news || (over && credit.eligible.length > 0);
      credit.eligible = over ? [] : open.get(credit);
    }
    return news;
  }

  const { renderFrame } = view;
  view.renderFrame = function (run) {
    look(run);
    renderFrame(run);
    for (const credit of run.data.credits) {
      const over = ended(credit, kit.now());
      for (const part of all('[data-until="' + credit.id + '"]')) part.hidden = over;
      for (const part of all('[data-ended="' + credit.id + '"]')) part.hidden = !over;
    }
  };

  // The page stood open over the last minute in which this credit could be claimed.
  const { claim } = acts;
  acts.claim = function (run) {
    if (!look(run)) return claim(run);
    run.show();
    return text(byId("place"), word("creditEnded"));
  };

  // What of the designations was open at an instant; a statement that is told again is the same to the letter.
  function frozen(config, at) {
    const { credit } = config.xapi;
    const over = (index) => ended(config.credits[index], Date.parse(at));
    const then = credit.open.map((each, index) => (over(index) ? credit.expired[index] : each));
    return { ...config, xapi: { ...config.xapi, credit: { ...credit, open: then } } };
  }

  const { keeper } = kit;
  kit.keeper = function (run, kept) {
    const { statements } = kit;
    if (statements) {
      const { freeze, complete } = statements;
      statements.freeze = (config, statement, expired) => freeze(frozen(config, statement.timestamp), statement, expired);
      statements.complete = (config, record, detail) => complete(frozen(config, record.at), record, detail);
    }
    return keeper(run, kept);
  };
})();
