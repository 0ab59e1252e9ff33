// SCORM 1.2: the only scripts of the package that know the standard (clauses are those of SCORM 1.2 RTE).
//
// "answered" and "reached" say what is to be told; "save" keeps it on this device and then brings the LMS up to it.
// An LMS's "true" is never more than "sent": the journal forgets only what a later launch returned.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { lms } = kit;
  const { WON, isWon, points, stronger, decimal, longer, plain, timespan, interaction, apart } = kit.scorm12;
  const READING = ["review", "browse"];
  const UNTOUCHED = ["", "not attempted", "browsed"];
  const NOT_IMPLEMENTED = "401"; // some LMSs have no interactions: then none are written
  const RECORD = "record";
  const TRIES = 4; // of an interaction

  let visit = { open: false };
  const writing = () => visit.open && visit.writes;

  // ---- what is to be told: "told" interactions are set, "safe" ones are committed as well

  const keyOf = ({ sequence, by }) => "item-" + String(sequence).padStart(6, "0") + "-" + by;

  function enlist(item) {
    const { items } = visit;
    const place = items.filter((each) => keyOf(each) <= keyOf(item)).length;
    items.splice(place, 0, item);
    for (const twin of apart(items)) visit.journal.put(keyOf(twin), twin);
    visit.told = Math.min(visit.told, place);
    visit.safe = Math.min(visit.safe, place);
  }

  // A success is never taken back, whatever comes later.
  function decide(outcome) {
    if (!outcome.status || (isWon(visit.outcome) && !isWon(outcome))) return;
    visit.outcome = outcome;
    visit.due = true;
  }

  async function answered(item) {
    if (writing() && visit.interactions) visit.fresh.push(item);
    return "none";
  }

  const milestones = {
    // Where there is a mastery score the LMS judges any raw score at LMSFinish, so only the deciding one is written.
    attempted({ role, best, passed, last }) {
      const decides = role === "post-test" && (!visit.lms.mastery || passed || last);
      if (decides) Object.assign(visit, { outcome: { ...visit.outcome, score: best }, due: true });
    },
    failed({ role, best }) {
      if (role === "post-test" && visit.lms.failed === "failed") decide({ status: "failed", score: best });
    },
    completed: ({ score }) => decide({ status: visit.lms.success, score }), // also what an earlier visit could not deliver
  };

  // Without credit (3.4.4, cmi.core.credit) the LMS does not want to be told of scores and success.
  async function reached(milestone, detail) {
    if (writing() && visit.credit && milestones[milestone]) milestones[milestone](detail);
    return "none";
  }

  // ---- on this device

  function keep({ state, by, revision }) {
    const { journal, outcome } = visit;
    for (const item of visit.fresh.splice(0)) {
      enlist(Object.assign(item, { by, revision }));
      journal.put(keyOf(item), item);
    }
    const mine = { by, revision, state, outcome };
    let other = false;
    const kept = journal.change(RECORD, (there) => {
      if (!there) return mine;
      other = there.by !== by;
      return { ...mine, state: visit.merge(state, there.state), outcome: stronger(outcome, there.outcome) };
    });
    return kept.then((done) => {
      if (other) news();
      return done;
    });
  }

  // Another window of this attempt has told something: the LMS hears it from here as well, for an API may send all that
  // it holds, and what this one holds is old.
  async function news() {
    const entries = writing() ? await visit.journal.load() : [];
    const known = visit.items.concat(visit.fresh).map(keyOf);
    for (const [key, value] of entries) {
      if (key !== RECORD && !known.includes(key)) enlist(value);
      if (key !== RECORD) continue;
      Object.assign(visit, { outcome: stronger(visit.outcome, value.outcome), due: true });
      visit.heard(value.state, false);
    }
  }

  // ---- at the LMS

  // What an LMS refuses for good cannot be told; all else is told again. → whether to go on
  function setInteraction(item, index) {
    for (const [field, value] of interaction(item, visit.lms.objectives)) {
      const answer = lms.put("cmi.interactions." + index + "." + field, value);
      if (!answer.taken) return false;
      if (field === "id" && answer.code === NOT_IMPLEMENTED) visit.interactions = false;
      if (!visit.interactions) return true;
    }
    return true;
  }

  // One that fails again and again is passed over.
  function setInteractions() {
    const { items, base } = visit;
    for (; visit.interactions && visit.told < items.length; visit.told += 1) {
      const whole = setInteraction(items[visit.told], base + visit.told);
      visit.tries = whole ? 0 : visit.tries + 1;
      if (!whole && visit.tries < TRIES) return false;
    }
    return true;
  }

  // Never the spelling that was set before, for an LMS may send only what changed, and may have lost that. Never below
  // what the LMS had at launch.
  function setScore(score) {
    if (!score || score.raw < visit.best) return true;
    const plain = decimal(score.raw);
    const [first, second] = isWon(visit.outcome) ? [plain, longer(plain)] : [longer(plain), plain];
    visit.score = visit.score === first ? second : first;
    const parts = [["raw", visit.score], ["min", decimal(score.min)], ["max", decimal(score.max)]];
    return parts.every(([part, value]) => lms.put("cmi.core.score." + part, value).taken);
  }

  function setOutcome({ status, score }) {
    const scored = setScore(score);
    if (!scored || status === visit.status) return scored;
    visit.status = status;
    return lms.put("cmi.core.lesson_status", status).ok;
  }

  // Everything since the last commit that the LMS confirmed, at the same places as before: an LMS marks values as sent
  // before it sends them. → whether it took what the learner must not lose.
  function hand({ within, location, seconds, changed }) {
    // A state must not tell of what the LMS did not take, and a success must not close what is not told.
    const told = setInteractions();
    const short = within(visit.lms.suspendLimit);
    const fits = short.length <= visit.lms.suspendLimit; // never cut: half a state is none
    const stored = told && (!changed || !fits || lms.put("cmi.suspend_data", short).ok);
    const judged = stored && (!visit.due || setOutcome(visit.outcome));
    lms.put("cmi.core.lesson_location", plain(location));
    lms.put("cmi.core.session_time", timespan(seconds));
    lms.put("cmi.core.exit", "suspend");
    return judged && fits;
  }

  const unsent = async (kept) => ((await kept) ? "kept" : "failed");

  function settle(good, kept) {
    if (good) Object.assign(visit, { safe: visit.told, due: false });
    else Object.assign(visit, { told: visit.safe, due: true, status: "", doubt: isWon(visit.outcome) });
    return !good ? unsent(kept) : visit.doubt ? "doubted" : "sent";
  }

  // One looks, the others wait for the next save.
  async function isUp() {
    if (visit.looking) return false;
    visit.looking = true;
    const up = await lms.reachable();
    visit.looking = false;
    return up;
  }

  async function save(snapshot, how) {
    if (!writing()) return "none";
    const kept = keep(snapshot);
    if (how === "here") return (await kept) ? "kept" : "none";
    if (lms.offline() && !((await isUp()) && writing())) return unsent(kept);
    if (!setInteractions()) return settle(false, kept); // half an interaction is not committed
    const good = hand(snapshot);
    return settle(lms.call("LMSCommit", "").ok && good, kept);
  }

  // LMSFinish stores by itself; on the way out a commit beside it would race with it.
  async function finish(snapshot) {
    if (!visit.open) return "none";
    const kept = visit.writes ? keep(snapshot) : Promise.resolve(false);
    const good = !visit.writes || hand(snapshot);
    visit.open = false;
    return settle(lms.call("LMSFinish", "").ok && good, kept);
  }

  // ---- launching

  // Where the next interaction stands in the LMS: it cannot stand above the count, and some cannot count.
  function place(first, count) {
    visit.base = count === null ? first : Math.min(first, count);
  }

  const again = ({ status, score }) => ({ status: status === "incomplete" ? visit.outcome.status : status, score });

  // An LMS that sends only what changed keeps no interaction of a commit that failed, whatever state came later: where
  // it counts fewer than were told, all are told again.
  const isShort = ({ count }, kept) => count !== null && kept.some(([, { sequence }]) => sequence >= count);

  // What the session made of the two tellings. → the sequence of the next interaction.
  function resume({ ahead, fork, there }) {
    const { kept, journal, count } = visit;
    const isNew = ({ by, revision }) => (visit.gaps && !fork) || revision > (there.seen[by] || 0);
    const items = kept.map(([, item]) => item).filter((item) => ahead && isNew(item));
    const next = Math.max(there.items, count || 0);
    for (const twin of apart(kept.map(([, item]) => item))) journal.put(keyOf(twin), twin);
    journal.remove(kept.filter(([, item]) => fork || !items.includes(item)).map(([key]) => key));
    if (!ahead) journal.change(RECORD, (now) => (now && now.revision !== visit.record.revision ? now : undefined));
    if (ahead) Object.assign(visit, { outcome: again(visit.record.outcome), due: true });
    if (fork) items.forEach((item, index) => Object.assign(item, { sequence: next + index, id: item.id + "-" + item.by }));
    for (const item of fork ? items : []) journal.put(keyOf(item), item);
    place(items.length ? items[0].sequence : next, count);
    visit.items = items;
    return items.length ? items[items.length - 1].sequence + 1 : next;
  }

  // LMSFinish without a status stores "completed" in some LMSs: say at once that it is not.
  function open(settings, { status, mode, credit, count, best }) {
    const writes = !WON.includes(status) && !READING.includes(mode);
    Object.assign(visit, { open: true, writes, credit, count, best, lms: settings, interactions: settings.interactions });
    if (!writes || !UNTOUCHED.includes(status)) return;
    decide({ status: "incomplete", score: null });
    settle(setOutcome(visit.outcome) && lms.call("LMSCommit", "").ok);
  }

  async function start({ id, lms: settings }, { merge, heard }) {
    const outcome = { status: "", score: null };
    const untold = { told: 0, safe: 0, tries: 0, base: 0, due: false, status: "", score: "" };
    visit = { open: false, fresh: [], items: [], outcome, ...untold, merge, heard };
    const facts = (await lms.connect()) ? await lms.facts() : null;
    if (!facts) return null;
    const { state, mode, credit, learner, student } = facts;
    open(settings, facts);
    visit.journal = await kit.journal.open(student && id + " " + student, news);
    const entries = await visit.journal.load();
    const [, record] = entries.find(([key]) => key === RECORD) || ["", { by: "", revision: 0, state: "", outcome }];
    const kept = entries.filter(([key]) => key !== RECORD);
    Object.assign(visit, { record, kept, gaps: isShort(facts, kept) });
    const done = WON.includes(facts.status);
    const reading = READING.includes(mode) ? mode : done ? "review" : "normal";
    const unlike = record.outcome.status === "failed" && facts.status !== "failed";
    const behind = unlike || visit.gaps || points(record.outcome) > facts.best;
    return { host: true, mode: reading, credit, learner, done, state, kept: record.state, bound: false, behind, resume };
  }

  kit.driver = { name: "scorm12", start, save, answered, reached, finish };
})();
