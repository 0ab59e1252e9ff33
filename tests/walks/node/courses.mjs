// The course of the walks in two versions: 1.1 has lost a page and a question and has a new one of each.
import { course, question } from "../../runtime/course.mjs";
import { data } from "../../runtime/xapi-page.mjs";
import { words } from "./scripts.mjs";

const QUESTIONS = [question(1), question(2, { kind: "multiple" }), question(3, { kind: "true-false" }), question(4), question(5)];
const PAGES = { "1.0": [1, 2, 3], "1.1": [1, 3, 4] };
const ASKED = { "1.0": [1, 2, 3], "1.1": [2, 3, 5] };

const page = (number) => ({ id: `page-${number}`, kind: "page", key: `p0${number}`, objectives: [number % 2 ? "when" : "how"] });

export function versions(driver, { attempts, feedback }) {
  const make = driver === "xapi" ? data : course;
  return Object.fromEntries(Object.keys(PAGES).map((version) => [version, make({
    version, words: words(),
    questions: ASKED[version].map((number) => QUESTIONS[number - 1]),
    quiz: { attempts, feedback, passing: 66 },
    sections: [{ id: "front", kind: "front" }, ...PAGES[version].map(page), { id: "quiz-test", kind: "quiz", quiz: "test", key: "Qx1" },
      { id: "claim", kind: "claim" }, { id: "certificate", kind: "certificate" }, { id: "references", kind: "references" }],
  })]));
}
