// Keeping what the learner did: on this device in the same turn, at the host soon after, and saying which of the two is
// true. An act goes to the driver at once, and the state that tells of it in the same turn, so that nobody can keep the
// one without the other.
//
// run: {data, state, visit, section, began, attention}, the one record of this visit, made by session.js.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, merging } = kit;
  const SAVE_EVERY = 1000; // milliseconds between two saves at the host, however fast the learner is
  const RETRY_AFTER = 5000;
  const UNSENT = ["failed", "kept"];

  // "onKept" is told when the host has taken a save, and whether that save carried the completion.
  function keeper(run, onKept) {
    const by = "w" + kit.journal.tag(4); // this window, in the memory of the state
    let timer = 0;
    let last = -Infinity;
    let turn = 0;
    let troubled = false;
    let unsaved = false;
    let revision = 0;
    let changed = false; // a state that no window of this visit changed is not written

    const writing = () => run.visit.started && run.visit.mode === "normal" && run.visit.host && !run.visit.ended;
    const warn = (event) => event.preventDefault(); // asks before leaving: only while the host has not everything
    const failed = () => "failed";
    const after = (time) => { timer = timer || globalThis.setTimeout(due, Math.max(0, time)); };

    function stop() {
      globalThis.clearTimeout(timer);
      timer = 0;
    }

    function say(key) {
      const place = kit.dom.byId("saved");
      kit.dom.text(place, word(key));
      place.dataset.said = key;
    }

    const snapshot = () => ({
      state: progress.encode(run.data, run.state),
      within: (limit) => progress.encode(run.data, run.state, limit),
      location: run.section.id,
      seconds: (kit.now() - run.began) / 1000,
      engaged: run.attention.seconds(),
      by,
      revision,
      changed,
    });

    function save() {
      if (!writing()) return;
      revision = merging.mark(run.state, by);
      unsaved = changed = true;
      say("saving");
      here();
      soon();
    }

    const soon = () => after(Math.min(last + SAVE_EVERY - kit.steady(), SAVE_EVERY));
    const open = () => { last = kit.steady(); }; // a launch may have committed

    // While the host fails the learner hears at once whether this device has it.
    async function here() {
      turn += 1;
      const mine = turn;
      const answer = await kit.driver.save(snapshot(), "here").catch(failed);
      if (troubled && mine === turn && writing()) say(answer === "kept" ? "kept" : "failed");
    }

    // The save before may have waited for its line.
    function due() {
      const wait = last + SAVE_EVERY - kit.steady();
      stop();
      if (wait > 0 && wait < SAVE_EVERY) soon(); // longer only where the clock was set back
      else flush();
    }

    async function flush() {
      stop();
      if (!writing()) return "none";
      last = kit.steady();
      turn += 1;
      const mine = turn;
      const complete = run.state.date !== "";
      const answer = await kit.driver.save(snapshot()).catch(failed);
      last = kit.steady();
      if (!run.visit.ended) settle(answer, mine === turn, complete);
      return answer;
    }

    function settle(answer, latest, complete) {
      troubled = UNSENT.includes(answer);
      globalThis[troubled ? "addEventListener" : "removeEventListener"]("beforeunload", warn);
      if (latest && !timer) say(answer);
      if (troubled) return after(RETRY_AFTER);
      if (!latest) return undefined;
      unsaved = false;
      return onKept(complete);
    }

    // Out of sight may be the end: a phone tells no more. Nothing new is no reason for another save within the second.
    async function hide() {
      if (unsaved || kit.steady() - last >= SAVE_EVERY) await flush();
    }

    // One interaction; "sequence" numbers them over all visits, for hosts that cannot count.
    function tell(item) {
      const rest = { correct: [], right: null, points: 0, seconds: 0, objective: "" };
      kit.driver.answered({ ...rest, at: new Date(kit.now()), sequence: run.state.items, ...item,
        id: item.id + merging.suffix(run.state) }).catch(failed);
      run.state.items += 1;
    }

    function reach(milestone, detail) {
      const engaged = run.attention.seconds();
      kit.driver.reached(milestone, { at: new Date(kit.now()), engaged, ...detail }).catch(failed);
    }

    // The line is back.
    function retry() {
      if (!unsaved || !writing()) return;
      stop();
      soon();
    }

    // What another window of this attempt told.
    function hear(text, done) {
      if (!run.visit.started || run.visit.ended) return;
      changed = true;
      const before = run.state;
      const there = progress.decode(run.data, text);
      const merged = done ? merging.mergeFirm(before, there, there) : merging.merge(before, there);
      run.state = { ...merged, pages: { ...before.pages, ...merged.pages }, at: before.at }; // of another version
      if (done) Object.assign(run.visit, { mode: "review", recorded: true });
      run.show();
      if (done) say("review");
      else if (kit.dom.byId("saved").dataset.said === "silent") say("ready");
      else if (run.state.date && !before.date) save();
    }

    // The end of the visit, once: what was not saved yet goes with it.
    async function leave() {
      if (!run.visit.started || run.visit.ended) return "none";
      run.visit.ended = true;
      stop();
      return kit.driver.finish(snapshot()).catch(failed);
    }

    return { open, writing, say, save, flush, hide, retry, tell, reach, hear, leave };
  }

  kit.keeper = keeper;
})();
