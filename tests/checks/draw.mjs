// Reads quizzes ({questions: [{id, key, objective, case}], draw, pool}) from standard input; prints for each the ids of the
// questions that some of many draws of the shipped script gave. Chance is counted, so that every run is the same.
import { readFileSync } from "node:fs";

import { PURE, load } from "../runtime/load.mjs";

const DRAWS = 600;
let turn = 1;

function chance(array) {
  turn = (turn + 0x6d2b79f5) >>> 0;
  const mixed = Math.imul(turn ^ (turn >>> 15), turn | 1);
  return array.fill((mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))) >>> 0);
}

const window = { setTimeout() {}, document: {}, crypto: { getRandomValues: chance } };
window.window = window;
const kit = load(window, PURE);
Object.assign(kit, { now: () => 0, view: { renderFrame() {} }, acts: {} });
load(window, ["runtime/features/pool.js"]);

function everDrawn(quiz) {
  const all = Array.from({ length: DRAWS }, () => kit.pool.asked(quiz, { more: { d: kit.pool.draw(quiz) } }));
  return Array.from(new Set(all.flat().map(({ id }) => id)));
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(everDrawn)));
