// A second judge of statements, written by others: reads a JSON array of statements from the standard input and
// writes a JSON array with the errors of each. Run in tests/, so that Node finds the package.
import { createRequire } from "node:module";

const { default: judge } = createRequire(import.meta.url)("@learninglocker/xapi-validation");

let text = "";
process.stdin.setEncoding("utf-8");
for await (const piece of process.stdin) text += piece;

const told = (warning) => `${warning.constructor.name} at ${warning.path.join(".")}: ${JSON.stringify(warning.data ?? null)}`;
const errors = JSON.parse(text).map((statement) => judge(statement).map(told));
process.stdout.write(JSON.stringify(errors));
