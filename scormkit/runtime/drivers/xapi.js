// xAPI 1.0.3 and 2.0: the five verbs become statements, queued with id and time, and a document of the State resource.
// "saved": the LRS answered 2xx to all of it. "kept": this device has it. "refused": the LRS will not take a statement.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { lrs, launch, object, statements } = kit;
  const { sound, differ, isKnown } = lrs;
  const TRIES = [0, 1000, 3000]; // milliseconds before each look for what an earlier visit left
  const DOCUMENT = "scormkit";
  const NEW = { writes: false, over: false, last: 0, count: 0, place: "" };
  let visit = NEW;
  let running = Promise.resolve();

  const writing = () => visit.writes && !visit.over;
  const hasExpired = (at) => Date.parse(at) >= Date.parse(visit.config.expires);

  // What there is once in a registration has one id there, whichever window or device tells it.
  const named = (...names) =>
    kit.uuid.named(visit.registration, [...names, visit.config.xapi.activity, launch.agent].join(" "));
  const record = () => named("completed");

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
    visit.place = place + "-" + statement.id;
    visit.durable = visit.outbox.add(statement, visit.place);
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
    told: ({ name, at }) => tell(name, at),
    page: ({ id, at }) => tell("experienced/" + id.replace(/^page-/, ""), at),
    passed({ quiz, role, at, ...test }) {
      if (role === "post-test") tellBeside("passed", quiz, at, statements.judged(true, test));
    },
    failed({ role, last, at, ...test }) {
      if (role === "post-test" && last) tell("failed", at, statements.judged(false, test));
    },
    claimed: ({ credit, at }) => { visit.judged = tellBeside("claimed", credit, at); },
    completed,
  };

  const join = (ours, others) => lrs.join(ours, others, visit.merge, record());

  // What another window kept here stays here until this one has told it, too.
  function keep(changes) {
    visit.book.change(changes);
    const mine = { ...visit.book.value };
    let both = null;
    visit.durable = visit.journal.change(DOCUMENT, (there) => {
      if (!there) return mine;
      const foreign = there.by !== mine.by;
      const joined = { ...join(mine, there), n: mine.n, by: mine.by };
      if (foreign) both = joined;
      return joined;
    });
    visit.durable.then(() => both && learn(both));
  }

  function learn(there) {
    const both = join(visit.book.value, there);
    if (!differ(both, visit.book.value)) return;
    visit.book.change(both);
    joined();
    work();
  }

  // Another window or device told more than we knew. The record is theirs, where it was not ours that the LRS took.
  function joined() {
    const { book: { value: { done, state } }, outbox, own } = visit;
    const theirs = done && !own;
    if (theirs) visit.writes = false;
    if (theirs) outbox.forget(record());
    visit.heard(state, theirs);
  }

  const news = (there) => { if (writing() && there && there.by !== visit.book.value.by) learn(there); };

  // The LRS has it: what is here of this window, or was here when it opened, goes.
  function forget() {
    const { book: { value }, found } = visit;
    visit.journal.change(DOCUMENT, (now) => (now && !isKnown(now, value, found) ? now : undefined));
  }

  // One request at a time. Statements first: the document says "done" only of what the LRS has.
  async function deliver({ line, outbox, book }) {
    if (!book.known && (await book.read())) book.join();
    if (!book.known) return void line.fault({ status: 0, after: "" });
    await outbox.drain();
    if (outbox.refused.has(record()) && (await book.read()) && book.there.done) book.join();
    if (!book.value.done && outbox.taken.has(record())) {
      visit.own = true;
      keep({ done: true });
    }
    if (book.dirty() && !line.resting()) await book.write();
    if (!book.dirty()) forget();
  }

  function work() {
    const next = () => (visit.line.resting() ? undefined : deliver(visit));
    running = running.then(next).catch((error) => kit.log("xapi", error.name));
    return running;
  }

  // Of what was told until then.
  async function said({ n, place }) {
    const { book, outbox } = visit;
    const whole = !outbox.waits(place) && book.has(n) && !outbox.refused.has(record());
    if (whole) return outbox.refused.size ? "refused" : "saved";
    return (await visit.durable) ? "kept" : "failed";
  }

  // Time alone is no reason to write, but on leaving.
  function remember({ state, location, engaged }) {
    const { state: before, location: place } = visit.book.value;
    if (visit.over || before !== state || place !== location) keep({ state, location, seconds: visit.earlier + engaged });
  }

  // Under the LMS's own id of the activity: it may want to clear this.
  const address = (id) => ({ activityId: launch.activity || visit.config.xapi.activity, agent: launch.agent, stateId: id,
    ...(visit.registration ? { registration: visit.registration } : {}) });

  const finished = (statement) => ({ ...statement, actor: launch.actor,
    context: { ...statement.context, registration: visit.registration } });

  // One record is there, told by another window or by a visit whose state was lost: it stands, whatever was told now.
  function met(told, there) {
    const [ours, theirs] = [told, there].map((each) => statements.recorded(visit.config, each));
    if (told.id !== record() || ours.reference === theirs.reference) return;
    const state = visit.adopt(visit.book.value.state, theirs);
    visit.book.change({ state, done: true, record: { id: told.id, at: theirs.at } });
    joined();
  }

  // Where the LRS does not answer the visit begins with what this device kept, and waits for the line.
  async function open() {
    const book = visit.book = lrs.notebook(visit.line, address(DOCUMENT), join, joined);
    if (await lrs.insist(book.read, visit.patience)) book.adopt();
    else kit.log("launch", "the LRS does not answer");
    Object.assign(book.value, sound(book.value));
    visit.journal = await kit.journal.open(JSON.stringify(address(DOCUMENT)), news);
    visit.outbox = lrs.outbox(visit.line, visit.journal, finished, met);
    const alone = book.known && !book.value.done && !visit.journal.lasts(); // the document may have been lost on leaving
    if (alone) await visit.outbox.look({ id: record() });
    const entries = await visit.journal.load();
    const [found] = entries.filter(([key]) => key === DOCUMENT).map(([, value]) => object(value));
    const { state } = book.value;
    const both = found ? join(book.value, found) : book.value;
    if (differ(both, book.value)) book.change(both);
    running = visit.outbox.recall(entries.filter(([key]) => key !== DOCUMENT));
    Object.assign(visit, { found, earlier: book.value.seconds, writes: !book.value.done });
    return { state, kept: found ? sound(found).state : "" };
  }

  // The session has made one of the two tellings; what it made comes back with its first save.
  function resume({ ahead, there }) {
    if (!ahead && !visit.book.dirty()) forget();
    visit.alias = statements.alias(visit.config.xapi, launch.activity);
    tell("initialized");
    if (globalThis.addEventListener) globalThis.addEventListener("online", visit.line.retry);
    work();
    return there.items;
  }

  async function start(config, session) {
    visit = { ...NEW, config, ...session, durable: Promise.resolve(false) };
    const missing = ["endpoint", "auth", "actor"].filter((name) => !launch[name]);
    kit.log("launch", missing.length ? "without " + missing.join(", ") : "complete");
    if (missing.length) return null;
    visit.line = lrs.connect(launch, () => visit.outbox && work());
    visit.patience = (await visit.line.agree()) ? TRIES : [0];
    const enrolment = () => lrs.enrol(visit.line, address(DOCUMENT + "-registration"), visit.patience);
    visit.registration = launch.registration || (await enrolment());
    if (!visit.registration) return null;
    const { state, kept } = await open();
    const { value: { done }, known } = visit.book;
    return { host: true, silent: !known, mode: done ? "review" : "normal", learner: String(launch.actor.name || ""), state,
      kept, bound: true, done, resume };
  }

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
    const now = { n: visit.book.value.n, place: visit.place };
    await work();
    return said(now);
  }

  // The page may be gone before an answer comes: all at once, in requests that outlive it.
  async function leave(snapshot) {
    const { line, book, outbox, journal } = visit;
    const boldly = book.dirty() && !journal.lasts(); // there is no other chance
    tell("terminated", undefined, { duration: statements.duration(snapshot.seconds) });
    visit.over = true;
    remember(snapshot);
    line.leaving = true;
    await Promise.all([book.write(boldly), outbox.push()]);
    line.leaving = false;
    await work();
    return said({ n: book.value.n, place: visit.place });
  }

  async function finish(snapshot) {
    if (visit.writes && !visit.end) visit.end = leave(snapshot);
    return visit.end || "none";
  }

  kit.driver = { name: "xapi", start, save, answered, reached, finish };
})();
