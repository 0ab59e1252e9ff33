// Keeping what the learner did. Acts wait in a queue and go to the driver in one go with the state that tells of them,
// so that no host can keep the one without the other.
//
// run: {data, state, visit, section, began}, the one record of this visit, made by session.js.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress } = kit;
  const SAVE_EVERY = 1000; // milliseconds between two saves, however fast the learner is
  const RETRY_AFTER = 5000;

  // "onKept" is told when the host has taken a save, and whether that save carried the completion.
  function keeper(run, onKept) {
    let timer = 0;
    let last = -Infinity;
    let turn = 0;
    const queue = [];

    const writing = () => run.visit.started && run.visit.mode === "normal" && run.visit.host && !run.visit.ended;
    const say = (key) => kit.dom.text(kit.dom.byId("saved"), word(key));
    const warn = (event) => event.preventDefault(); // asks before leaving: only while work is unsaved
    const failed = () => "failed";
    const after = (time) => { timer = timer || globalThis.setTimeout(flush, Math.max(0, time)); };

    const snapshot = () => ({
      state: progress.encode(run.data, run.state, run.data.lms.suspendLimit),
      location: run.section.id,
      seconds: (kit.now() - run.began) / 1000,
    });

    function save() {
      if (!writing()) return;
      say("saving");
      after(last + SAVE_EVERY - kit.now());
    }

    function handOver() {
      for (const [verb, ...given] of queue.splice(0)) kit.driver[verb](...given).catch(failed);
      return snapshot();
    }

    async function flush() {
      globalThis.clearTimeout(timer);
      timer = 0;
      if (!writing()) return "none";
      last = kit.now();
      turn += 1;
      const mine = turn;
      const complete = run.state.date !== "";
      const answer = await kit.driver.save(handOver()).catch(failed);
      if (mine === turn && !run.visit.ended) settle(answer, complete);
      return answer;
    }

    function settle(answer, complete) {
      if (!timer) say(answer);
      globalThis.removeEventListener("beforeunload", warn);
      if (answer !== "failed") return onKept(complete);
      globalThis.addEventListener("beforeunload", warn);
      return after(RETRY_AFTER);
    }

    // One interaction; "sequence" numbers them over all visits, for hosts that cannot count.
    function tell(item) {
      const rest = { correct: [], right: null, points: 0, seconds: 0, objective: "", choices: [] };
      queue.push(["answered", { ...rest, at: new Date(kit.now()), sequence: run.state.items, ...item }]);
      run.state.items += 1;
    }

    const reach = (milestone, detail) => queue.push(["reached", milestone, { at: new Date(kit.now()), ...detail }]);

    // The end of the visit, once: what was not saved yet goes with it.
    async function leave() {
      if (!run.visit.started || run.visit.ended) return "none";
      const everything = handOver();
      run.visit.ended = true;
      globalThis.clearTimeout(timer);
      return kit.driver.finish(everything).catch(failed);
    }

    return { writing, say, save, flush, tell, reach, leave };
  }

  kit.keeper = keeper;
})();
