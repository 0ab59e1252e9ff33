// Reads [{data, state, limit}] from standard input and prints what the learner's runtime would save of each.
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { runInThisContext } = require("node:vm");

const folder = process.argv[2];
const run = (name) => runInThisContext(readFileSync(join(folder, name), "utf8"), { filename: name });
["kit.js", "marking.js", "progress.js", "merging.js"].forEach(run);
Object.assign(globalThis.scormkit, { view: {}, acts: {}, asks: [] });
["kept", "audience", "media", "time"].forEach((name) => run(`features/${name}.js`));
const { encode } = globalThis.scormkit.progress;
const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(({ data, state, limit }) => encode(data, state, limit))));
