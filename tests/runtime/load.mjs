// Evaluates the shipped scripts against a window of the tests' own: what is tested is what is shipped, byte for byte.
import { readFileSync, readdirSync } from "node:fs";

const PROGRAM = new URL("../../scormkit/", import.meta.url);

const scripts = (folder) => readdirSync(new URL(folder, PROGRAM)).filter((name) => name.endsWith(".js"))
  .map((name) => folder + name);
// What kinds share comes before them, as it does in the alphabet read backwards.
export const QUESTIONS = scripts("questions/").sort().reverse();
export const FEATURES = scripts("runtime/features/");
export const PURE = ["runtime/kit.js", "runtime/marking.js", "questions/ticks.js", "runtime/progress.js",
  "runtime/merging.js", "runtime/journal.js", "runtime/attention.js"];
export const VIEWS = ["runtime/view.js", "runtime/view-quiz.js", "runtime/drivers/asking.js"];
export const ACTS = ["runtime/keeping.js", "runtime/acts.js"];
const drivers = (...names) => names.map((name) => `runtime/drivers/${name}.js`);
export const SCORM12 = drivers("scorm12-values", "scorm12-api", "scorm12");
export const XAPI = drivers("uuid", "lrs", "delivery", "notebook", "launch", "statements", "xapi");
export const GLUE = "runtime/session.js";
export const ALL = [...PURE, ...VIEWS, ...ACTS, ...SCORM12, GLUE];

export const source = (path) => readFileSync(new URL(path, PROGRAM), "utf8");
export const bytes = (path) => readFileSync(new URL(path, PROGRAM));
const WORDS = ["words/en.json", "drivers/asking.en.json", "drivers/scorm12.en.json", "drivers/xapi.en.json"];
export const words = () => Object.assign({}, ...WORDS.map((path) => JSON.parse(source(`runtime/${path}`))));

export function load(window, paths) {
  for (const path of paths) {
    const run = new Function("globalThis", "window", "Date", `${source(path)}\n//# sourceURL=${path}`);
    run(window, window, window.Date ?? Date);
  }
  return window.scormkit;
}

// Only what needs no page.
export function pure() {
  const window = { setTimeout, clearTimeout };
  window.window = window;
  return load(window, PURE);
}
