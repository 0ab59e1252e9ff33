// The scripts of a package in the order in which its page loads them, as the compiler names them.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const { SCORMKIT_PROGRAM: given } = process.env;
export const PROGRAM = given ? pathToFileURL(resolve(given) + "/") : new URL("../../../scormkit/", import.meta.url);
const read = (path) => readFileSync(new URL(path, PROGRAM), "utf8");
const strings = (text) => Array.from(text.matchAll(/"([^"]+)"/g), ([, each]) => each);

function tuple(text, name) {
  const found = new RegExp(`^${name} = \\(([^)]*)\\)`, "m").exec(text);
  return found ? strings(found[1]) : [];
}

function drivers(name) {
  const text = read(`targets/${name}.py`);
  const listed = /drivers=tuple\(f"runtime\/drivers\/\{name\}\.js" for name in \(?([^)]*)\)/.exec(text);
  const names = !listed ? [name] : listed[1].includes('"') ? strings(listed[1]) : tuple(text, listed[1].trim());
  return names.map((each) => `runtime/drivers/${each}.js`);
}

export function order(driver) {
  const text = read("compile/course.py");
  return [...tuple(text, "BEFORE_QUESTIONS"), "questions/ticks.js", ...tuple(text, "AFTER_QUESTIONS"), ...drivers(driver), "runtime/session.js"];
}

// "broken" is a list of [path, from, to]: mistakes made on purpose, in memory only.
export function scripts(driver, broken = [], paths = order(driver)) {
  return paths.map((path) => {
    let text = read(path);
    for (const [where, from, to] of broken) {
      if (where !== path) continue;
      if (text.split(from).length !== 2) throw new Error(`${path} does not hold once: ${from}`);
      text = text.replace(from, () => to);
    }
    return new vm.Script(text, { filename: path });
  });
}

const WORDS = ["words/en", "drivers/asking.en", "drivers/scorm12.en", "drivers/xapi.en"];
export const words = () => Object.assign({}, ...WORDS.map((name) => JSON.parse(read(`runtime/${name}.json`))));

// What needs no page, for the oracle: it reads states as the shipped scripts write them.
export function pure(paths = order("scorm12")) {
  const context = vm.createContext({ setTimeout, clearTimeout });
  for (const path of paths) {
    const { scormkit: kit } = context;
    if (/features/.test(path) && !kit.acts) Object.assign(kit, { acts: {}, view: {}, dialogs: {} });
    if (/features/.test(path)) context.document ||= { addEventListener() {} };
    if (/kit|marking|questions|progress|merging|features/.test(path)) vm.runInContext(read(path), context, { filename: path });
  }
  return context.scormkit;
}
