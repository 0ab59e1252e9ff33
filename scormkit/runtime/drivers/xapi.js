// xAPI 1.0.3 and 2.0: the five verbs become statements, queued with id and time, and a document of the State resource.
// "saved": the LRS answered 2xx to all of it. "kept": this device has it. "refused": the LRS will not take a statement.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { lrs, launch, statements, xapiDocument } = kit;
  const { isSound, sound } = xapiDocument;
  const { object } = lrs;
  const TRIES = [0, 1000, 3000]; // milliseconds before each look for what an earlier visit left
  const DOCUMENT = "scormkit";
  let visit = { writes: false };
  let running = Promise.resolve();

  const writing = () => visit.writes && !visit.over;
  const hasExpired = (at) => Boolean(visit.config.expires) && Date.parse(at) >= Date.parse(visit.config.expires.at);

  // What there is once in a registration has one id there, whichever window or device tells it.
  const named = (...names) =>
    kit.uuid.named(visit.registration, [...names, visit.config.xapi.activity, launch.agent].join(" "));
  const record = () => named("completed");

  // ---- telling

  // Later than the one before, whatever the clock does: readers sort by time.
  function moment(at = kit.now()) {
    visit.last = Math.max(visit.last + 1, Number(at));
    return new Date(visit.last).toISOString();
  }

  function post(statement) {
    if (!writing() || !statement) return;
    const { contextActivities } = statement.context;
    if (visit.alias) contextActivities.grouping = (contextActivities.grouping || []).concat(visit.alias);
    visit.count += 1;
    const place = [visit.last, visit.count].map((number) => String(number).padStart(15, "0")).join("-");
    visit.durable = visit.outbox.add(statement, place + "-" + statement.id);
  }

  const tell = (name, at, result) => post(statements.compose(visit.config, name, moment(at), result));

  // Points to the statement of record, which is one per registration and alone carries amounts.
  function tellBeside(name, of, at, result) {
    const time = moment(at);
    const statement = { ...statements.compose(visit.config, name, time, result), id: named(name, of) };
    statement.context.statement = { objectType: "StatementRef", id: record() };
    post(statements.freeze(visit.config, statement, hasExpired(time)));
    return hasExpired(time);
  }

  function completed(detail) {
    if (!visit.book.value.record.at) {
      const time = moment(detail.at);
      const late = visit.judged === undefined ? hasExpired(time) : visit.judged; // as when it was claimed
      keep({ record: { id: record(), at: time, seconds: visit.earlier + detail.engaged, expired: detail.expired || late } });
    }
    post(statements.complete(visit.config, visit.book.value.record, detail));
  }

  const milestones = {
    acknowledged: ({ at }) => tell("acknowledge", at),
    page: ({ id, at }) => tell("experienced/" + id.replace(/^page-/, ""), at),
    passed({ quiz, role, score, at }) {
      if (role === "post-test") tellBeside("passed", quiz, at, { success: true, score: statements.scored(score) });
    },
    failed({ role, score, last, at }) {
      if (role === "post-test" && last) tell("failed", at, { success: false, score: statements.scored(score) });
    },
    claimed: ({ credit, at }) => { visit.judged = tellBeside("claimed", credit, at); },
    completed,
  };

  // ---- keeping

  const join = (ours, others) => xapiDocument.join(ours, others, visit.merge, record());

  function keep(changes) {
    visit.book.change(changes);
    const mine = { ...visit.book.value };
    let other = false;
    visit.durable = visit.journal.change(DOCUMENT, (there) => {
      other = Boolean(there) && there.by !== mine.by;
      return other ? { ...join(mine, there), n: mine.n, by: mine.by } : mine;
    });
    visit.durable.then(() => other && news());
  }

  // Another window or device told more than we knew. The record is theirs, where it was not ours that the LRS took.
  function joined() {
    const { book, outbox, own } = visit;
    const { done, state } = book.value;
    const theirs = done && !own;
    if (theirs) visit.writes = false;
    if (theirs) outbox.forget(record());
    visit.heard(state, theirs);
  }

  async function news() {
    const entries = new Map(writing() ? await visit.journal.load() : []);
    const { book } = visit;
    const there = entries.get(DOCUMENT);
    if (!there || there.by === book.value.by) return;
    book.change(join(book.value, there));
    joined();
  }

  // One request at a time. Statements first: the document says "done" only of what the LRS has.
  async function deliver({ line, outbox, book, journal }) {
    if (!book.known && (await book.read())) book.join();
    if (!book.known) return void line.fault({ status: 0, after: "" });
    await outbox.drain();
    if (outbox.refused.has(record()) && (await book.read()) && book.there.done) book.join();
    if (!book.value.done && outbox.taken.has(record())) {
      visit.own = true;
      keep({ done: true });
    }
    if (book.dirty() && !line.resting()) await book.write();
    const { n, by } = book.value;
    if (!book.dirty()) journal.change(DOCUMENT, (now) => (now && (now.by !== by || now.n > n) ? now : undefined));
  }

  function work() {
    running = running.then(() => (visit.line.resting() ? undefined : deliver(visit)))
      .catch((error) => kit.log("xapi", error.name));
    return running;
  }

  async function said() {
    const { book, outbox } = visit;
    const whole = !outbox.size() && !book.dirty() && !outbox.refused.has(record());
    if (whole) return outbox.refused.size ? "refused" : "saved";
    return (await visit.durable) ? "kept" : "failed";
  }

  // Time alone is no reason to write, but on leaving.
  function remember({ state, location, engaged }) {
    const { value } = visit.book;
    if (!visit.over && value.state === state && value.location === location) return;
    keep({ state, location, seconds: visit.earlier + engaged });
  }

  // ---- starting

  // Under the LMS's own id of the activity: it may want to clear this.
  const address = (id) => ({ activityId: launch.activity || visit.config.xapi.activity, agent: launch.agent, stateId: id,
    ...(visit.registration ? { registration: visit.registration } : {}) });

  const finished = (statement) => ({ ...statement, actor: launch.actor,
    context: { ...statement.context, registration: visit.registration } });

  // The reference on the certificate: two windows may tell the one record differently.
  const mark = ({ id, result }) => (id === record()
    ? String(object(object(result).extensions)[visit.config.xapi.vocabulary.reference] || "") : "");

  // Where the LRS does not answer the visit begins with what this device kept, and waits for the line.
  async function open() {
    const book = visit.book = lrs.notebook(visit.line, address(DOCUMENT), join, joined);
    if (!(await lrs.insist(book.read, visit.patience))) kit.log("launch", "the LRS does not answer");
    if (book.known) book.adopt();
    if (!isSound(book.value)) Object.assign(book.value, sound(book.value));
    visit.journal = await kit.journal.open(JSON.stringify(address(DOCUMENT)), news);
    visit.outbox = lrs.outbox(visit.line, visit.journal, finished, mark);
    const entries = await visit.journal.load();
    const [found] = entries.filter(([key]) => key === DOCUMENT).map(([, value]) => object(value));
    const kept = found && sound(found);
    visit.outbox.recall(entries.filter(([key]) => key !== DOCUMENT));
    const told = kept && kept.record.at && !book.value.record.at ? { record: kept.record } : {};
    if (kept && (kept.done || told.record)) book.change({ ...told, done: book.value.done || kept.done });
    Object.assign(visit, { earlier: Math.max(book.value.seconds, kept ? kept.seconds : 0), writes: !book.value.done });
    visit.found = found;
    return kept ? kept.state : "";
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

  // The session has made one of the two tellings; what it made comes back with its first save, in the same turn.
  function resume({ there }) {
    const { found, journal } = visit;
    if (found) journal.change(DOCUMENT, (now) => (now && (now.by !== found.by || now.n !== found.n) ? now : undefined));
    begin(visit.config.xapi);
    return there.items;
  }

  async function start(config, { merge, heard }) {
    visit = { config, merge, heard, writes: false, over: false, last: 0, count: 0, durable: Promise.resolve(false) };
    const missing = ["endpoint", "auth", "actor"].filter((name) => !launch[name]);
    const nobody = { host: false, mode: "normal", learner: "", state: "", kept: "", done: false };
    kit.log("launch", missing.length ? "without " + missing.join(", ") : "complete");
    if (missing.length) return nobody;
    visit.line = lrs.connect(launch, () => visit.outbox && work());
    visit.patience = (await visit.line.agree()) ? TRIES : [0];
    const enrolment = () => lrs.enrol(visit.line, address(DOCUMENT + "-registration"), visit.patience);
    visit.registration = launch.registration || (await enrolment());
    if (!visit.registration) return nobody;
    const kept = await open();
    const { value: { state, done }, known } = visit.book;
    const learner = String(launch.actor.name || "");
    return { host: true, silent: !known, mode: done ? "review" : "normal", learner, state, kept, bound: true, done, resume };
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

  async function save(snapshot, how) {
    if (!writing()) return "none";
    remember(snapshot);
    if (how === "here") return (await visit.durable) ? "kept" : "none";
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
