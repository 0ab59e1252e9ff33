// Glue, loaded last: starts the visit, moves between sections, hands events to the acts. The runtime's only clock is here.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, merging, view, acts, dialogs } = kit;
  const { byId, text } = kit.dom;

  kit.now = () => Date.now();
  kit.steady = () => (globalThis.performance || Date).now(); // whatever is done to the clock
  const data = JSON.parse(byId("course-data").textContent);
  kit.speak(data.words);
  const visit = { mode: "normal", host: false, credit: false, learner: "", started: false, recorded: false, ended: false };
  const run = { data, visit, show, go, state: progress.fresh(), section: data.sections[0], began: kit.now(),
    attention: kit.attention() };
  run.keep = kit.keeper(run, kept);
  visit.expired = acts.hasExpired(run);

  const next = () => data.sections[data.sections.indexOf(run.section) + 1];
  // From a reference the way back is to where it was cited.
  const previous = () => run.back || data.sections[data.sections.indexOf(run.section) - 1];

  // ---- showing

  function show() {
    view.renderFrame(run);
    if (run.section.kind === "quiz") view.renderQuiz(run, progress.paper(run));
    if (["claim", "certificate"].includes(run.section.kind)) view.renderClaim(run); // printed beside the certificate
    if (run.section.kind === "certificate") view.renderCertificate(run, slots());
  }

  function slots() {
    const [first] = view.claimed(data, run.state);
    return { name: visit.learner || word("noName"), date: inWords(run.state.date), reference: run.state.reference,
      amount: first ? run.state.claims[first.id] : "" };
  }

  // The month in words, in the language of the course, and in English the day first, as the front matter writes it.
  function inWords(date) {
    const tongue = data.language.startsWith("en") ? "en-GB" : data.language;
    const form = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return date && new Intl.DateTimeFormat(tongue, form).format(new Date(date + "T00:00:00Z"));
  }

  // The certificate opens when the host has taken the save that carried the completion, and not before.
  function kept(complete) {
    if (!complete || !visit.credit || visit.recorded) return;
    visit.recorded = true;
    if (run.section.kind === "claim") go(data.sections.find(({ kind }) => kind === "certificate"));
    else show();
    text(byId("place"), word("certificateReady"));
  }

  function go(section) {
    if (!section) return;
    const reason = progress.lock(data, run.state, visit, section);
    if (reason) return void text(byId("place"), word("lock." + reason));
    run.back = null;
    run.section = section;
    run.state.at = section.id;
    run.thinking = run.attention.seconds();
    view.toggleContents(false);
    show();
    view.enter(section);
    run.keep.save();
  }

  // Next on the front means Begin; on a page it means that the page was read.
  function forward() {
    if (run.section.kind === "front") return acts.acknowledge(run);
    acts.seen(run, run.section);
    return go(next());
  }

  // Links inside the document. The address stays as it is: in a frame its history is the LMS's.
  function follow(link) {
    const target = byId(decodeURIComponent(link.hash.slice(1)));
    const home = target && target.closest(".section");
    const section = home && data.sections.find(({ id }) => id === home.id);
    const from = run.section;
    if (section && (section !== from || target === home)) go(section);
    if (run.section !== from && run.section.kind === "references" && !link.dataset.section) run.back = from;
    if (target && target !== home && (!home || section === run.section)) view.bring(target);
  }

  function print() {
    const { classList } = globalThis.document.body;
    classList.add("print-certificate");
    globalThis.addEventListener("afterprint", () => classList.remove("print-certificate"), { once: true });
    globalThis.print();
  }

  // ---- events

  const CLICKS = [
    ["#begin", () => acts.acknowledge(run)],
    ["#next", forward],
    ["#previous", () => go(previous())],
    [".submit", () => acts.submit(run)],
    [".again", () => acts.again(run)],
    ["#claim-submit", () => acts.claim(run)],
    ["#claim-none", () => acts.claimNone(run)],
    ["#print", print],
    ["#exit", exit],
    ["#contents-toggle", () => view.toggleContents()],
    ['a[href^="#"]', follow],
  ];
  const ALWAYS = [["#log-open", dialogs.log]]; // whatever the page is waiting for
  // Enter in a form does what its button does.
  const SUBMITS = [["#acknowledge", CLICKS[0][1]], [".quiz", CLICKS[3][1]], ["#claim-form", CLICKS[5][1]]];

  function dispatch(table, event, turn = ready) {
    for (const [selector, action] of table) {
      const element = event.target.closest(selector);
      if (!element) continue;
      event.preventDefault();
      turn.then(() => action(element));
    }
  }

  function change({ target }) {
    const fieldset = target.closest(".question");
    if (fieldset) acts.changed(run, fieldset);
    if (target.name === "profession") view.renderEligible(data, target.value);
  }

  // For support on the telephone: the log opens whatever the page is doing.
  function shortcut({ altKey, shiftKey, code }) {
    if (altKey && shiftKey && code === "KeyL") dialogs.log();
  }

  function bind() {
    const { document } = globalThis;
    document.addEventListener("click", (event) => dispatch(CLICKS, event));
    document.addEventListener("click", (event) => dispatch(ALWAYS, event, Promise.resolve()));
    document.addEventListener("submit", (event) => dispatch(SUBMITS, event));
    document.addEventListener("change", change);
    document.addEventListener("keydown", shortcut);
    run.attention.watch(document);
    // A phone may never tell more than that the page went out of sight.
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") run.keep.hide(); });
    globalThis.addEventListener("pagehide", run.keep.leave);
    globalThis.addEventListener("online", () => run.keep.retry());
    // A window brought back from the browser's cache had ended its visit: it begins a new one.
    globalThis.addEventListener("pageshow", ({ persisted }) => { if (persisted) globalThis.location.reload(); });
  }

  // ---- coming and going

  async function exit() {
    if (visit.ended || ["failed", "kept"].includes(await run.keep.flush())) return;
    const leaving = run.keep.leave();
    visit.mode = "review"; // at once, however long the host takes: what is done now is not kept
    show();
    const answer = await leaving;
    run.keep.say({ failed: "closedUnsent", kept: "closedKept" }[answer] || "closed");
  }

  function said(silent) {
    if (!visit.host) return "alone";
    if (silent) return "silent";
    if (visit.mode !== "normal") return visit.mode;
    return visit.credit ? "ready" : "noCredit";
  }

  const NOBODY = { host: false, mode: "normal", learner: "", state: "", kept: "", done: false };
  const join = {
    merge: (...texts) => merging.mergeTexts(data, ...texts),
    heard: (text, done) => run.keep.hear(text, done),
    // A state, with the record as the host has it.
    adopt: (text, { at, ...told }) =>
      progress.encode(data, { ...progress.decode(data, text), ...told, date: acts.day(Date.parse(at)) }),
  };

  // What the host returned, and what this device kept of it: the later wins, and where nobody can tell, the learner says.
  // → whether the host is to be told again.
  async function reconcile(launch) {
    const { host, mode, done, resume } = launch;
    const found = merging.reconcile(data, launch);
    const open = host && mode === "normal";
    const ahead = open && found.ahead && (!found.ask || (await dialogs.ask(found.state)));
    run.state = ahead || (found.ahead && !found.ask) ? found.state : found.there;
    if (!open && !done) return false;
    const items = resume({ ...found, ahead });
    // The LMS counts interactions of which its state does not tell: those to come must not be named like them.
    if (!found.fork && items > run.state.items) run.state.attempt = merging.orphan();
    run.state.items = Math.max(run.state.items, items);
    return ahead;
  }

  async function start() {
    show();
    run.keep.say("connecting");
    const launch = (await kit.driver.start(data, join).catch(() => null)) || NOBODY;
    const { host, mode, learner, done } = launch;
    const ahead = await reconcile(launch);
    run.keep.open();
    Object.assign(visit, { host, mode, learner, credit: host && launch.credit !== false, recorded: done, started: true });
    const resumed = data.sections.find(({ id }) => id === run.state.at);
    if (resumed && acts.isOpen(run, resumed)) run.section = resumed;
    run.thinking = run.attention.seconds();
    show();
    view.watch((id) => { if (id === run.section.id) acts.seen(run, run.section); });
    run.keep.say(said(launch.silent));
    if (!run.keep.writing()) return;
    if (run.state.date) acts.tellCompleted(run); // every gate met and no success at the host: the last word was lost
    else acts.advance(run); // what two tellings make together, or the last seconds of a visit, may be all
    if (run.state.date || ahead) run.keep.save();
  }

  const ready = start();
  bind();
})();
