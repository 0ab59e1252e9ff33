// One walk: a learner, the faults of the plan, and at the end a launch without faults and a look at the host's record.
import { versions } from "./courses.mjs";
import { Device } from "./device.mjs";
import { Reader } from "./learner.mjs";
import { Ledger } from "./ledger.mjs";
import { Lms, QUIET } from "./lms.mjs";
import { Lrs } from "./lrs.mjs";
import { checkLms, checkLrs } from "./oracle.mjs";
import { plan } from "./plan.mjs";
import { discharge } from "./promises.mjs";
import { scripts } from "./scripts.mjs";
import { Win } from "./window.mjs";
import { World, chance } from "./world.mjs";

const [ANA, BEN] = ["ana", "ben"];
const QUIETLY = ["failed", "saving", "kept", "alone", "connecting"];

export class Walk {
  readers = new Map();
  steps = [];
  version = "1.0";

  constructor(driver, seed, { kit, broken = [], only = null, tracing = false } = {}) {
    this.plan = plan(driver, seed);
    Object.assign(this, { driver, seed, only });
    this.world = new World();
    this.world.tracing = tracing;
    this.world.diskWait = this.plan.disk === "slow" ? 40 : 0;
    this.ledger = new Ledger(this.world);
    Object.assign(this, { kit }, this.course(broken));
    this.host = driver === "xapi" ? new Lrs(this.world, seed) : new Lms(this.world, seed, this.plan.temper);
    if (driver === "xapi") Object.assign(this.host, this.plan.lrs, { shares: this.plan.faults, slow: this.plan.slow });
    else this.host.faults = { ...QUIET, ...this.plan.faults };
    this.host.onLose = (learner, shown) => discharge(shown, this.ledger, learner, this.kit, this.versions[this.version]);
    this.home = new Device(this.world, "home", this.plan.disk);
    this.home.skew = this.plan.skew;
    this.devices = [this.home];
  }

  get windows() { return this.devices.flatMap(({ windows }) => windows); }
  mine(learner = ANA) { return this.windows.filter((win) => win.learner === learner); }

  // What is walked: its scripts, and its data by version.
  course(broken) { return { scripts: compiled(this.driver, broken), versions: versions(this.driver, this.plan.course) }; }
  document() { return undefined; } // the usual one
  reader(win) { return new Reader(win, this.ledger); }

  // ---- moves

  async launch(device = this.home, learner = ANA) {
    const win = new Win({ world: this.world, device, data: this.versions[this.version], scripts: this.scripts, host: this.host, document: this.document(),
      learner, seed: `${this.seed}/${this.world.now}` });
    this.readers.set(win, this.reader(win));
    this.world.note(`#${win.number} opened by ${learner} on ${device.name}, version ${this.version}`);
    await this.world.pass(0);
    return win;
  }

  // A learner needs a moment to find the course again.
  async relaunch(own) {
    await this.pass(own.between(1000, 6000));
    await this.launch();
  }

  look() { for (const win of this.windows) if (!win.asleep) this.readers.get(win).look(); }

  async pass(milliseconds) {
    await this.world.pass(0);
    this.look();
    await this.world.pass(milliseconds);
    this.look();
  }

  // What comes next for a learner who wants to get to the end.
  async work(reader, own) {
    const { kind } = reader;
    if (kind === "front") return reader.acknowledge();
    if (kind === "page") return reader.next();
    if (kind === "quiz") return this.test(reader, own);
    if (kind === "claim") return this.claim(reader, own);
    return reader.click("#previous");
  }

  async test(reader, own) {
    if (reader.again) return reader.retry();
    if (!reader.submittable) return reader.next();
    const open = reader.quiz.questions.filter((question) => reader.ticked(question).length === 0);
    if (open.length && own.happens(0.95)) return reader.answer(open[0], own.happens(this.plan.skill));
    return reader.submit();
  }

  async claim(reader, own) {
    if (!reader.can("#claim-submit")) return reader.next();
    return reader.claim(own.pick(["physician", "physician", "nurse"]), own.pick(["0.25", "0.5", "declined"]));
  }

  async fill(reader, own) {
    if (!reader.submittable) return this.work(reader, own);
    for (const question of reader.quiz.questions) await reader.answer(question, own.happens(this.plan.skill));
    return reader.submit();
  }

  async hurry(reader, own) {
    for (let turn = 0; turn < 6; turn += 1) {
      await (own.happens(0.7) ? this.work(reader, own) : reader.previous());
      await this.world.pass(own.below(200));
    }
  }

  kill(win, own) {
    this.world.note(`#${win.number} killed`);
    win.die(own.happens(0.5));
  }

  async close(win, own) {
    if (win.asks() && own.happens(0.6)) {
      this.world.note(`#${win.number} asked before closing, and stays`);
      return;
    }
    this.world.note(`#${win.number} closed`);
    await win.close(own.happens(0.5));
  }

  // A colleague at the same workstation.
  async colleague(own) {
    await this.pass(own.between(1000, 6000));
    const win = await this.launch(this.home, BEN);
    await this.pass(own.between(100, 3000));
    const reader = this.readers.get(win);
    for (let turn = 2 + own.below(8); turn > 0 && win.alive; turn -= 1) {
      await (reader.asked ? reader.answerFound(true) : this.work(reader, own));
      await this.pass(own.between(200, 3000));
    }
    if (own.happens(0.3)) this.kill(win, own);
    else await win.close(true);
  }

  async elsewhere(own) {
    if (this.devices.length === 1) this.devices.push(new Device(this.world, "away"));
    const away = this.devices[1];
    if (this.driver === "scorm12" && this.mine().length) return;
    await this.pass(own.between(1000, 6000));
    if (away.windows.length === 0) await this.launch(away);
    await this.pass(own.between(100, 4000));
  }

  // ---- a step

  more = []; // what only some courses have: moves, and how often

  choose(own, win) {
    const { may } = this.plan;
    const when = (name, weight) => (may[name] ? weight : 0);
    if (!win) {
      return own.weighted([["launch", 10], ["colleague", when("other", 3)], ["update", when("update", 2)], ["rest", 1],
        ["elsewhere", when("elsewhere", 2)], ["line", when("offline", 1)]]);
    }
    const reader = this.readers.get(win);
    if (reader.asked) return "found";
    return own.weighted([...this.more, ["work", 40], ["fill", 6], ["hurry", 3], ["next", 5], ["previous", 3], ["scroll", 4], ["go", 4], ["wait", 6],
      ["rest", 2], ["hide", 4], ["sleep", when("sleep", 3)], ["line", when("offline", 5)], ["portal", when("portal", 3)],
      ["kill", when("kill", 5)], ["close", 4], ["exit", 1], ["second", when("second", 4)], ["elsewhere", when("elsewhere", 2)],
      ["update", when("update", 1)], ["step", when("step", 2)]]);
  }

  moves = {
    launch: (win, reader, own) => this.relaunch(own),
    colleague: (win, reader, own) => this.colleague(own),
    update: () => { this.version = "1.1"; },
    rest: (win, reader, own) => this.pass(own.between(6e4, 4e6)),
    wait: (win, reader, own) => this.pass(own.between(1e3, 3e4)),
    elsewhere: (win, reader, own) => this.elsewhere(own),
    line: (win) => (win ? win.device : this.home).connect(!(win ? win.device : this.home).online),
    portal: (win) => { win.device.portal = !win.device.portal; },
    found: (win, reader, own) => reader.answerFound(!(this.plan.may.fresh && own.happens(0.5))),
    work: (win, reader, own) => this.work(reader, own),
    fill: (win, reader, own) => this.fill(reader, own),
    hurry: (win, reader, own) => this.hurry(reader, own),
    next: (win, reader) => reader.next(),
    previous: (win, reader) => reader.previous(),
    scroll: (win, reader) => reader.scroll(),
    go: (win, reader, own) => reader.go(own.pick(win.data.sections).id),
    hide: (win) => win.show(win.document.hidden),
    sleep: (win) => this.sleep(win),
    kill: (win, reader, own) => this.kill(win, own),
    close: (win, reader, own) => this.close(win, own),
    exit: (win, reader) => reader.exit(),
    second: (win) => this.launch(win.device),
    step: (win, reader, own) => { win.device.stepped += Math.round(own.between(-36e5, 36e5)); },
  };

  async sleep(win) {
    win.show(false);
    await this.world.pass(1);
    win.sleep();
  }

  async step(index) {
    const own = chance(this.seed, "step", index);
    const windows = this.mine();
    const win = windows.length ? own.pick(windows) : null;
    if (win && win.asleep) {
      win.wake();
      win.show(true);
      await this.world.pass(1);
    }
    if (win && win.document.hidden && own.happens(0.5)) win.show(true);
    const name = this.choose(own, win);
    this.steps.push([index, name]);
    this.world.note(`step ${index}: ${name}`);
    await this.moves[name](win, win && this.readers.get(win), own);
    await this.world.pass(0);
    this.look();
    const think = own.weighted([[0, 2], [own.between(50, 900), 4], [own.between(1000, 9000), 6], [own.between(9e3, 9e4), 1]]);
    await this.pass(think);
  }

  // ---- the end

  mend() {
    this.host.mend();
    for (const device of this.devices) {
      device.portal = false;
      device.connect(true);
      for (const win of device.windows) if (win.asleep) win.wake();
    }
  }

  async leave() {
    const own = chance(this.seed, "end");
    for (const win of this.windows) {
      const reader = this.readers.get(win);
      if (this.plan.ends === "wait") await this.pass(120000);
      if (reader.asked) await reader.answerFound(true);
      if (this.plan.ends === "kill") this.kill(win, own);
      else await win.close(true);
    }
    await this.pass(5000);
  }

  // Nothing goes wrong any more: what was found is continued, and all is given time.
  async return(device, learner, last = false) {
    const win = await this.launch(device, learner);
    const reader = this.readers.get(win);
    for (let turn = 0; turn < 12; turn += 1) {
      await this.pass(10000);
      if (reader.asked) await reader.answerFound(true);
    }
    await this.pass(600000);
    if (last) await this.emptied(device);
    if (QUIETLY.includes(reader.said)) this.ledger.blame(`nothing goes wrong any more, and the page says: ${reader.said}`);
    await win.close(true);
    await this.pass(5000);
  }

  async finish() {
    this.world.note("the end: all faults stop");
    this.mend();
    await this.leave();
    const seen = new Set(this.ledger.facts.map(({ learner }) => learner));
    if (seen.has(BEN)) await this.return(this.home, BEN);
    for (const device of this.devices.slice().reverse()) await this.return(device, ANA);
    this.check(ANA);
    if (seen.has(BEN)) this.check(BEN);
    if (seen.has(BEN)) await this.return(this.home, BEN);
    await this.return(this.home, ANA, this.devices.length === 1);
  }

  // A workstation is shared: what the host has does not stay on it.
  async emptied(device) {
    const rows = (await device.rows()).filter(([key]) => Array.isArray(key));
    if (rows.length) this.ledger.blame(`left in the journal: ${rows.map(([key]) => (key.at(-1).length > 30 ? "a statement" : key.at(-1))).join()}`);
  }

  check(learner) {
    const { ledger, kit, host } = this;
    const data = this.versions[this.version];
    const questions = Object.values(this.versions).flatMap(({ quizzes: [quiz] }) => quiz.questions);
    const given = { ledger, learner, data, questions, kit };
    const alone = this.devices.length === 1;
    // Windows side by side send as they can, a clock that was put back tells other times, and what was refused comes later.
    const ordered = alone && !this.plan.may.second && !this.plan.may.step && !this.plan.lrs.choosy;
    const found = this.driver === "xapi" ? checkLrs({ ...given, lrs: host, alone, ordered }) : checkLms({ ...given, lms: host, exact: alone });
    for (const words of found) ledger.blame(`${learner}: ${words}`);
  }

  get violations() {
    return [...new Set([...this.world.errors.map((words) => `threw: ${words}`), ...this.host.violations, ...this.ledger.violations])];
  }

  async run() {
    await this.launch();
    await this.pass(2500);
    for (let index = 0; index < this.plan.length; index += 1) {
      if (this.only && !this.only.includes(index)) continue;
      await this.step(index);
    }
    await this.finish();
    return this;
  }
}

const cache = new Map();
function compiled(driver, broken) {
  const key = JSON.stringify([driver, broken]);
  if (!cache.has(key)) cache.set(key, scripts(driver, broken));
  return cache.get(key);
}
