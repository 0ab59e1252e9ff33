// What a walk will meet, drawn from its seed: the course, the device, the host's faults and what the learner may do.
import { DISKS, KEEPING } from "./device.mjs";
import { TEMPERS } from "./lms.mjs";
import { FAULTS } from "./lrs.mjs";
import { chance } from "./world.mjs";

const LMS_FAULTS = ["fail", "lie", "throw", "drop", "unset", "unread", "initialize", "late", "lose", "timeout"];
const RARE = ["throw", "unset", "unread"]; // of every single call
// Share of the walks in which a kind of event may happen.
const EVENTS = { offline: 0.6, kill: 0.7, sleep: 0.3, second: 0.25, elsewhere: 0.15, other: 0.25, update: 0.25, step: 0.1, portal: 0.15, fresh: 0.1 };

function disk(own) {
  if (own.happens(0.7)) return "sound";
  return own.pick(DISKS);
}

function shares(own, names, rare) {
  const chosen = own.happens(0.2) ? [] : Array.from({ length: 1 + own.below(3) }, () => own.pick(names));
  const burst = own.happens(0.3) ? 0.6 : 0.25;
  return Object.fromEntries(chosen.map((name) => [name, rare.includes(name) ? own.between(0.01, 0.05) : own.between(0.03, burst)]));
}

// Where nothing is kept, windows of one device cannot know of each other: that is a walk of its own kind, and not here.
function allowed(own, kept) {
  const may = Object.fromEntries(Object.entries(EVENTS).map(([name, share]) => [name, own.happens(share)]));
  return { ...may, second: may.second && kept };
}

export function plan(driver, seed) {
  const own = chance(seed, "plan", driver);
  const kind = disk(own);
  const may = allowed(own, KEEPING.includes(kind));
  const names = Object.keys(FAULTS);
  return {
    driver, seed, may,
    course: { attempts: own.pick([3, 2, 0]), feedback: own.pick(["after-last", "after-attempt"]) },
    length: 4 + Math.floor(70 * own.next() ** 1.5),
    disk: kind,
    skew: own.happens(0.2) ? Math.round(own.between(-864e5, 864e5)) : 0,
    temper: own.pick(TEMPERS),
    faults: driver === "xapi" ? shares(own, names, []) : shares(own, LMS_FAULTS, RARE),
    slow: own.happens(0.3) ? own.between(50, 9000) : 0,
    lrs: { picky: own.happens(0.2), hidden: own.happens(0.2), versions: own.pick([["1.0.3"], ["1.0.3", "2.0.0"], ["2.0.0"]]),
      choosy: own.happens(0.05) ? "experienced" : "" },
    ends: own.pick(["wait", "kill", "close"]),
    skill: own.pick([0.9, 0.7, 0.35]), // share of right answers
  };
}
