// Walks over the tour, a course that uses everything: as the compiler made it, asked by way of tour.py.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { compiledPage } from "./page.mjs";
import { scripts } from "./scripts.mjs";
import { checkTour } from "./tour-oracle.mjs";
import { Tourist } from "./tourist.mjs";
import { Walk } from "./walk.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const made = new Map();

// The workers of a run read what their parent asked for.
function asked(driver) {
  const { SCORMKIT_TOUR: ready, SCORMKIT_PYTHON: given } = process.env;
  if (ready) return readFileSync(ready, "utf8");
  const [own] = [given, path("../../../.venv/bin/python")].filter((each) => each && existsSync(each));
  const text = execFileSync(own || "python3", [path("../tour.py"), driver], { encoding: "utf8", maxBuffer: 1e8 });
  const room = mkdtempSync(join(tmpdir(), "tour-"));
  process.env.SCORMKIT_TOUR = join(room, "tour.json");
  writeFileSync(process.env.SCORMKIT_TOUR, text);
  process.on("exit", () => rmSync(room, { recursive: true, force: true }));
  return text;
}

export function tour(driver) {
  if (!made.has(driver)) made.set(driver, JSON.parse(asked(driver)));
  return made.get(driver);
}

const loaded = new Map();
function compiled(driver, broken) {
  const key = JSON.stringify([driver, broken]);
  if (!loaded.has(key)) loaded.set(key, scripts(driver, broken, tour(driver).scripts));
  return loaded.get(key);
}

export class TourWalk extends Walk {
  more = [["watch", 6], ["transcript", 3], ["who", 1], ["onward", 30]];

  course(broken) {
    const { versions } = tour(this.driver);
    this.plan.length = Math.round(this.plan.length * 1.5) + 10;
    return { scripts: compiled(this.driver, broken), versions: Object.fromEntries(Object.entries(versions).map(([name, { data }]) => [name, data])) };
  }

  document() { return compiledPage(this.versions[this.version], tour(this.driver).versions[this.version].page); }

  reader(win) {
    const reader = new Tourist(win, this.ledger);
    reader.slack = 20 * this.plan.slow; // a film that runs gives a slow line more to do
    reader.timeless = this.plan.may.step;
    reader.spent = () => this.spent(win.learner);
    return reader;
  }

  // Seconds for which windows of a learner were open, one beside the other as well.
  spent(learner) {
    return Array.from(this.readers.keys()).filter((each) => each.learner === learner)
      .reduce((sum, each) => sum + ((each.closed || this.world.now) - each.opened) / 1000, 0);
  }

  // ---- a learner who wants to get to the end

  async work(reader, own) {
    if (!reader.win.run) return undefined;
    const { kind } = reader;
    if (kind === "front") return reader.acknowledge(own);
    if (kind === "claim") return reader.can("#claim-submit") ? reader.claim(own) : reader.next(own);
    if (reader.can("video") && reader.watched().size < 54 && own.happens(0.7)) return this.watch(reader, own);
    if (own.happens(0.3)) await reader.readTranscript();
    if ((kind === "quiz" || own.happens(0.5)) && (await reader.quizzing(own, this.plan.skill))) return undefined;
    if (kind === "page" || kind === "quiz") return this.on(reader, own);
    return reader.click("#previous");
  }

  // Where the way is barred she looks for what is still to be done.
  async on(reader, own) {
    const here = reader.section.id;
    await reader.next(own);
    if (!reader.win.alive || reader.section.id !== here || own.happens(0.3)) return;
    const open = reader.all("#contents a[data-section]").filter((link) => !link.hasAttribute("aria-disabled"));
    const todo = open.filter((link) => !link.classes.has("done") && link.dataset.section !== "references");
    if (reader.watched().size < 54 || !this.ledger.all(reader.win.learner, "transcript").length) todo.push(...open.filter((link) => link.dataset.section === "page-seen-and-heard"));
    if (todo.length) await reader.go(own.pick(todo).dataset.section);
    else await this.pass(own.between(1e4, 7e4));
  }

  async fill(reader, own) {
    const start = reader.win.run && reader.section.id;
    for (let turn = 0; turn < 30 && reader.win.alive && reader.win.run && reader.section.id === start; turn += 1) {
      await (reader.kind === "quiz" ? reader.quizzing(own, this.plan.skill).then((done) => done || this.work(reader, own)) : this.work(reader, own));
      if (own.happens(0.3)) await this.world.pass(own.below(400));
      this.look();
    }
  }

  watch(reader, own) {
    return reader.watch(own, async (milliseconds) => {
      await this.world.pass(milliseconds);
      this.look();
    });
  }

  async who(reader, own) {
    if (!reader.win.run || !(await reader.go("front"))) return;
    await reader.acknowledge(own);
  }

  moves = { ...this.moves,
    watch: async (win, reader, own) => {
      if (!win.run) return;
      await reader.go("page-seen-and-heard");
      await this.watch(reader, own);
    },
    transcript: async (win, reader) => {
      if (win.run && (await reader.go("page-seen-and-heard"))) await reader.readTranscript();
    },
    who: (win, reader, own) => this.who(reader, own),
    onward: async (win, reader, own) => {
      for (let turn = own.below(6); turn >= 0 && win.alive; turn -= 1) await this.fill(reader, own);
    },
    next: (win, reader, own) => reader.next(own),
  };

  // Time was counted in this visit: the next one finds that the host has it.
  async emptied(device) {
    for (const win of device.windows) await win.close(true);
    await this.pass(5000);
    await this.launch(device);
    await this.pass(60000);
    await super.emptied(device);
    for (const win of device.windows) await win.close(true);
  }

  check(learner) {
    const alone = this.devices.length === 1;
    const ordered = alone && !this.plan.may.second && !this.plan.may.step && !this.plan.lrs.choosy;
    const questions = Object.values(this.versions).flatMap(({ quizzes }) => quizzes.flatMap((quiz) => quiz.questions));
    const found = checkTour({ driver: this.driver, ledger: this.ledger, learner, data: this.versions[this.version], questions, kit: this.kit,
      host: this.host, alone, ordered, spent: this.plan.may.step ? Infinity : this.spent(learner) });
    for (const words of found) this.ledger.blame(`${learner}: ${words}`);
  }
}
