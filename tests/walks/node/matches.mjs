// node walks/node/matches.mjs: every mistake of breaks.mjs whose text does not stand exactly once in its script, a line each.
import { readFileSync } from "node:fs";

import { BREAKS, SEEN } from "./breaks.mjs";
import { PROGRAM } from "./scripts.mjs";

const times = (path, words) => readFileSync(new URL(path, PROGRAM), "utf8").split(words).length - 1;

for (const [table, mistakes] of Object.entries(BREAKS)) {
  for (const [name, places] of Object.entries(mistakes)) {
    for (const [path, from] of places) {
      if (times(path, from) !== 1) process.stdout.write(`${table}: ${name}: ${path} does not hold once: ${from}\n`);
    }
  }
}
for (const [table, names] of [["scorm12", SEEN.scorm12], ["xapi", SEEN.xapi], ...Object.values(SEEN.tour).map((seen) => ["tour", seen])]) {
  for (const name of Object.keys(names)) if (!(name in BREAKS[table])) process.stdout.write(`${table}: nobody makes the mistake: ${name}\n`);
}
