// Whether the host's record of the tour is what the ledger says. Every difference is a line of words.
import { interactionsOf } from "./lms.mjs";
import { WON, between, checkOrder, checkVisits, excused, firstTold, sorted, tailOf, verbOf } from "./oracle.mjs";

const OVER = "*";
const READ = "=";
const PARTS = 60;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const ROLES = ["pre-test", "check", "evaluation", "post-test"];

const isOrdered = ({ kind }) => kind === "ordering";
const given = (question, values) => (question.secret ? "" : isOrdered(question) ? values.join() : sorted(values));
const find = (questions, id) => questions.find((each) => each.id === id);
const SOON = 2000; // milliseconds: no learner is in two windows so fast, but a disk may be slower than that walk
// Attempts of which neither window could know of the other's count as one.
const uncounted = (sure) => sure.filter((one) => sure.some((other) => other.win !== one.win && other.count === one.count &&
  ((one.unaware && other.win < one.win) || (other.at <= one.at && one.at - other.at < SOON))));

const seen = (text) => Array.from({ length: PARTS }, (_, at) => at)
  .filter((at) => text === OVER || LETTERS.indexOf((text || "AAAAAAAAAA")[Math.floor(at / 6)]) & (32 >> (at % 6)));

// ---- the state that the learner comes back to

class State {
  constructor(context) { Object.assign(this, context); }

  sure(kind, more = () => true) { return this.ledger.stated(this.learner, kind).filter(more); }
  all(kind, more = () => true) { return this.ledger.all(this.learner, kind).filter(more); }

  check() {
    const { state, blame, data, kit, spent } = this;
    if (this.sure("acknowledge").length && state.ack !== kit.progress.ackMark(data)) blame("lost: the acknowledgement in the state");
    for (const { page } of this.sure("page")) {
      if (find(data.sections, page) && !state.pages[page]) blame(`lost: ${page} in the state`);
    }
    for (const page of Object.keys(state.pages)) if (!this.ledger.hasRead(this.learner, page)) blame(`${page} is in the state, and nobody has read it`);
    for (const quiz of data.quizzes) this.quiz(quiz, kit.progress.quizState(state, quiz.id));
    this.who();
    this.film();
    if (Math.floor(state.time || 0) > spent) blame(`${state.time} seconds in the state, ${spent} were spent`);
    this.claim();
  }

  quiz(quiz, own) {
    const { blame, alone } = this;
    const isOwn = (fact) => fact.quiz === quiz.id;
    const [sure, all] = [this.sure("attempt", isOwn), this.all("attempt", isOwn)];
    const least = alone ? sure.length - uncounted(sure).length : Math.min(1, sure.length);
    if (own.count < least) blame(`lost: ${least - own.count} of ${sure.length} attempts at the ${quiz.id} in the state`);
    if (own.count > all.length) blame(`${own.count} attempts at the ${quiz.id} in the state, ${all.length} were made`);
    const best = Math.max(0, ...sure.map(({ percent }) => percent));
    if (own.best < best) blame(`downgraded: best ${own.best} in the ${quiz.id}, not ${best}`);
    if (sure.some(({ passed }) => passed) && !own.passed) blame(`downgraded: the pass of the ${quiz.id}`);
    if (own.passed && !all.some(({ passed }) => passed)) blame(`a pass of the ${quiz.id} that nobody won`);
    this.draw(quiz, own);
    this.answers(quiz, own);
  }

  // A draw that was confirmed is the one that is resumed, or one that was made after it.
  draw({ id }, own) {
    if (!this.alone || !own.open) return;
    const facts = this.all("draw", (fact) => fact.quiz === id && fact.count === own.count && !fact.gone);
    const last = facts.findLastIndex(({ confirmed, unstated, unaware, maybe }) => confirmed && !unstated && !unaware && !maybe);
    const is = (own.more || {}).d || "";
    if (last >= 0 && !facts.slice(last).some(({ draw }) => draw === is)) this.blame(`lost: the draw ${facts[last].draw}; it is ${is || "none"}`);
    if (is && !this.all("draw").some(({ draw }) => draw === is) && Object.keys(own.answers).length) this.blame(`answers to a draw that nobody saw: ${is}`);
  }

  answers(quiz, own) {
    const { ledger, learner, blame, alone } = this;
    const is = (own.more || {}).d || "";
    const response = (id) => (own.answers[id] ? own.answers[id].response : []);
    const own_ = (fact) => fact.quiz === quiz.id && (!is || fact.draw === is);
    const drawn = is.split(".").slice(1);
    for (const [id, { response: values }] of Object.entries(own.answers)) {
      const question = find(quiz.questions, id);
      if (!values.length) continue;
      if (drawn.length && !drawn.includes(question.key)) blame(`an answer to ${id}, which was not drawn`);
      const made = this.all("draft", own_).some((fact) => fact.question === id && fact.response === values.join());
      const same = (list) => sorted(list) === sorted(values);
      if (!made && !this.all("attempt", own_).some(({ responses }) => same(responses[id] || []))) blame(`an answer of another draw, or of nobody: ${id} ${values.join()}`);
    }
    const facts = { all: () => ledger.all(learner).filter(own_) };
    for (const [id, { sure, values }] of Object.entries(ledger.drafts.call(facts, learner, quiz.id))) {
      const question = find(quiz.questions, id);
      if (!alone || !sure || !question || !own.open || question.type === "long-fill-in") continue;
      const kept = response(id).join();
      if (!values.includes(kept) && !values.map((each) => sorted(each.split(","))).includes(sorted(kept.split(",")))) blame(`lost: the answer ${values[0]} to ${id}; it is ${kept || "open"}`);
    }
  }

  who() {
    const { state, blame } = this;
    const is = state.who ? [state.who.profession, state.who.specialty].join() : "";
    const words = ({ profession, specialty }) => [profession, specialty].join();
    const [sure, all] = [this.sure("who"), this.all("who")];
    if (sure.length && !is) blame("lost: the profession in the state");
    if (is && !all.some((fact) => words(fact) === is)) blame(`a profession that nobody told: ${is}`);
  }

  film() {
    const { state, data, blame } = this;
    const [{ key }, recording] = data.films;
    const parts = (facts) => new Set(facts.flatMap((fact) => fact.parts));
    const [sure, all] = [parts(this.sure("film")), parts(this.all("film"))];
    const is = (state.films || {})[key];
    const gone = Array.from(sure).filter((part) => !seen(is).includes(part));
    if (gone.length) blame(`lost: ${gone.length} parts of the film in the state`);
    if (is === OVER ? all.size < 54 : seen(is).some((part) => !all.has(part))) blame("parts of the film that nobody watched");
    const read = (state.films || {})[recording.key] === READ;
    if (this.sure("transcript").length && !read) blame("lost: the transcript in the state");
    if (read && !this.all("transcript").length) blame("a transcript in the state that nobody read");
  }

  claim() {
    const { state, blame } = this;
    const words = ({ profession, amounts }) => `${profession} ${JSON.stringify(amounts)}`;
    const is = words({ profession: state.profession, amounts: state.claims });
    const all = this.all("claim");
    const sure = this.sure("claim", ({ unaware, win }) => !unaware || !all.some((other) => other.win < win));
    if (sure.length && !sure.some((claim) => words(claim) === is)) blame(`lost: the claim ${words(sure[0])} in the state; it is ${is}`);
    if (state.profession && !all.some((claim) => words(claim) === is)) blame(`a claim in the state that nobody made: ${is}`);
    if (sure.length && !(state.date && state.reference)) blame("lost: date or reference in the state");
  }
}

// ---- SCORM 1.2

// As the LMS shall hold it: responses are compared without their order, but where the order is the answer.
function told(facts, questions) {
  return facts.flatMap(({ quiz, role, responses, right }) => Object.entries(responses).map(([id, values]) => {
    const question = find(questions, id);
    const verdict = role === "evaluation" ? "neutral" : right.includes(id) ? "correct" : "wrong";
    const short = question.type === "true-false" ? values.map((value) => value[0]) : values;
    return values.length ? `${role === "evaluation" ? "eval" : "q"} ${id} ${given(question, short)} ${verdict}` : "";
  }).filter(Boolean));
}

function heard({ id, student_response: response = "", result }, questions) {
  const [kind] = id.split("-");
  const name = questions.map((each) => each.id).filter((each) => id.slice(kind.length + 1).startsWith(each)).sort((a, b) => b.length - a.length)[0];
  return `${kind} ${name} ${given(find(questions, name), response.split(","))} ${result}`;
}

function checkLms(context) {
  const { ledger, host, learner, questions, blame, state } = context;
  const record = host.record(learner);
  const interactions = interactionsOf(record.kept);
  const missed = excused(record, interactions);
  const ids = interactions.map(({ id }) => id);
  if (new Set(ids).size < ids.length) blame(`one id twice among ${ids.join()}`);
  const isAnswer = ({ id }) => /^(q|eval)-/.test(id);
  const have = interactions.filter(isAnswer).map((each) => heard(each, questions));
  const pardoned = missed.filter(isAnswer).map((each) => heard(each, questions));
  const [sure, all] = [ledger.sure(learner, "attempt"), ledger.all(learner, "attempt")].map((facts) => told(facts, questions));
  between("interaction", sure, have.concat(pardoned), [], blame, "lost");
  between("interaction", [], have, all, blame);
  for (const each of interactions) {
    if (/^eval-/.test(each.id) && "correct_responses.0.pattern" in each) blame(`a right answer to ${each.id}`);
  }
  checkRecord(context, record.kept, interactions, interactions.concat(missed), state);
}

function checkRecord({ ledger, learner, blame, data }, kept, interactions, known, state) {
  const [sure, all] = [ledger.sure(learner, "claim"), ledger.all(learner, "claim")];
  const status = kept["cmi.core.lesson_status"] || "";
  if (sure.length && !WON.includes(status)) blame(`lost: the status is ${status}`);
  if (!all.length && WON.includes(status)) blame(`the status is ${status} before everything was done`);
  const score = Number(kept["cmi.core.score.raw"] || 0);
  const best = (facts) => Math.max(0, ...facts.filter(({ role }) => role === "post-test").map(({ percent }) => percent));
  const [low, high] = [best(ledger.sure(learner, "attempt")), best(ledger.all(learner, "attempt"))];
  if (score < low || score > high) blame(`${score < low ? "lost: " : ""}the score is ${score}, not ${low} to ${high}`);
  const names = (pattern) => interactions.filter(({ id }) => pattern.test(id)).map(({ id }) => id);
  if (names(/^watched-/).length && new Set(ledger.all(learner, "film").flatMap(({ parts }) => parts)).size < 54) blame("a film was told as watched");
  if (names(/^transcript-/).length && !ledger.all(learner, "transcript").length) blame("a transcript was told as read");
  if (names(/^(attestation|credit-claim|profession)/).length && !all.length) blame("a claim was told before it was made");
  if (!sure.length) return;
  const response = (pattern) => (known.find(({ id }) => pattern.test(id)) || {}).student_response;
  const [profession, reference, attested] = [/^profession/, /^record-reference/, /^attestation/].map(response);
  const claims = sure.concat(all.filter(({ confirmed }) => !confirmed));
  if (!claims.some((claim) => claim.profession === profession)) blame(`lost: the interaction of the profession: ${profession}`);
  if (state.reference ? reference !== state.reference : !reference) blame(`lost: the interaction of the reference: ${reference}`);
  if (attested !== "t") blame(`lost: the attestation: ${attested}`);
  const amounts = data.credits.map(({ id, claim }) => [id, response(new RegExp(`^${claim}(-w|$)`))]).filter(([, amount]) => amount !== undefined);
  const is = JSON.stringify(amounts.map(([id, amount]) => [id, Number(amount)]));
  if (!claims.some((claim) => numbers(claim.amounts, data) === is)) blame(`lost: the interactions of the claim: ${is}`);
}

const numbers = (amounts, data) => JSON.stringify(data.credits.filter(({ id }) => id in amounts).map(({ id }) => [id, Number(amounts[id]) || 0]));

// ---- xAPI

function replied(facts, questions) {
  return facts.flatMap(({ role, responses, right }) => Object.entries(responses).filter(([, values]) => values.length)
    .map(([id, values]) => `${id} ${given(find(questions, id), values)} ${role === "evaluation" ? "none" : right.includes(id)}`));
}

function checkLrs(context) {
  const { ledger, host, learner, questions, blame, data, ordered } = context;
  const entries = host.of(learner);
  const statements = entries.map(({ statement }) => statement);
  const of = (verb) => statements.filter((each) => verbOf(each) === verb);
  const [sure, all] = [(kind) => ledger.sure(learner, kind), (kind) => ledger.all(learner, kind)];
  const pages = (facts) => facts.map(({ page }) => page.replace("page-", ""));
  between("acknowledge", sure("acknowledge").slice(0, 1).map(() => ""), of("acknowledge").map(() => ""), all("acknowledge").map(() => ""), blame);
  const read = of("experienced").filter(({ object }) => /\/pages\//.test(object.id)).map(tailOf);
  between("experienced", Array.from(new Set(pages(sure("page")))), read, pages(all("page")), blame);
  const transcripts = of("experienced").filter(({ object }) => object.id.endsWith("/transcript")).map(() => "");
  between("transcript", sure("transcript").slice(0, 1).map(() => ""), transcripts, all("transcript").map(() => ""), blame);
  const words = (each) => {
    const question = find(questions, tailOf(each));
    const values = each.result.response.replaceAll("[.]", ".").split("[,]");
    return `${question.id} ${given(question, values)} ${"success" in each.result ? each.result.success : "none"}`;
  };
  between("answered", replied(sure("attempt"), questions), of("answered").map(words), replied(all("attempt"), questions), blame);
  for (const { object, result } of of("answered")) {
    const counted = questions.some(({ id, partial }) => partial && object.id.endsWith("/" + id));
    if (counted !== Boolean(result.score) || (counted && (result.score.scaled === 1) !== result.success)) blame(`the score of ${object.id}`);
  }
  if (sure("attempt").some(({ passed }) => passed) && !of("passed").length) blame("lost: the statement passed");
  if (of("passed").length && !all("attempt").some(({ passed }) => passed)) blame("passed, and nobody has");
  for (const verb of ["passed", "completed"]) if (of(verb).length > 1) blame(`${of(verb).length} statements ${verb}`);
  checkCompleted(context, of("completed")[0], of("claimed"));
  if (ordered) checkOrder(firstTold(entries), blame);
  if (!host.choosy) checkVisits(firstTold(entries), blame);
}

function checkCompleted({ ledger, learner, state, blame, data }, completed, claimed) {
  const [sure, all] = [ledger.sure(learner, "claim"), ledger.all(learner, "claim")];
  const credits = new Set(all.flatMap(({ amounts }) => Object.keys(amounts)));
  if (claimed.length > credits.size) blame(`${claimed.length} statements claimed of ${credits.size} credits`);
  if (completed && !all.length) blame("completed before everything was done");
  if (sure.length && !completed) blame("lost: the statement completed");
  if (!completed) return;
  const part = (name) => Object.entries(completed.result.extensions).find(([key]) => key.endsWith("/" + name))[1];
  if (state.reference && part("reference") !== state.reference) blame("the reference of the statement is not that of the state");
  const systems = data.xapi.systems;
  const amounts = part("credit-claimed").map(({ system, amount }) => [data.credits.find(({ id }) => systems[id].system === system).id, amount]);
  const is = `${part("profession")} ${JSON.stringify(amounts)}`;
  if (!all.some((claim) => `${claim.profession} ${numbers(claim.amounts, data)}` === is)) blame(`completed tells ${is}`);
  const best = Math.max(0, ...ledger.all(learner, "attempt").filter(({ role }) => role === "post-test").map(({ percent }) => percent));
  if (completed.result.score.raw > best) blame(`completed tells a score of ${completed.result.score.raw}, not ${best}`);
}

// "exact": one device. Two without a line to each other each have their own open answers.
export function checkTour({ driver, ...rest }) {
  const found = [];
  const { host, learner, kit, data, alone } = rest;
  const document = driver === "xapi" ? (host.document(learner) || {}).state : host.record(learner).kept["cmi.suspend_data"];
  const context = { ...rest, state: kit.progress.decode(data, String(document || "")), blame: (words) => found.push(words) };
  new State(context).check();
  if (driver === "xapi") checkLrs(context);
  else checkLms(context);
  for (const role of ROLES.slice(0, 3)) {
    const made = rest.ledger.all(learner, "attempt").filter((fact) => fact.role === role && !fact.unaware && !fact.gone && fact.confirmed);
    if (role !== "check" && alone && made.some(({ count }) => count > 1)) found.push(`a second ${role}`);
  }
  return driver === "xapi" || alone ? found : found.filter((words) => !/^lost/.test(words));
}
