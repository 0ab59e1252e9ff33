// Glue, loaded last: what the learner does → state → driver, and back to the page. The runtime's only clock is here.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, marking, progress, view, driver } = kit;
  const { byId, text, all } = kit.dom;
  const SAVE_EVERY = 1000; // milliseconds between two saves, however fast the learner is
  const RETRY_AFTER = 5000;
  // No 0/O, 1/I/L, and no U: a reference is read aloud on the telephone.
  const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  kit.now = () => Date.now();
  const began = kit.now();
  const data = JSON.parse(byId("course-data").textContent);
  kit.speak(data.words);
  let state = progress.fresh();
  const visit = { mode: "normal", host: false, started: false, recorded: false, ended: false, learner: "", expired: hasExpired() };
  let current = data.sections[0];
  let thinking = began; // since when the learner has been at the present question
  const saving = { timer: 0, last: -Infinity, turn: 0 };

  function hasExpired() {
    return Boolean(data.expires) && kit.now() >= Date.parse(data.expires.at);
  }

  const model = () => ({ data, state, visit, section: current });
  const working = () => visit.started && visit.mode === "normal";
  const writing = () => working() && visit.host && !visit.ended;
  const isOpen = (section) => progress.lock(data, state, visit, section) === "";
  const sectionOf = (kind) => data.sections.find((section) => section.kind === kind);
  const two = (number) => String(number).padStart(2, "0");

  // ---- keeping: values are handed to the driver at once, the save that makes them last follows within a second

  const snapshot = () => ({ state: progress.encode(data, state, data.lms.suspendLimit), location: current.id,
    seconds: (kit.now() - began) / 1000 });

  function save() {
    if (!writing()) return;
    text(byId("saved"), word("saving"));
    if (!saving.timer) saving.timer = globalThis.setTimeout(flush, Math.max(0, saving.last + SAVE_EVERY - kit.now()));
  }

  async function flush() {
    globalThis.clearTimeout(saving.timer);
    Object.assign(saving, { timer: 0, last: kit.now() });
    if (!writing()) return "none";
    const turn = ++saving.turn;
    const answer = await driver.save(snapshot()).catch(() => "failed");
    if (turn === saving.turn) settled(answer);
    return answer;
  }

  const warn = (event) => event.preventDefault(); // asks before leaving, only while work is unsaved

  function settled(answer) {
    if (visit.ended) return;
    text(byId("saved"), word(answer));
    globalThis.removeEventListener("beforeunload", warn);
    if (answer === "failed") {
      globalThis.addEventListener("beforeunload", warn);
      if (!saving.timer) saving.timer = globalThis.setTimeout(flush, RETRY_AFTER);
    } else if (state.date && visit.credit && !visit.recorded) {
      visit.recorded = true;
      if (current.kind === "claim") go(sectionOf("certificate"));
      else render();
    }
  }

  function tell(item) {
    state.items += 1;
    driver.answered({ correct: [], right: null, points: 0, seconds: 0, at: new Date(kit.now()), objective: "", choices: [],
      sequence: state.items - 1, ...item });
  }

  // ---- showing

  function render() {
    view.renderFrame(model());
    for (const quiz of data.quizzes) if (quiz.id === current.quiz) view.renderQuiz(model(), quiz);
    if (current.kind === "claim") view.renderClaim(model());
    if (current.kind === "certificate") view.renderCertificate(model(), slots());
  }

  function slots() {
    const [first] = view.claimed(data, state);
    return { name: visit.learner || word("noName"), date: inWords(state.date), reference: state.reference,
      amount: first ? state.claims[first.id] : "" };
  }

  // The month in words, in the language of the course: 3/4 means two days.
  function inWords(date) {
    const form = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return date && new Intl.DateTimeFormat(data.language, form).format(new Date(date + "T00:00:00Z"));
  }

  function announce(section) {
    text(byId("place"), word("lock." + progress.lock(data, state, visit, section)));
  }

  function go(section) {
    if (!section || !isOpen(section)) return section && announce(section);
    current = section;
    state.at = section.id;
    thinking = kit.now();
    view.toggleContents(false);
    render();
    view.enter(section);
    return save();
  }

  // Links inside the document: contents, citations, footnotes. The address stays as it is: in a frame it is the LMS's.
  function follow(link) {
    const target = byId(decodeURIComponent(link.hash.slice(1)));
    const home = target && target.closest(".section");
    const section = home && data.sections.find(({ id }) => id === home.id);
    if (section && section !== current) go(section);
    if (!target || target === home || (section && section !== current)) return;
    target.setAttribute("tabindex", "-1");
    target.focus();
    target.scrollIntoView();
  }

  // ---- what the learner does

  function acknowledge() {
    const box = byId("acknowledge-box");
    if (box && !box.checked) return view.problem(byId("acknowledge"), word("acknowledge"), box);
    view.problem(byId("acknowledge"), "");
    if (working() && !progress.done(data, state, data.sections[0])) {
      state.ack = progress.ackMark(data);
      driver.reached("acknowledged", { version: data.disclosures });
      advance();
    }
    return go(data.sections[1]);
  }

  function seen(section) {
    if (!working() || section.kind !== "page" || state.pages[section.id] || !isOpen(section)) return;
    state.pages[section.id] = true;
    driver.reached("page", { id: section.id });
    advance();
    view.renderFrame(model());
    save();
  }

  function next() {
    seen(current);
    const box = byId("acknowledge-box");
    if (current.kind === "front" && box && box.checked && !box.disabled) acknowledge();
    else go(data.sections[data.sections.indexOf(current) + 1]);
  }

  // Seconds go to the question that the learner changes: the time since the last change, or since the test was shown.
  function changed(fieldset) {
    const own = ownQuiz();
    const question = fieldset.dataset.question;
    const before = own.answers[question] ? own.answers[question].seconds : 0;
    own.answers[question] = { response: view.readAnswer(fieldset), seconds: before + (kit.now() - thinking) / 1000 };
    thinking = kit.now();
    save();
  }

  function ownQuiz() {
    return (state.quizzes[current.quiz] = state.quizzes[current.quiz] || progress.freshQuiz());
  }

  function submit() {
    const quiz = progress.quizOf(data, current.quiz);
    const own = ownQuiz();
    if (!working() || !own.open || !isOpen(current)) return;
    const missing = marking.missing(quiz, own.answers);
    if (missing.length) return void view.showMissing(quiz, missing);
    const result = marking.mark(quiz, own.answers);
    progress.record(own, result);
    for (const question of quiz.questions) tellAnswer(quiz, question, own, result);
    tellResult(quiz, own, result);
    advance();
    render();
    view.showResult(quiz);
    save();
  }

  function tellAnswer(quiz, question, own, result) {
    const { id, type, correct, points, objective, choices } = question;
    const { response, seconds } = own.answers[id];
    tell({ role: "question", id: "q-" + id + "-" + own.count, question: id, quiz: quiz.id, attempt: own.count, type, response,
      correct, points, objective, choices, seconds, text: question.text, right: result.marks[id] });
  }

  const scaled = (raw) => ({ raw, min: 0, max: 100, scaled: raw / 100 });

  function tellResult(quiz, own, { percent, passed }) {
    const last = progress.exhausted(quiz, own);
    const detail = { quiz: quiz.id, role: quiz.role, score: scaled(percent), best: scaled(own.best), passed, last };
    driver.reached("attempted", detail);
    if (passed || last) driver.reached(passed ? "passed" : "failed", detail);
  }

  function again() {
    if (!working()) return;
    Object.assign(ownQuiz(), { open: true, answers: {} });
    go(current);
  }

  function claim() {
    if (!working() || state.date) return;
    const { profession, amounts } = view.readClaim(data);
    const form = byId("claim-form");
    if (data.expires && !visit.expired && hasExpired()) return void expireNow();
    const missing = !profession ? "chooseProfession" : Object.values(amounts).includes("") ? "chooseAmount" : "";
    view.problem(form, missing && word(missing), missing && view.firstOpen(profession, amounts));
    if (missing) return;
    Object.assign(state, { profession, claims: amounts, reference: reference() });
    tell({ role: "profession", id: "profession", type: "fill-in", response: [profession], text: "" });
    for (const credit of data.credits.filter(({ id }) => amounts[id])) tellClaim(credit, amounts[credit.id]);
    advance();
    render();
    save();
  }

  function tellClaim(credit, amount) {
    const response = [amount === "declined" ? "0" : amount];
    tell({ role: "claim", id: credit.claim, type: "numeric", response, text: credit.system });
    driver.reached("claimed", { credit: credit.id, amount, profession: state.profession, reference: state.reference });
  }

  function expireNow() {
    visit.expired = true;
    render();
    text(byId("place"), word("expiredNow"));
  }

  function claimNone() {
    if (!working() || state.date || !visit.expired) return;
    state.expired = true;
    advance();
    render();
    save();
  }

  function reference() {
    const letters = [];
    while (letters.length < 12) {
      const [byte] = globalThis.crypto.getRandomValues(new Uint8Array(1));
      if (byte < 240) letters.push(ALPHABET[byte % 30]); // 240 = 8 × 30: every letter equally often
    }
    return letters.join("").replace(/(.{4})(?=.)/g, "$1-");
  }

  // The moment when every gate is met: once, and for good.
  function advance() {
    if (state.date || !progress.complete(data, state)) return;
    const today = new Date(kit.now());
    state.date = today.getFullYear() + "-" + two(today.getMonth() + 1) + "-" + two(today.getDate());
    state.reference = state.reference || reference();
    tell({ role: "reference", id: "record-reference", type: "fill-in", response: [state.reference], text: "" });
    tellCompleted();
  }

  function tellCompleted() {
    const test = data.quizzes.find(({ role }) => role === "post-test");
    const score = test && progress.quizState(state, test.id).count ? scaled(progress.quizState(state, test.id).best) : null;
    const { profession, claims, expired } = state;
    driver.reached("completed", { score, profession, claims, reference: state.reference, expired });
  }

  function print() {
    const { classList } = globalThis.document.body;
    classList.add("print-certificate");
    globalThis.addEventListener("afterprint", () => classList.remove("print-certificate"), { once: true });
    globalThis.print();
  }

  // ---- coming and going

  function leave() {
    if (!visit.started || visit.ended) return undefined;
    const last = snapshot();
    visit.ended = true;
    return driver.finish(last);
  }

  async function exit() {
    if ((await flush()) === "failed" || visit.ended) return;
    await leave();
    visit.mode = "review";
    render();
    text(byId("saved"), word("closed"));
  }

  function saidAtStart() {
    if (!visit.host) return "alone";
    if (visit.mode !== "normal") return visit.mode;
    return visit.credit ? "sent" : "noCredit";
  }

  async function start() {
    render();
    text(byId("saved"), word("connecting"));
    bind();
    const launch = await driver.start(data).catch(() => ({ host: false, mode: "normal", learner: "", state: "" }));
    state = progress.decode(data, launch.state);
    Object.assign(visit, { ...launch, credit: launch.credit !== false, recorded: Boolean(launch.done), started: true });
    const resumed = data.sections.find(({ id }) => id === state.at);
    if (resumed && isOpen(resumed)) current = resumed;
    thinking = kit.now();
    // All gates met and yet no success there: the last word was lost on its way.
    if (writing() && state.date) tellCompleted();
    render();
    watch();
    text(byId("saved"), word(saidAtStart()));
    if (writing() && state.date) save();
  }

  // A page has been read when its end was seen.
  function watch() {
    if (!globalThis.IntersectionObserver) return;
    const observer = new globalThis.IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting && target.parentNode.id === current.id) seen(current);
      }
    });
    for (const element of all(".section[data-kind=page]")) {
      const end = kit.dom.make("div", "end", "");
      element.append(end);
      observer.observe(end);
    }
  }

  const CLICKS = [["#begin", acknowledge], ["#next", next], ["#previous", () => go(data.sections[data.sections.indexOf(current) - 1])],
    [".submit", submit], [".again", again], ["#claim-submit", claim], ["#claim-none", claimNone], ["#print", print],
    ["#exit", exit], ["#contents-toggle", () => view.toggleContents()], ['a[href^="#"]', follow]];
  const SUBMITS = [["#acknowledge", acknowledge], [".quiz", submit], ["#claim-form", claim]];

  // One listener for each sort of event; "table" says which element means what.
  function dispatch(table, event) {
    for (const [selector, action] of table) {
      const element = event.target.closest(selector);
      if (!element) continue;
      event.preventDefault();
      action(element);
    }
  }

  function bind() {
    const { document } = globalThis;
    byId("place").setAttribute("role", "status");
    document.addEventListener("click", (event) => dispatch(CLICKS, event));
    document.addEventListener("submit", (event) => dispatch(SUBMITS, event)); // Enter in a form
    document.addEventListener("change", ({ target }) => {
      const fieldset = target.closest(".question");
      if (fieldset && working()) changed(fieldset);
      if (target.name === "profession") view.renderEligible(data, target.value);
    });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });
    globalThis.addEventListener("pagehide", leave);
    globalThis.addEventListener("online", save);
  }

  start();
})();
