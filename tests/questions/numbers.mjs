// Reads a list of texts from standard input and prints of each what a numeric question makes of it, and whether it is an answer.
import { readFileSync } from "node:fs";

import { load } from "../runtime/load.mjs";

const window = { setTimeout, clearTimeout };
window.window = window;
const { kinds } = load(window, ["runtime/kit.js", "questions/writing.js", "questions/numeric.js"]);
const read = (text) => {
  const response = kinds.numeric.clean(text);
  return [response, kinds.numeric.answered({}, [response])];
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(read)));
