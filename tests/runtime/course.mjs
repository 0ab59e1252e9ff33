// Course data as the compiler writes it: small by default, as large as a test wants.
import { words } from "./load.mjs";

const key = (prefix, index) => prefix + String(index).padStart(2, "0");

export function question(index, { kind = "choice", options = 4 } = {}) {
  const letters = Array.from("abcdef").slice(0, options);
  const shared = { id: `question-${index}`, key: key("x", index), kind, points: 1, objective: index % 2 ? "when" : "how" };
  if (kind === "true-false") return { ...shared, type: "true-false", choices: [], correct: ["true"] };
  const correct = kind === "multiple" ? letters.slice(0, 2) : ["b"];
  return { ...shared, type: "choice", choices: letters, correct };
}

export const KINDS = [question(1), question(2, { kind: "multiple" }), question(3, { kind: "true-false" }), question(4)];

export const credit = (id = "ama-pra-1", steps = ["0.25", "0.5"]) => ({ id, system: "AMA PRA Category 1 Credit",
  maximum: steps.at(-1), steps, eligible: ["physician"], claim: `credit-claim-${id}` });

export function course({ pages = 3, questions = KINDS, credits = [credit()], lms = {}, quiz = {}, ...rest } = {}) {
  const teaching = Array.from({ length: pages }, (_, index) =>
    ({ id: `page-${index + 1}`, kind: "page", key: key("p", index), objectives: [index % 2 ? "how" : "when"] }));
  return {
    schema: 1, id: "course", version: "1.0", title: "Course", language: "en-US", status: "demonstration", specimen: true,
    expires: null, gates: ["acknowledge", "pages", "post-test", "claim"],
    sections: [{ id: "front", kind: "front" }, ...teaching, { id: "quiz-test", kind: "quiz", quiz: "test", key: "Qx1" },
      { id: "claim", kind: "claim" }, { id: "certificate", kind: "certificate" }, { id: "references", kind: "references" }],
    disclosures: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    quizzes: [{ id: "test", key: "Qx1", role: "post-test", passing: 75, attempts: 3, feedback: "after-last", questions, ...quiz }],
    credits, professions: ["physician", "nurse"],
    lms: { success: "passed", failed: "incomplete", mastery: false, interactions: true, objectives: true,
      suspendLimit: 4096, ...lms },
    words: words(), ...rest,
  };
}

// A state in which everything has been done.
export function finished(kit, data) {
  const state = kit.progress.fresh();
  for (const section of data.sections) if (section.kind === "page") state.pages[section.id] = true;
  for (const quiz of data.quizzes) {
    const answers = quiz.questions.map((each) => [each.id, { response: each.correct, seconds: 12 }]);
    state.quizzes[quiz.id] = { count: 3, best: 100, last: 100, passed: true, open: false, answers: Object.fromEntries(answers) };
  }
  const claims = Object.fromEntries(data.credits.map(({ id }) => [id, "0.25"]));
  return Object.assign(state, { at: "certificate", ack: kit.progress.ackMark(data), profession: "physician", claims,
    date: "2026-11-22", reference: "ABCD-EFGH-JKMN", items: 12 });
}
