// The time that completion asks for: seconds in which the learner was at it, over all visits. Windows of one attempt are not
// added up: the longest counts.
//
// state.time: seconds. data.minimum: seconds that are asked for.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, view, acts } = kit;
  const { byId, text } = kit.dom;
  const LOOK = 5000; // milliseconds between two looks
  const SAVE = 60; // seconds that may be lost when a browser is killed

  const spent = (state) => state.time || 0;
  progress.order.splice(progress.order.indexOf("post-test"), 0, "time");
  progress.met.time = (data, state) => spent(state) >= data.minimum;
  kit.kept.push({
    pack: (state) => (state.time ? { e: Math.floor(state.time) } : {}),
    unpack: ({ e }) => ({ time: e > 0 ? Math.min(Number(e), 1e7) : 0 }),
    merge: (mine, other) => ({ time: Math.max(spent(mine), spent(other)) }),
  });

  const minutes = (seconds) => Math.floor(seconds / 60);

  function renderTime({ data, state }) {
    const over = progress.met.time(data, state);
    kit.dom.hide(byId("time-spent"), Boolean(state.date));
    const values = { n: minutes(spent(state)), total: minutes(data.minimum) };
    text(byId("time-spent"), word(over ? "timeOver" : "timeSpent", values));
  }

  const { renderFrame } = view;
  view.renderFrame = function (run) {
    renderFrame(run);
    renderTime(run);
  };

  function begin(run) {
    let last = run.attention.seconds();
    let saved = -1;
    let over = null; // whether it was when the page last showed it in this visit

    function count() {
      const now = run.attention.seconds();
      const { data, state } = run;
      if (acts.working(run) && over === null) over = progress.met.time(data, state);
      if (acts.working(run) && !state.date) state.time = spent(state) + now - last;
      last = now;
    }

    function look() {
      count();
      const before = over;
      const { data, state } = run;
      over = acts.working(run) ? progress.met.time(data, state) : null;
      saved = saved < 0 ? spent(state) : saved;
      renderTime(run);
      const news = over && before === false;
      if (news) {
        acts.advance(run);
        view.renderFrame(run);
        text(byId("place"), word("timeOver"));
      }
      // What is more than enough goes with other saves.
      if (news || (over === false && !state.date && spent(state) - saved >= SAVE)) {
        saved = spent(state);
        run.keep.save();
      }
      globalThis.setTimeout(look, LOOK);
    }

    // What this turn adds goes with the last save.
    globalThis.document.addEventListener("visibilitychange", count);
    globalThis.addEventListener("pagehide", count);
    globalThis.setTimeout(look, LOOK);
  }

  const { keeper } = kit;
  kit.keeper = function (run, kept) {
    begin(run);
    return keeper(run, kept);
  };
})();
