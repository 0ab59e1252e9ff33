// The tokens of two tellings of each script, by a parser of another house: standard input holds {path: [one, other]}, standard
// output the paths of those that differ.
import { readFileSync } from "node:fs";

import { tokenizer } from "acorn";

const tokens = (text) => Array.from(tokenizer(text, { ecmaVersion: 2022 }), ({ type, value }) =>
  [type.label, value instanceof Object ? String(value.value ?? value.pattern) : value]);
const told = (text) => JSON.stringify(tokens(text));
const pairs = Object.entries(JSON.parse(readFileSync(0, "utf-8")));
process.stdout.write(JSON.stringify(pairs.filter(([, [one, other]]) => told(one) !== told(other)).map(([path]) => path)));
