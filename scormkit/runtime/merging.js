// Two tellings of one attempt become one: from two windows, two devices, or a host and what this device kept. Pure.
//
// A state says which tellings it includes: "seen" is {window: revision}. Where one includes the other it is the later.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { progress } = kit;
  const WINDOWS = 6; // that a state remembers: more do not differ before a launch has settled them

  const includes = (one, other) => Object.keys(other.seen).every((by) => (one.seen[by] || 0) >= other.seen[by]);
  const isUntouched = ({ ack, pages, quizzes, profession }) =>
    !ack && !profession && !Object.keys(pages).length && !Object.keys(quizzes).length;

  // A change by this window: the newest of those that are remembered.
  function mark(state, by) {
    const { [by]: revision = 0, ...others } = state.seen;
    const rest = Object.entries(others).slice(1 - WINDOWS);
    Object.assign(state, { attempt: state.attempt || by, seen: { ...Object.fromEntries(rest), [by]: revision + 1 } });
    return revision + 1;
  }

  // An attempt whose beginning was lost, as its first letter says.
  const ORPHAN = "x";
  const orphan = () => ORPHAN + kit.journal.tag(4);
  const suffix = ({ attempt }) => (attempt.startsWith(ORPHAN) ? "-" + attempt : "");

  function newest(one, other) {
    const seen = { ...one };
    for (const by of Object.keys(other)) seen[by] = Math.max(seen[by] || 0, other[by]);
    return Object.fromEntries(Object.entries(seen).slice(-WINDOWS));
  }

  // More attempts are later; with as many, the test that was opened again is. Else one of them, for all windows the same.
  function laterQuiz(one, other) {
    if (one.count !== other.count) return one.count > other.count ? [one, other] : [other, one];
    if (one.open !== other.open) return one.open ? [one, other] : [other, one];
    const text = (own) => JSON.stringify([own.more, own]); // what was drawn later, first
    return text(one) >= text(other) ? [one, other] : [other, one];
  }

  function mergeQuiz(one, other) {
    if (!one || !other) return one || other;
    const [later, earlier] = laterQuiz(one, other);
    const passed = one.passed || other.passed;
    const both = later.open && earlier.open && later.count === earlier.count;
    return { ...later, passed, open: later.open && !passed, best: Math.max(one.best, other.best),
      last: passed ? Math.max(one.last, other.last) : later.last,
      answers: both ? { ...earlier.answers, ...later.answers } : later.answers };
  }

  const mergeQuizzes = (one, other) => Object.fromEntries(
    Object.keys({ ...one, ...other }).map((id) => [id, kit.merging.mergeQuiz(one[id], other[id])]));

  // What was claimed stays with its reference; of two claims one stands, for all windows the same.
  function claimOf(one, other) {
    const rank = ({ date, reference, expired }) => [date ? 0 : 1, reference || expired ? 0 : 1, reference].join(" ");
    const { profession, claims, expired, date, reference } = rank(one) <= rank(other) ? one : other;
    return { profession, claims, expired, date, reference };
  }

  // States of one attempt, told by "mine" and "other".
  function merge(mine, other) {
    if (includes(mine, other)) return mine;
    if (includes(other, mine)) return other;
    return { ...mine, ...claimOf(mine, other), ack: mine.ack || other.ack, pages: { ...mine.pages, ...other.pages },
      quizzes: mergeQuizzes(mine.quizzes, other.quizzes), items: Math.max(mine.items, other.items),
      seen: newest(mine.seen, other.seen) };
  }

  // The same where the host has the record of one of them: "firm", whose claim stands.
  function mergeFirm(mine, other, firm) {
    const { profession, claims, expired, date, reference } = firm;
    return { ...merging.merge(mine, other), profession, claims, expired, date, reference };
  }

  // The same of two texts, where drivers keep them; "firm" is one of them, or "".
  function mergeTexts(data, mine, other, firm) {
    if (!mine || !other || mine === other) return mine || other;
    const [one, another] = [progress.decode(data, mine), progress.decode(data, other)];
    if (firm) return progress.encode(data, mergeFirm(one, another, firm === mine ? one : another));
    const merged = merging.merge(one, another);
    return merged === one ? mine : merged === another ? other : progress.encode(data, merged);
  }

  // What a launch begins with. "ahead": this device has what the host has not. "fork": and the host has what the device
  // has not. "ask": it may be of an earlier attempt; where "bound" the host says that it is the same. "behind": the host
  // has the state, but not all that it tells of.
  function reconcile(data, { state: host, kept, bound, behind }) {
    const [there, here] = [progress.decode(data, host), progress.decode(data, kept)];
    const same = bound || there.attempt === here.attempt;
    const whole = same && !behind && includes(there, here);
    if (!kept || isUntouched(here) || whole) return { state: there, ahead: false, there };
    const state = same ? merging.merge(there, here) : merging.merge(here, there);
    return { state, ahead: true, ask: !same, fork: same && !includes(here, there), there };
  }

  const merging = kit.merging = { mark, orphan, suffix, mergeQuiz, merge, mergeFirm, mergeTexts, reconcile };
})();
