// Glue, loaded last: starts the visit, moves between sections, hands events to the acts. The runtime's only clock is here.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, view, acts } = kit;
  const { byId, text, all, make } = kit.dom;

  kit.now = () => Date.now();
  const data = JSON.parse(byId("course-data").textContent);
  kit.speak(data.words);
  const visit = { mode: "normal", host: false, credit: false, learner: "", started: false, recorded: false, ended: false };
  const run = { data, visit, show, go, state: progress.fresh(), section: data.sections[0], began: kit.now() };
  run.keep = kit.keeper(run, kept);
  visit.expired = acts.hasExpired(run);

  const next = () => data.sections[data.sections.indexOf(run.section) + 1];
  // From a reference the way back is to where it was cited.
  const previous = () => run.back || data.sections[data.sections.indexOf(run.section) - 1];

  // ---- showing

  function show() {
    view.renderFrame(run);
    if (run.section.kind === "quiz") view.renderQuiz(run, progress.quizOf(data, run.section.quiz));
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
    run.thinking = kit.now();
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
  // Enter in a form does what its button does.
  const SUBMITS = [["#acknowledge", CLICKS[0][1]], [".quiz", CLICKS[3][1]], ["#claim-form", CLICKS[5][1]]];

  function dispatch(table, event) {
    for (const [selector, action] of table) {
      const element = event.target.closest(selector);
      if (!element) continue;
      event.preventDefault();
      ready.then(() => action(element));
    }
  }

  function change({ target }) {
    const fieldset = target.closest(".question");
    if (fieldset) acts.changed(run, fieldset);
    if (target.name === "profession") view.renderEligible(data, target.value);
  }

  function bind() {
    const { document } = globalThis;
    document.addEventListener("click", (event) => dispatch(CLICKS, event));
    document.addEventListener("submit", (event) => dispatch(SUBMITS, event));
    document.addEventListener("change", change);
    // A phone may never tell more than that the page went out of sight.
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") run.keep.flush(); });
    globalThis.addEventListener("pagehide", run.keep.leave);
    globalThis.addEventListener("online", () => run.keep.flush());
    // A window brought back from the browser's cache had ended its visit: it begins a new one.
    globalThis.addEventListener("pageshow", ({ persisted }) => { if (persisted) globalThis.location.reload(); });
  }

  // A page has been read when its end was seen.
  function watch() {
    if (!globalThis.IntersectionObserver) return;
    const observer = new globalThis.IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting && target.parentNode.id === run.section.id) acts.seen(run, run.section);
      }
    });
    for (const element of all(".section[data-kind=page]")) {
      const end = make("div", "end", "");
      element.append(end);
      observer.observe(end);
    }
  }

  // ---- coming and going

  async function exit() {
    if (visit.ended || (await run.keep.flush()) === "failed") return;
    const answer = await run.keep.leave();
    visit.mode = "review";
    show();
    run.keep.say(answer === "failed" ? "closedUnsent" : "closed");
  }

  function said() {
    if (!visit.host) return "alone";
    if (visit.mode !== "normal") return visit.mode;
    return visit.credit ? "ready" : "noCredit";
  }

  async function start() {
    show();
    run.keep.say("connecting");
    const nobody = { host: false, mode: "normal", learner: "", state: "", done: false };
    const launch = await kit.driver.start(data).catch(() => nobody);
    run.state = progress.decode(data, launch.state);
    const { host, mode, learner, done } = launch;
    Object.assign(visit, { host, mode, learner, credit: host && launch.credit !== false, recorded: done, started: true });
    const resumed = data.sections.find(({ id }) => id === run.state.at);
    if (resumed && acts.isOpen(run, resumed)) run.section = resumed;
    run.thinking = kit.now();
    show();
    watch();
    run.keep.say(said());
    if (!run.keep.writing() || !run.state.date) return;
    acts.tellCompleted(run); // every gate met and no success at the host: the last word was lost on its way
    run.keep.save();
  }

  const ready = start();
  bind();
})();
