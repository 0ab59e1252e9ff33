// What the learner has done, what that opens, and the string in which a host keeps it. Pure.
//
// state: {at, ack, pages: {section: true}, quizzes: {quiz: {count, best, last, passed, open, answers, more}},
//         profession, claims: {credit: amount | "declined"}, expired, date, reference, items,
//         attempt, seen: {window: revision}}: which attempt this is, and which tellings of it are in here
// more: what features keep of an attempt, as it came back from the host: they judge it.
// visit: {mode, credit, recorded}: how this window was launched, whether a host takes records for credit, and
//        whether it has acknowledged the completion.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { parse, object } = kit;
  const VERSION = 1;
  // A section waits for the gates before its own: that of its kind, or of the role of its quiz. Features add gates.
  const order = ["acknowledge", "pages", "post-test", "claim", "certificate"];
  const OWN = { front: "acknowledge", page: "pages", references: "pages", check: "pages", "pre-test": "pages",
    evaluation: "claim" };
  const ACK_CHARS = 12; // enough of the disclosures' hash to see that they changed

  const fresh = () => ({
    at: "", ack: "", pages: {}, quizzes: {}, profession: "", claims: {}, expired: false, date: "", reference: "", items: 0,
    attempt: "", seen: {},
  });
  const freshQuiz = () => ({ count: 0, best: 0, last: 0, passed: false, open: true, answers: {} });
  const quizState = (state, id) => state.quizzes[id] || freshQuiz();
  const quizOf = (data, id) => data.quizzes.find((quiz) => quiz.id === id);
  // The quiz of a section as this learner has it in hand: features that draw its questions put their own in this place.
  const paper = ({ data, section }) => quizOf(data, section.quiz);
  const ackMark = (data) => String(data.disclosures || "none").slice(-ACK_CHARS);

  const claimed = (state) => state.expired || state.profession !== "";

  const met = {
    "acknowledge": (data, state) => state.ack === ackMark(data),
    "pages": (data, state) => data.sections.every((section) => section.kind !== "page" || state.pages[section.id]),
    "post-test": (data, state) =>
      data.quizzes.every((quiz) => quiz.role !== "post-test" || quizState(state, quiz.id).passed),
    "claim": (data, state) => claimed(state),
  };
  const open = (data, state, gates) => gates.filter((gate) => data.gates.includes(gate) && !met[gate](data, state));
  const complete = (data, state) => open(data, state, order).length === 0;

  const exhausted = (quiz, own) => !own.passed && quiz.attempts > 0 && own.count >= quiz.attempts;

  // An attempt is over. A pass is never taken back, and the best score counts.
  function record(own, { percent, passed }) {
    Object.assign(own, { count: own.count + 1, last: percent, best: Math.max(own.best, percent), open: false });
    own.passed = own.passed || passed;
  }

  function gatesBefore(data, section) {
    const name = section.quiz ? quizOf(data, section.quiz).role : section.kind;
    return order.slice(0, order.indexOf(order.includes(name) ? name : OWN[name]));
  }

  // Why a section is closed: "" (it is open), a gate, or "record" (the host has not acknowledged the completion).
  function lock(data, state, visit, section) {
    const last = section.kind === "certificate";
    if (last && state.date) return visit.recorded || !visit.credit ? "" : "record";
    if (visit.mode !== "normal" && !last) return "";
    return open(data, state, gatesBefore(data, section))[0] || (last ? "record" : "");
  }

  const sectionDone = {
    front: (data, state) => met.acknowledge(data, state),
    page: (data, state, section) => Boolean(state.pages[section.id]),
    quiz: (data, state, section) => quizState(state, section.quiz).passed,
    claim: (data, state) => met.claim(data, state),
    certificate: (data, state) => Boolean(state.date),
    references: () => false,
  };
  const done = (data, state, section) => sectionDone[section.kind](data, state, section);

  // Right answers and rationales: after every attempt, or only when nothing more can be gained by knowing them.
  const reveals = (quiz, own) =>
    own.count > 0 && !own.open && (quiz.feedback === "after-attempt" || own.passed || exhausted(quiz, own));

  // What to tell the learner after an attempt: the key of the words, and their values.
  function nextStep(quiz, own) {
    if (own.passed) return ["next.passed"];
    if (exhausted(quiz, own)) return ["next.exhausted"];
    return quiz.attempts ? ["next.retry", { left: quiz.attempts - own.count }] : ["next.unlimited"];
  }

  // Which certificate: a claim, a participation, a completion after expiry, or none where nobody recorded it.
  function certificate(state, visit) {
    if (!visit.recorded) return "none";
    if (state.expired) return "completion";
    return Object.values(state.claims).some((amount) => amount !== "declined") ? "credit" : "participation";
  }

  // ---- the wire: short keys that the build derived from the author's ids, so that a new version reads old data

  function packAnswer(answer, timed) {
    const seconds = timed ? "." + Math.round(answer.seconds || 0) : "";
    const short = answer.response.every((value) => /^[a-z0-9]$/.test(value));
    return short ? answer.response.join("") + seconds : [Math.round(answer.seconds || 0), ...answer.response];
  }

  // An option that the course no longer has is no answer any more.
  function unpackAnswer(question, wire) {
    const [, letters, time] = /^([a-z0-9]*)(?:\.(\d{1,9}))?$/.exec(wire) || ["", "", ""];
    const [seconds, ...values] = Array.isArray(wire) ? wire.map(String) : [time, ...letters];
    const offers = (value) => !question.choices.length || question.choices.includes(value);
    return { response: values.filter(offers), seconds: positive(seconds) };
  }

  function packQuiz(quiz, own, detail) {
    const wire = { s: [own.count, own.best, own.last, own.passed ? 1 : 0, own.open ? 1 : 0], a: {}, m: own.more };
    for (const question of detail.answers || own.open ? quiz.questions : []) {
      const answer = (detail.seconds || question.type !== "long-fill-in") && own.answers[question.id];
      if (answer && answer.response.length) wire.a[question.key] = packAnswer(answer, detail.seconds);
    }
    return wire;
  }

  function pack(data, state, detail) {
    const pages = data.sections.filter((section) => section.kind === "page" && state.pages[section.id]);
    const wire = { v: VERSION, at: state.at, k: state.ack, p: pages.map((section) => section.key).join("."), q: {} };
    for (const quiz of data.quizzes) {
      if (state.quizzes[quiz.id]) wire.q[quiz.key] = packQuiz(quiz, state.quizzes[quiz.id], detail);
    }
    return { ...wire, r: state.profession, c: state.claims, x: state.expired ? 1 : 0, d: state.date, f: state.reference,
      n: state.items, i: state.attempt, w: Object.entries(state.seen).map((each) => each.join(":")).join(".") };
  }

  // ASCII: one unit per character, whatever a learner writes.
  const escaped = (unit) => "\\u" + (unit.charCodeAt(0) + 65536).toString(16).slice(1);

  // Full state where it fits; else without times and long texts, else without the answers of tests that are over.
  function encode(data, state, limit) {
    const details = [{ seconds: true, answers: true }, { answers: true }, {}];
    let text = "";
    for (const detail of details) {
      text = JSON.stringify(pack(data, state, detail)).replace(/[^ -~]/g, escaped);
      if (!limit || text.length <= limit) break;
    }
    return text;
  }

  const positive = (value) => (value > 0 && value < Infinity ? Number(value) : 0);
  const matching = (value, pattern) => (typeof value === "string" && pattern.test(value) ? value : "");

  function unpackQuiz(quiz, wire) {
    const [count, best, last, passed, isOpen] = Array.isArray(wire.s) ? wire.s : [];
    const own = freshQuiz();
    Object.assign(own, { count: Math.floor(positive(count)), best: Math.min(100, positive(best)),
      last: Math.min(100, positive(last)), passed: passed === 1, open: isOpen !== 0 }, wire.m && { more: object(wire.m) });
    for (const question of quiz.questions) {
      const packed = object(wire.a)[question.key];
      if (typeof packed === "string" || Array.isArray(packed)) own.answers[question.id] = unpackAnswer(question, packed);
    }
    return own;
  }

  function unpackClaims(data, wire) {
    const made = data.credits.filter(({ id }) => matching(wire[id], /^(declined|\d{1,3}(\.\d{1,2})?)$/));
    return Object.fromEntries(made.map(({ id }) => [id, wire[id]]));
  }

  function unpackSeen(wire) {
    const pairs = typeof wire === "string" ? wire.slice(0, 200).matchAll(/([a-z][a-z0-9]{4}):(\d{1,7})(?:\.|$)/g) : [];
    return Object.fromEntries(Array.from(pairs, ([, by, revision]) => [by, Number(revision)]));
  }

  // Whatever the host kept → a state. Never throws; what the course no longer has is dropped.
  function decode(data, text) {
    const told = object(parse(text));
    const wire = told.v === VERSION ? told : {};
    const state = fresh();
    const keys = typeof wire.p === "string" ? wire.p.split(".") : [];
    for (const section of data.sections) {
      if (section.kind === "page" && keys.includes(section.key)) state.pages[section.id] = true;
      if (section.id === wire.at) state.at = section.id;
    }
    for (const quiz of data.quizzes) {
      const own = object(wire.q)[quiz.key];
      if (own) state.quizzes[quiz.id] = unpackQuiz(quiz, object(own));
    }
    return Object.assign(state, { ack: matching(wire.k, /^.{1,12}$/), profession: matching(wire.r, /^[a-z-]{1,40}$/),
      claims: unpackClaims(data, object(wire.c)), expired: wire.x === 1, date: matching(wire.d, /^\d{4}-\d\d-\d\d$/),
      reference: matching(wire.f, /^[A-Z0-9-]{8,20}$/), items: Math.floor(positive(wire.n)),
      attempt: matching(wire.i, /^[a-z][a-z0-9]{4}$/), seen: unpackSeen(wire.w) });
  }

  kit.progress =
    { order, met, fresh, freshQuiz, quizOf, paper, quizState, ackMark, claimed, complete, exhausted, record, lock, done,
      reveals, nextStep, certificate, encode, decode };
})();
