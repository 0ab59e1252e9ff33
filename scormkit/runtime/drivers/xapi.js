// xAPI 1.0.3 and 2.0: the five verbs become statements, queued with id and time, and a document of the State resource.
//
// "saved": the LRS answered 2xx to all of it. "refused": it will not take some of the statements beside the record.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { lrs, launch, statements } = kit;
  const { object, isUuid, uuid } = lrs;
  const TRIES = [0, 1000, 3000]; // milliseconds before each look for what an earlier visit left
  const DOCUMENT = "scormkit";
  const BLANK = { state: "", location: "", seconds: 0, done: false };
  let visit = { writes: false };
  let running = Promise.resolve();

  const writing = () => visit.writes && !visit.over;
  const hasExpired = (at) => Boolean(visit.config.expires) && Date.parse(at) >= Date.parse(visit.config.expires.at);

  // ---- telling

  // Never back, whatever the clock does.
  function moment(at = kit.now()) {
    visit.last = Math.max(visit.last, Number(at));
    return new Date(visit.last).toISOString();
  }

  function post(statement) {
    if (!writing() || !statement) return;
    const { contextActivities } = statement.context;
    if (visit.alias) contextActivities.grouping = (contextActivities.grouping || []).concat(visit.alias);
    visit.count += 1;
    const place = [visit.last, visit.count].map((number) => String(number).padStart(15, "0")).join("-");
    visit.outbox.add(statement, place + "-" + statement.id);
  }

  const tell = (name, at, result) => post(statements.compose(visit.config, name, moment(at), result));

  // Points to the statement of record, which is one per registration and alone carries amounts.
  function tellBeside(name, at, result) {
    const time = moment(at);
    const statement = statements.compose(visit.config, name, time, result);
    statement.context.statement = { objectType: "StatementRef", id: visit.book.value.record.id };
    post(statements.freeze(visit.config, statement, hasExpired(time)));
    return hasExpired(time);
  }

  function completed(detail) {
    const { id, at } = visit.book.value.record;
    if (!at) {
      const time = moment(detail.at);
      const late = visit.judged === undefined ? hasExpired(time) : visit.judged; // as when it was claimed
      keep({ record: { id, at: time, seconds: visit.earlier + (visit.last - visit.began) / 1000,
        expired: detail.expired || late } });
    }
    post(statements.complete(visit.config, visit.book.value.record, detail));
  }

  const milestones = {
    acknowledged: ({ at }) => tell("acknowledge", at),
    page: ({ id, at }) => tell("experienced/" + id.replace(/^page-/, ""), at),
    passed({ role, score, at }) {
      if (role === "post-test") tellBeside("passed", at, { success: true, score: statements.scored(score) });
    },
    failed({ role, score, last, at }) {
      if (role === "post-test" && last) tell("failed", at, { success: false, score: statements.scored(score) });
    },
    claimed: ({ at }) => { visit.judged = tellBeside("claimed", at); },
    completed,
  };

  // ---- keeping

  function keep(changes) {
    visit.book.change(changes);
    visit.journal.put(DOCUMENT, { ...visit.book.value });
  }

  // One request at a time. Statements first: the document says "done" only of what the LRS has.
  function work() {
    running = running.then(async () => {
      const { line, outbox, book, journal, writes } = visit;
      if (line.resting()) return;
      await outbox.drain();
      if (writes && !book.value.done && outbox.taken.has(book.value.record.id)) keep({ done: true });
      if (writes && book.dirty() && !line.resting()) await book.write();
      if (!book.dirty()) journal.remove([DOCUMENT]);
    }).catch((error) => kit.log("xapi", error.name));
    return running;
  }

  function said() {
    const { book, outbox } = visit;
    if (outbox.size() || book.dirty() || outbox.refused.has(book.value.record.id)) return "failed";
    return outbox.refused.size ? "refused" : "saved";
  }

  // Time alone is no reason to write, but on leaving.
  function remember({ state, location, seconds }) {
    const { value } = visit.book;
    if (!visit.over && value.state === state && value.location === location) return;
    keep({ state, location, seconds: visit.earlier + seconds });
  }

  // ---- starting

  async function insist(action) {
    for (const wait of TRIES) {
      if (wait) await kit.pause(wait);
      if (await action()) return true;
    }
    return false;
  }

  // Under the LMS's own id of the activity: it may want to clear this.
  const address = (id) => ({ activityId: launch.activity || visit.config.xapi.activity, agent: launch.agent, stateId: id,
    ...(visit.registration ? { registration: visit.registration } : {}) });

  // A launch without a registration gets one, kept where every later launch finds it.
  async function enrol() {
    visit.registration = launch.registration;
    if (visit.registration) return true;
    const book = lrs.notebook(visit.line, address(DOCUMENT + "-registration"));
    const isKept = () => isUuid(book.there.registration);
    const found = await insist(async () => {
      if (!(await book.read()) || isKept()) return isKept();
      book.adopt();
      book.change({ registration: uuid() });
      await book.write();
      return isKept();
    });
    kit.log("registration", found ? "none at launch: one of our own" : "none at launch, and none could be kept");
    visit.registration = book.there.registration;
    return found;
  }

  // Anybody may have written the document.
  function isSound(value) {
    const { id, at } = object(value.record);
    const isRecord = isUuid(id) && (at === undefined || Date.parse(at) > 0);
    const isTyped = Object.keys(BLANK).every((name) => typeof value[name] === typeof BLANK[name]);
    return isRecord && isTyped && value.seconds >= 0 && value.seconds < 1e9;
  }

  // What an earlier visit could not deliver, by the same learner in the same registration.
  async function recall({ journal, outbox, book }) {
    for (const [place, value] of await journal.load()) {
      const { id, verb, context, n } = object(value);
      if (place !== DOCUMENT && isUuid(id) && verb && context) outbox.add(value, place);
      else if (place === DOCUMENT && n > book.value.n && !book.value.done) book.change(value);
      else journal.remove([place]);
    }
  }

  const finished = (statement) => ({ ...statement, actor: launch.actor,
    context: { ...statement.context, registration: visit.registration } });

  // The reference on the certificate: two windows may tell the one record differently.
  const mark = ({ id, result }) => (id === visit.book.value.record.id
    ? String(object(object(result).extensions)[visit.config.xapi.vocabulary.reference] || "") : "");

  async function resume() {
    const book = visit.book = lrs.notebook(visit.line, address(DOCUMENT));
    if (!(await insist(book.read))) return false;
    book.adopt();
    visit.journal = await kit.journal.open(lrs.opaque(JSON.stringify(address(DOCUMENT))));
    visit.outbox = lrs.outbox(visit.line, visit.journal, finished, mark);
    await recall(visit);
    // A record's id is kept before anything points to it.
    if (!isSound(book.value)) keep({ ...BLANK, record: { id: uuid() } });
    Object.assign(visit, { earlier: book.value.seconds, writes: !book.value.done });
    return true;
  }

  // The activity is ours, as in tincan.xml. Where the LMS calls it otherwise, its name is added, so that it finds us.
  function begin({ activity, statements: { initialized } }) {
    if (launch.activity && launch.activity !== activity) {
      const { type } = initialized.object.definition;
      visit.alias = [{ objectType: "Activity", id: launch.activity, definition: { type } }];
      kit.log("launch", "the LMS has another id for the activity");
    }
    tell("initialized");
    if (globalThis.addEventListener) globalThis.addEventListener("online", visit.line.retry);
    work();
  }

  function nobody(why) {
    kit.log("launch", why);
    return { host: false, mode: "normal", learner: "", state: "", done: false };
  }

  async function start(config) {
    visit = { config, writes: false, over: false, began: kit.now(), last: 0, count: 0 };
    const missing = ["endpoint", "auth", "actor"].filter((name) => !launch[name]);
    if (missing.length) return nobody("without " + missing.join(", "));
    visit.line = lrs.connect(launch, () => visit.outbox && work());
    await visit.line.agree();
    if (!(await enrol()) || !(await resume())) return nobody("the LRS cannot be used");
    begin(config.xapi);
    const { state, done } = visit.book.value;
    return { host: true, mode: done ? "review" : "normal", learner: String(launch.actor.name || ""), state, done };
  }

  // ---- the five verbs

  async function answered(item) {
    if (writing() && item.role === "question") tell("answered/" + item.question, item.at, statements.answer(item));
    return "none";
  }

  async function reached(milestone, detail) {
    if (writing() && milestones[milestone]) milestones[milestone](detail);
    return "none";
  }

  async function save(snapshot) {
    if (!writing()) return "none";
    remember(snapshot);
    await work();
    return said();
  }

  // The page may be gone before an answer comes: all at once, in requests that outlive it.
  async function leave(snapshot) {
    const { line, book, outbox } = visit;
    tell("terminated", undefined, { duration: statements.duration(snapshot.seconds) });
    visit.over = true;
    remember(snapshot);
    line.leaving = true;
    const written = book.write();
    await Promise.all([written, outbox.push()]);
    line.leaving = false;
    await work();
    return said();
  }

  async function finish(snapshot) {
    if (visit.writes && !visit.end) visit.end = leave(snapshot);
    return visit.end || "none";
  }

  kit.driver = { name: "xapi", start, save, answered, reached, finish };
})();
