// node walks/node/run.mjs --driver scorm12|xapi [--course tour] [--seeds N] [--from S] [--trace] [--shrink] [--break NAME] [--only 1,4,7]
// … --breaks [--break NAME]: for each mistake of breaks.mjs the first seed whose walk sees it.
//
// Prints a line for each walk that fails, with the command that replays it, and a line with the sums. Exit 1 where one failed.
import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";

import { BREAKS, SEEN } from "./breaks.mjs";
import { order, pure } from "./scripts.mjs";
import { TourWalk, tour } from "./tour.mjs";
import { Walk } from "./walk.mjs";

const { values: given } = parseArgs({ options: {
  driver: { type: "string", default: "scorm12" }, course: { type: "string", default: "" }, seeds: { type: "string", default: "300" }, from: { type: "string", default: "1" },
  trace: { type: "boolean", default: false }, shrink: { type: "boolean", default: false }, break: { type: "string", default: "" },
  only: { type: "string", default: "" }, workers: { type: "string", default: String(availableParallelism()) },
  part: { type: "string", default: "0" }, scripts: { type: "boolean", default: false }, breaks: { type: "boolean", default: false }, until: { type: "string", default: "0" } } });

const toured = given.course === "tour";
const loaded = toured ? tour(given.driver).scripts : order(given.driver);
const kit = toured ? pure(loaded) : pure();
const [mistaken, last] = toured ? [BREAKS.tour, SEEN.tour[given.driver]] : [BREAKS[given.driver], SEEN[given.driver]];
const chosen = given.break ? mistaken[given.break] : [];
const [from, seeds, workers, until] = [given.from, given.seeds, given.workers, given.until].map(Number);
let current = null;
process.on("unhandledRejection", (error) => current && current.world.error(error, "a promise"));

async function walk(seed, options = {}) {
  current = new (toured ? TourWalk : Walk)(given.driver, seed, { kit, broken: chosen, ...options });
  try {
    return await current.run();
  } catch (error) {
    current.world.error(error, "the walk itself");
    return current;
  }
}

// The first difference, without what differs from walk to walk.
const kind = (words) => words.replace(/^\w+: /, "").replace(/[\d.:TZ-]+/g, "#").slice(0, 40);

// The fewest steps that still fail in the same way.
async function shrink(seed, first) {
  const fails = async (steps) => {
    const { violations, steps: taken } = await walk(seed, { only: steps });
    return violations.some((words) => kind(words) === kind(first)) ? taken : null;
  };
  let steps = (await walk(seed)).steps.map(([index]) => index);
  let best = null;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let start = 0; start < steps.length;) {
      const fewer = steps.filter((step, index) => index < start || index >= start + size);
      const taken = await fails(fewer);
      if (taken) [steps, best] = [fewer, taken];
      else start += size;
    }
    if (size === 1) break;
  }
  return best || (await fails(steps)) || [];
}

const replay = (seed) => `node walks/node/run.mjs --driver ${given.driver}${toured ? " --course tour" : ""} --seeds 1 --from ${seed} --trace`;

async function report(seed, done) {
  const line = { seed, length: done.steps.length, violations: done.violations, replay: replay(seed) };
  if (given.shrink) {
    const steps = await shrink(seed, done.violations[0]);
    Object.assign(line, { shortest: steps.length, steps: steps.map((step) => step.join(" ")), replay: `${replay(seed)} --only ${steps.map(([index]) => index).join()}` });
  }
  return line;
}

async function some(part, parts) {
  const failed = [];
  const counts = { walks: 0, steps: 0, confirmed: 0, completed: 0 };
  for (let seed = from + part; seed < from + seeds; seed += parts) {
    const done = await walk(seed, { tracing: given.trace, only: given.only ? given.only.split(",").map(Number) : null });
    counts.walks += 1;
    counts.steps += done.steps.length;
    counts.confirmed += done.ledger.facts.filter(({ confirmed }) => confirmed).length;
    counts.completed += done.ledger.facts.some(({ kind: what, confirmed }) => what === "claim" && confirmed) ? 1 : 0;
    if (given.trace) process.stdout.write(JSON.stringify(done.plan) + "\n" + done.world.notes.join("\n") + "\n");
    if (done.violations.length) failed.push(await report(seed, done));
    if (until && failed.length >= until) break;
  }
  return { failed, counts };
}

// The first walk that fails with the mistake and passes without it.
async function seen(name) {
  const mistake = mistaken[name];
  const [first] = [last[name]].filter(Boolean);
  const others = Array.from({ length: seeds }, (_, index) => from + index);
  for (const [index, seed] of (first ? [first, ...others] : others).entries()) {
    const { violations } = await walk(seed, { broken: mistake });
    if (violations.length && !(await walk(seed, { broken: [] })).violations.length) return { name, seed, walks: index + 1, says: violations[0] };
  }
  return { name, seed: null };
}

async function mistakes(part, parts) {
  const found = [];
  const names = given.break ? [given.break] : Object.keys(mistaken).filter((name) => last[name] !== 0);
  for (const [index, name] of names.entries()) if (index % parts === part) found.push(await seen(name));
  return found;
}

function summed(answers) {
  for (const line of answers.flat()) process.stdout.write(JSON.stringify(line) + "\n");
  process.exitCode = answers.flat().some(({ seed }) => seed === null) ? 1 : 0;
}

function together(answers) {
  const failed = answers.flatMap((each) => each.failed).sort((one, other) => (one.shortest ?? one.length) - (other.shortest ?? other.length));
  const counts = {};
  for (const each of answers) for (const [name, number] of Object.entries(each.counts)) counts[name] = (counts[name] || 0) + number;
  for (const line of failed) process.stdout.write(JSON.stringify(line) + "\n");
  process.stdout.write(JSON.stringify({ driver: given.driver, ...counts, failed: failed.length, seconds: Math.round(performance.now() / 100) / 10 }) + "\n");
  process.exitCode = failed.length ? 1 : 0;
}

function worker(part, parts) {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(import.meta.url), [...process.argv.slice(2), "--part", String(part + 1), "--workers", String(parts)]);
    child.on("message", resolve);
    child.on("exit", (code, signal) => { if (code || signal) reject(new Error(`a worker ended with ${code || signal}`)); });
  });
}

const [task, finish] = given.breaks ? [mistakes, summed] : [some, together];
if (given.scripts) process.stdout.write(JSON.stringify(loaded) + "\n");
else if (given.part !== "0") {
  const answer = await task(Number(given.part) - 1, workers);
  process.send(answer, () => process.exit(0));
} else if (given.trace || seeds < 8 || workers === 1) finish([await task(0, 1)]);
else finish(await Promise.all(Array.from({ length: workers }, (_, part) => worker(part, workers))));
