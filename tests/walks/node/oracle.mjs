// Whether the host's record is what the ledger says. Every difference is a line of words.
import { interactionsOf } from "./lms.mjs";

export const WON = ["passed", "completed"];
export const sorted = (list) => list.slice().sort().join();

function count(list) {
  const counts = new Map();
  for (const each of list) counts.set(each, (counts.get(each) || 0) + 1);
  return counts;
}

// Every one of "least" is among "found", and nothing is found more often than in "most".
export function between(what, least, found, most, blame, only = "") {
  const [low, is, high] = [least, found, most].map(count);
  for (const [key, number] of low) if ((is.get(key) || 0) < number) blame(`lost: ${what} ${key} (${is.get(key) || 0} of ${number})`);
  for (const [key, number] of only ? [] : is) if ((high.get(key) || 0) < number) blame(`too often: ${what} ${key} (${number}, done ${high.get(key) || 0})`);
}

// ---- the state that the learner comes back to

// An attempt in a window that began without a word of the LRS, and that another window has made under the same number: each
// knew nothing of the other, and the state counts them as one. The statements of both are asked for all the same.
const uncounted = (sure) => sure.filter((one) => one.unaware && sure.some((other) => other.win < one.win && other.count === one.count));

// "alone": on one device. Two devices without a line may both make the first attempt, and each has its own open answers.
function checkState(ledger, learner, data, state, kit, blame, alone) {
  const present = data.sections.map(({ id }) => id);
  const offered = data.quizzes[0].questions.map(({ id }) => id);
  if (ledger.stated(learner, "acknowledge").length && state.ack !== kit.progress.ackMark(data)) blame("lost: the acknowledgement in the state");
  for (const { page } of ledger.stated(learner, "page")) {
    if (present.includes(page) && !state.pages[page]) blame(`lost: ${page} in the state`);
  }
  for (const page of Object.keys(state.pages)) if (!ledger.hasRead(learner, page)) blame(`${page} is in the state, and nobody has read it`);
  const own = kit.progress.quizState(state, "test");
  const [sure, all] = [ledger.stated(learner, "attempt"), ledger.all(learner, "attempt")];
  const least = alone ? sure.length - uncounted(sure).length : Math.min(1, sure.length);
  if (own.count < least) blame(`lost: ${least - own.count} of ${sure.length} attempts in the state`);
  if (own.count > all.length) blame(`${own.count} attempts in the state, ${all.length} were made`);
  const best = Math.max(0, ...sure.map(({ percent }) => percent));
  if (own.best < best) blame(`downgraded: best ${own.best} in the state, not ${best}`);
  if (sure.some(({ passed }) => passed) && !own.passed) blame("downgraded: the pass in the state");
  if (own.passed && !all.some(({ passed }) => passed)) blame("a pass in the state that nobody won");
  for (const [question, { sure: certain, values }] of Object.entries(ledger.drafts(learner))) {
    if (!alone || !certain || !offered.includes(question)) continue;
    const response = own.answers[question] ? own.answers[question].response.join() : "";
    if (!values.includes(response)) blame(`lost: the answer ${values[0]} to ${question}; it is ${response || "open"}`);
  }
  checkClaim(ledger, learner, state, blame);
}

function checkClaim(ledger, learner, state, blame) {
  const all = ledger.all(learner, "claim");
  const sure = ledger.stated(learner, "claim");
  // The first stands, also against one of a window that knew nothing of it.
  const firm = sure.filter(({ unaware, win }) => !unaware || !all.some((other) => other.win < win));
  const words = ({ profession, amount }) => `${profession} ${amount}`;
  const is = `${state.profession} ${Object.values(state.claims).join()}`;
  if (firm.length && !sure.some((claim) => words(claim) === is)) blame(`lost: the claim ${words(sure[0])} in the state; it is ${is}`);
  if (state.profession && !all.some((claim) => words(claim) === is)) blame(`a claim in the state that nobody made: ${is}`);
  if (sure.length && !(state.date && state.reference)) blame("lost: date or reference in the state");
}

// ---- SCORM 1.2

const LETTERS = { "true-false": (values) => values.map((value) => value[0]).join(), "choice": (values) => sorted(values) };

function tried(facts, questions) {
  return facts.flatMap(({ responses, right }) => Object.entries(responses).map(([id, values]) => {
    const { type } = questions.find((each) => each.id === id);
    return `${id} ${LETTERS[type](values)} ${right.includes(id) ? "correct" : "wrong"}`;
  }));
}

// Of a record that is closed by its success nothing can be mended: what a commit lost on its way before that, of values that
// the LMS takes for sent, is lost.
export function excused({ kept, missed }, interactions) {
  if (!WON.includes(kept["cmi.core.lesson_status"])) return [];
  const ids = interactions.map(({ id }) => id);
  return missed.filter(({ id }) => id && !ids.includes(id));
}

function asked({ id, type, student_response: response = "", result }) {
  return `${id.replace(/^q-(question-\d+).*$/, "$1")} ${type === "choice" ? sorted(response.split(",")) : response} ${result}`;
}

export function checkLms({ ledger, lms, learner, data, questions, kit, exact = true }) {
  const found = [];
  const blame = (words) => found.push(words);
  const record = lms.record(learner);
  const state = kit.progress.decode(data, record.kept["cmi.suspend_data"] || "");
  checkState(ledger, learner, data, state, kit, blame, exact);
  const interactions = interactionsOf(record.kept);
  const ids = interactions.map(({ id }) => id);
  if (new Set(ids).size < ids.length) blame(`one id twice among ${ids.join()}`);
  const told = interactions.filter(({ id }) => /^q-/.test(id)).map(asked);
  const missed = excused(record, interactions);
  const [sure, all] = [ledger.sure(learner, "attempt"), ledger.all(learner, "attempt")].map((facts) => tried(facts, questions));
  const pardoned = Array.from(new Set(missed.filter(({ id }) => /^q-/.test(id)).map((each) => each.id)))
    .map((id) => asked(missed.find((each) => each.id === id)));
  between("interaction", sure, told.concat(pardoned), [], blame, "lost");
  between("interaction", [], told, all, blame);
  checkRecord(ledger, learner, { kept: record.kept, interactions: interactions.concat(missed), state }, blame);
  return exact ? found : found.filter((words) => !/^lost/.test(words));
}

function checkRecord(ledger, learner, { kept, interactions, state }, blame) {
  const [sure, all] = [ledger.sure(learner, "claim"), ledger.all(learner, "claim")];
  const status = kept["cmi.core.lesson_status"] || "";
  if (sure.length && !WON.includes(status)) blame(`lost: the status is ${status}`);
  if (!all.length && WON.includes(status)) blame(`the status is ${status} before everything was done`);
  const score = Number(kept["cmi.core.score.raw"] || 0);
  const best = (facts) => Math.max(0, ...facts.map(({ percent }) => percent));
  const [low, high] = [best(ledger.sure(learner, "attempt")), best(ledger.all(learner, "attempt"))];
  if (score < low || score > high) blame(`${score < low ? "lost: " : ""}the score is ${score}, not ${low} to ${high}`);
  if (!sure.length) return;
  const response = (test) => (interactions.find(({ id }) => test.test(id)) || {}).student_response;
  const [profession, reference, amount] = [/^profession/, /^record-reference/, /^credit-claim/].map(response);
  if (!sure.some((claim) => claim.profession === profession)) blame(`lost: the interaction of the profession: ${profession}`);
  if (state.reference ? reference !== state.reference : !reference) blame(`lost: the interaction of the reference: ${reference}`);
  const told = amount === undefined ? "" : String(Number(amount));
  const claimed = (claim) => (claim.amount === "" ? "" : claim.amount === "declined" ? "0" : String(Number(claim.amount)));
  if (!sure.some((claim) => claimed(claim) === told)) blame(`lost: the interaction of the claim: ${amount}`);
}

// ---- xAPI

export const verbOf = ({ verb }) => verb.id.split("/").at(-1);
export const tailOf = ({ object }) => object.id.split("/").at(-1);

function answers(facts, questions) {
  return facts.flatMap(({ responses, right }) => Object.entries(responses).map(([id, values]) => {
    const { type } = questions.find((each) => each.id === id);
    return `${id} ${type === "true-false" ? values[0] : sorted(values)} ${right.includes(id)}`;
  }));
}

export function checkLrs({ ledger, lrs, learner, data, questions, kit, ordered = true, alone = true }) {
  const found = [];
  const blame = (words) => found.push(words);
  const document = lrs.document(learner) || {};
  const state = kit.progress.decode(data, String(document.state || ""));
  checkState(ledger, learner, data, state, kit, blame, alone);
  const entries = lrs.of(learner);
  const statements = entries.map(({ statement }) => statement);
  const of = (verb) => statements.filter((each) => verbOf(each) === verb);
  const [sure, all] = [(kind) => ledger.sure(learner, kind), (kind) => ledger.all(learner, kind)];
  const acknowledged = (facts) => facts.map(() => "");
  between("acknowledge", acknowledged(sure("acknowledge").slice(0, 1)), acknowledged(of("acknowledge")), acknowledged(all("acknowledge")), blame);
  const pages = (facts) => facts.map(({ page }) => page.replace("page-", ""));
  between("experienced", Array.from(new Set(pages(sure("page")))), of("experienced").map(tailOf), pages(all("page")), blame);
  const told = of("answered").map((each) => `${tailOf(each)} ${sorted(each.result.response.split("[,]"))} ${each.result.success}`);
  between("answered", answers(sure("attempt"), questions), told, answers(all("attempt"), questions), blame);
  if (sure("attempt").some(({ passed }) => passed) && !of("passed").length) blame("lost: the statement passed");
  for (const verb of ["passed", "claimed", "completed"]) if (of(verb).length > 1) blame(`${of(verb).length} statements ${verb}`);
  checkCompleted({ ledger, learner, state, completed: of("completed")[0] }, blame);
  if (ordered) checkOrder(firstTold(entries), blame);
  if (!lrs.choosy) checkVisits(firstTold(entries), blame);
  if (statements.some(({ timestamp }) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(timestamp))) blame("a time that is none");
  return found;
}

function checkCompleted({ ledger, learner, state, completed }, blame) {
  const [sure, all] = [ledger.sure(learner, "claim"), ledger.all(learner, "claim")];
  if (completed && !all.length) blame("completed before everything was done");
  if (sure.length && !completed) blame("lost: the statement completed");
  if (!completed) return;
  const part = (name) => Object.entries(completed.result.extensions).find(([key]) => key.endsWith("/" + name))[1];
  if (state.reference && part("reference") !== state.reference) blame("the reference of the statement is not that of the state");
  const amounts = part("credit-claimed").map(({ amount }) => amount).join();
  const words = (profession, amount) => `${profession} ${amount === "" ? "" : amount === "declined" ? 0 : Number(amount)}`;
  const is = words(part("profession"), amounts);
  if (!all.some((claim) => words(claim.profession, claim.amount) === is)) blame(`completed tells ${is}`);
}

// All but a record that a later visit told again, as it was: the document of the one before had arrived without it.
export const firstTold = (entries) => entries.filter(({ sender, statement: { timestamp, ...told } }) => verbOf(told) !== "completed" ||
  !entries.some((each) => each.sender === sender && verbOf(each.statement) === "initialized" && each.statement.timestamp > timestamp));

export function checkOrder(entries, blame) {
  const statements = entries.map(({ statement }) => statement);
  const times = statements.map(({ timestamp }) => Date.parse(timestamp));
  const back = times.findIndex((time, index) => index > 0 && time < times[index - 1]);
  if (back > 0) blame(`${verbOf(statements[back])} ${statements[back].timestamp} stored after ${verbOf(statements[back - 1])} ${statements[back - 1].timestamp}`);
}

// What a window sends after its own "initialized" is of its visit: there no time is earlier than the one before, whatever the clock does.
export function checkVisits(entries, blame) {
  for (const sender of new Set(entries.map((each) => each.sender))) {
    const own = entries.filter((each) => each.sender === sender).map(({ statement }) => statement);
    const visit = own.slice(Math.max(0, own.findLastIndex((each) => verbOf(each) === "initialized")));
    const back = visit.findIndex(({ timestamp }, index) => index > 0 && timestamp <= visit[index - 1].timestamp);
    if (back > 0) blame(`within a visit ${verbOf(visit[back])} ${visit[back].timestamp} after ${visit[back - 1].timestamp}`);
  }
}
