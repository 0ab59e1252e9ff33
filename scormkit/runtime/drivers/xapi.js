// xAPI 1.0.3 and 2.0: the five verbs become statements and a document of the State resource.
//
// The build composed the fixed part of every statement (config.xapi); what only the browser knows is added here. What
// the learner did is queued at once, with id and time. "save" and "finish" have it delivered: "saved" means that the
// LRS answered 2xx to all of it, "refused" that it will not take some of the lesser statements.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { lrs, launch } = kit;
  const { parse, object, isUuid, uuid } = lrs;
  const TRIES = [0, 1000, 3000]; // milliseconds before each look for what an earlier visit left
  const DOCUMENT = "scormkit";
  let visit = { writes: false };
  let running = Promise.resolve();

  const writing = () => visit.writes && !visit.over;
  const hasExpired = () => Boolean(visit.config.expires) && kit.now() >= Date.parse(visit.config.expires.at);
  const duration = (seconds) => "PT" + Math.round(Math.max(0, seconds) * 100) / 100 + "S"; // Data 4.6
  const scored = ({ raw }) => ({ scaled: Math.round(raw * 100) / 10000, raw, min: 0, max: 100 });
  const text = (value) => (typeof value === "string" ? value : "");
  const positive = (value) => (value > 0 && value < 1e9 ? Number(value) : 0);

  // Data 2.4.4.1, how responses are written.
  const responded = ({ type, response }) =>
    (type === "true-false" ? String(/^[t1]/i.test(response[0])) : response.join("[,]"));

  // ---- statements

  // Times of one visit never go back, whatever the clock does.
  function now() {
    visit.last = Math.max(visit.last, kit.now());
    return new Date(visit.last).toISOString();
  }

  // Kept without actor and registration: "finished" adds them when the statement is sent.
  function tell(name, result, change) {
    const fixed = visit.config.xapi.statements[name];
    if (!writing() || !fixed) return;
    const statement = { id: uuid(), ...parse(JSON.stringify(fixed)), timestamp: now() };
    const { contextActivities } = statement.context;
    if (result) statement.result = result;
    if (visit.alias) contextActivities.grouping = (contextActivities.grouping || []).concat(visit.alias);
    if (change) change(statement);
    visit.count += 1;
    const place = [visit.last, visit.count].map((number) => String(number).padStart(15, "0")).join("-") + statement.id;
    visit.outbox.add(statement, place);
    visit.journal.put(place, statement);
  }

  const finished = (statement) => ({ ...statement, actor: launch.actor,
    context: { ...statement.context, registration: visit.registration } });

  // What the learner was offered, and the instant at which that was judged.
  function freeze(statement, expired) {
    const { credit, vocabulary } = visit.config.xapi;
    const designated = expired ? credit.expired : credit.open;
    const { context, object: { definition }, timestamp } = statement;
    context.extensions = { ...context.extensions, [vocabulary.credit]: designated, [vocabulary["as-of"]]: timestamp };
    if (object(definition.extensions)[vocabulary.credit]) definition.extensions[vocabulary.credit] = designated;
  }

  // Beside the statement of record, of which there is one for a registration.
  const beside = (expired) => (statement) => {
    freeze(statement, expired);
    statement.context.statement = { objectType: "StatementRef", id: visit.book.value.record.id };
  };

  function outcome({ score, profession, claims, reference }, seconds) {
    const { quizzes, xapi: { vocabulary, systems } } = visit.config;
    const test = quizzes.find(({ role }) => role === "post-test");
    const claimed = Object.keys(claims).filter((id) => systems[id])
      .map((id) => ({ ...systems[id], amount: claims[id] === "declined" ? 0 : Number(claims[id]) }));
    return { completion: true, duration: duration(seconds),
      ...(score ? { score: scored(score) } : {}),
      ...(score && test && score.raw >= test.passing ? { success: true } : {}),
      extensions: { [vocabulary["credit-claimed"]]: claimed, [vocabulary.profession]: profession || "not-stated",
        [vocabulary.reference]: reference } };
  }

  // Told again by a later visit it is the same statement to the letter, so that no LRS ever keeps two.
  function completed(detail) {
    const { id, at } = visit.book.value.record;
    const late = visit.judged === undefined ? hasExpired() : visit.judged;
    if (!at) keep({ record: { id, at: now(), seconds: visit.earlier + (kit.now() - visit.began) / 1000,
      expired: detail.expired || late } });
    const { record } = visit.book.value;
    tell("completed", outcome(detail, record.seconds), (statement) => {
      Object.assign(statement, { id, timestamp: record.at });
      freeze(statement, record.expired);
    });
  }

  const milestones = {
    acknowledged: () => tell("acknowledge"),
    page: ({ id }) => tell("experienced/" + id.replace(/^page-/, "")), // the section of a page
    passed({ role, score }) {
      if (role === "post-test") tell("passed", { success: true, score: scored(score) }, beside(hasExpired()));
    },
    failed({ role, score, last }) {
      if (role === "post-test" && last) tell("failed", { success: false, score: scored(score) });
    },
    claimed() {
      visit.judged = hasExpired();
      tell("claimed", null, beside(visit.judged));
    },
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
      if (writes && book.dirty() && !line.resting() && (await book.write())) journal.remove([DOCUMENT]);
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
      if (wait) await new Promise((resolve) => { globalThis.setTimeout(resolve, wait); });
      if (await action()) return true;
    }
    return false;
  }

  // The LMS's own name of the activity, so that it finds and clears what belongs to it.
  const query = (id) => ({ activityId: launch.activity || visit.config.xapi.activity, agent: launch.agent, stateId: id,
    ...(visit.registration ? { registration: visit.registration } : {}) });

  // A launch without a registration gets one, kept where every later launch finds it (2.3: without registration).
  async function enrol() {
    visit.registration = launch.registration;
    if (visit.registration) return true;
    const book = lrs.notebook(visit.line, query(DOCUMENT + "-registration"));
    const isKept = () => isUuid(book.there.registration);
    const found = await insist(async () => {
      if (!(await book.read())) return false;
      if (isKept()) return true;
      book.adopt();
      book.change({ registration: uuid() });
      await book.write();
      return isKept();
    });
    kit.log("registration", found ? "none at launch: one of our own" : "none at launch, and none could be kept");
    visit.registration = book.there.registration;
    return found;
  }

  // A document of anybody's making → one with the types that are relied on.
  function sound({ state, location, seconds, record, done }) {
    const { id, at, seconds: spent, expired } = object(record);
    const isTold = isUuid(id) && !Number.isNaN(Date.parse(at));
    return { state: text(state), location: text(location), seconds: positive(seconds), done: done === true,
      record: { id: isUuid(id) ? id : uuid(), ...(isTold ? { at, seconds: positive(spent), expired: expired === true } : {}) } };
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

  async function resume() {
    const address = query(DOCUMENT);
    const book = visit.book = lrs.notebook(visit.line, address);
    if (!(await insist(book.read))) return false;
    book.adopt();
    const journal = visit.journal = await kit.journal.open(lrs.opaque(JSON.stringify(address)));
    visit.outbox = lrs.outbox(visit.line, journal, finished);
    await recall(visit);
    const { id } = object(book.value.record);
    Object.assign(book.value, sound(book.value));
    visit.earlier = book.value.seconds;
    visit.writes = !book.value.done;
    if (visit.writes && !isUuid(id)) keep({}); // the record's id, before anything points to it
    return true;
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
    return { host: true, mode: done ? "review" : "normal", learner: text(launch.actor.name), state, done };
  }

  // The activity is ours, as tincan.xml has it; where the LMS calls it otherwise its name is added, so that it finds us.
  function begin({ activity, statements }) {
    if (launch.activity && launch.activity !== activity) {
      const { type } = statements.initialized.object.definition;
      visit.alias = [{ objectType: "Activity", id: launch.activity, definition: { type } }];
      kit.log("launch", "the LMS has another id for the activity");
    }
    tell("initialized");
    if (globalThis.addEventListener) globalThis.addEventListener("online", visit.line.retry);
    work();
  }

  // ---- the five verbs

  // What was claimed, by whom and under which reference is told by "completed".
  async function answered(item) {
    const { role, question, seconds, right } = item;
    const result = { response: responded(item), duration: duration(seconds), ...(right === null ? {} : { success: right }) };
    if (role === "question") tell("answered/" + question, result);
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

  // The page may be gone before an answer comes: everything at once, in requests that outlive it.
  async function leave(snapshot) {
    const { line, book, outbox } = visit;
    tell("terminated", { duration: duration(snapshot.seconds) });
    visit.over = true;
    remember(snapshot);
    line.leaving = true;
    const written = book.write();
    await Promise.all([written, outbox.push(line.room())]);
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
