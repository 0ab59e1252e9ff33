// Reads [{kind, question, response}] from standard input and prints what the learner's browser gives for each:
// {score, answered}. The scripts are those that ship.
import { readFileSync } from "node:fs";

import { QUESTIONS, load } from "../runtime/load.mjs";

const window = { setTimeout, clearTimeout };
window.window = window;
const kit = load(window, ["runtime/kit.js", "runtime/marking.js", ...QUESTIONS]);
const asked = JSON.parse(readFileSync(0, "utf8"));
const given = ({ question, response }) => {
  const kind = kit.kinds[question.kind];
  return { score: kit.marking.score(question, response), answered: kind.answered(question, response) };
};
process.stdout.write(JSON.stringify(asked.map(given)));
