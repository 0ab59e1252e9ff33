// What features must not let go of: what was played before a pause, what was read as somebody else, the last gate.
import assert from "node:assert/strict";
import test from "node:test";

import { course, finished } from "./course.mjs";
import { attempt, strictApi } from "./strict-api.mjs";
import { clock, open } from "./learner.mjs";
import { PURE, SCORM12, load } from "./load.mjs";

const film = { src: "media/a.mp4", key: "aaa", pages: ["page-1"] };

// A page with one film, its keeper watched.
function stage(...names) {
  const heard = {};
  const later = [];
  const saves = [];
  const listen = (type, act) => { heard[type] = [...(heard[type] || []), act]; };
  const video = { played: { length: 0 }, duration: 60, currentTime: 0, tagName: "VIDEO", getAttribute: () => film.src, closest: () => null, after(note) { video.told = note; } };
  const element = () => ({ textContent: "", append() {}, setAttribute() {} });
  const window = { setTimeout: (act) => later.push(act), addEventListener: listen,
    document: { addEventListener: listen, getElementById: () => element(), querySelector: () => null, createElement: element,
      querySelectorAll: (selector) => (selector === "video, audio" ? [video] : []) } };
  window.window = window;
  const kit = load(window, PURE);
  const advanced = [];
  Object.assign(kit, { now: () => kit.time, time: 1e12, view: { renderFrame() {}, renderClaim() {}, problem() {} },
    acts: { acknowledge() {}, claim() {}, claimNone() {}, working: (run) => run.visit.started, isOpen: () => true, hasExpired: () => false,
      advance: () => advanced.push(kit.time) } });
  kit.keeper = () => ({ tell() {}, reach() {}, save: () => saves.push(kit.time) });
  load(window, names.map((name) => `runtime/features/${name}.js`));
  const data = course({ films: [film], minimum: 60, gates: ["acknowledge", "pages", "media", "time"] });
  const run = { data, state: kit.progress.fresh(), visit: { started: true, mode: "normal" }, attention: { seconds: () => kit.seconds } };
  kit.seconds = 0;
  run.keep = kit.keeper(run);
  return { kit, run, video, saves, advanced, fire: (type) => (heard[type] || []).forEach((act) => act({ type, target: video })),
    look: () => later.splice(0).forEach((act) => act()) };
}

test("a pause keeps all that was played, also what the film had already told of", () => {
  const { kit, run, video, saves, fire } = stage("kept", "media");
  const play = (to) => {
    Object.assign(video, { played: { length: 1, start: () => 0, end: () => to }, currentTime: to });
    kit.time += 1000;
  };
  play(1);
  fire("timeupdate");
  play(5);
  fire("timeupdate");
  assert.equal(saves.length, 1);
  fire("pause");
  assert.equal(saves.length, 2);
  fire("pause");
  assert.equal(saves.length, 2);
  assert.equal(run.state.films.aaa, "-AAAAAAAAA");
});

test("a film that cannot be played says so until it can, and whom to tell", () => {
  const { kit, run, video, fire } = stage("kept", "media");
  const speech = { filmBroken: "Tell {contact}.", provider: "them", watching: "{n}%" };
  kit.speak(speech);
  video.error = { code: 4 };
  fire("error");
  assert.equal(video.told.textContent, "Tell them.");
  run.data.contact = "cme@hospital.example";
  kit.view.renderFrame(run);
  assert.equal(video.told.textContent, "Tell cme@hospital.example.");
  video.error = null;
  kit.view.renderFrame(run);
  assert.equal(video.told.textContent, "0%");
});

test("time that was over as the tab went out of sight is not forgotten at the next look", () => {
  const { kit, saves, advanced, look, fire } = stage("kept", "time");
  look();
  kit.seconds = 61;
  fire("visibilitychange");
  look();
  assert.deepEqual([advanced.length, saves.length], [1, 1]);
});

test("time that was over before the first look of a visit is told at that look", () => {
  const { kit, saves, advanced, look, fire } = stage("kept", "time");
  kit.seconds = 61;
  fire("visibilitychange");
  look();
  assert.deepEqual([advanced.length, saves.length], [1, 1]);
});

test("time that is over makes no more saves of its own", () => {
  const { kit, run, saves, advanced, look } = stage("kept", "time");
  run.state.time = 60;
  for (let turn = 0; turn < 40; turn += 1) {
    kit.seconds += 5;
    look();
  }
  assert.deepEqual([advanced.length, saves.length], [0, 0]);
});

test("what was read in one profession stays read in another", () => {
  const { kit, run } = stage("kept", "claim", "audience");
  const { data, state } = run;
  data.sections.find(({ id }) => id === "page-2").for = ["physician"];
  Object.assign(state, { pages: { "page-1": true, "page-2": true }, who: { turn: 2, profession: "nurse", specialty: "" } });
  try {
    kit.view.renderFrame(run);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // there is no page
  }
  assert.equal(data.sections.some(({ id }) => id === "page-2"), false);
  const there = kit.progress.decode(data, kit.progress.encode(data, state, 4096));
  assert.deepEqual(Object.keys(there.pages), ["page-1", "page-2"]);
});

test("a visit that finds everything done is complete, whoever did the last of it", async () => {
  const data = course({ gates: ["acknowledge", "pages"] });
  const first = await open(data, { api: strictApi(attempt()) });
  const state = Object.assign(finished(first.kit, data), { date: "", reference: "", profession: "", claims: {} });
  const record = attempt({ "cmi.core.lesson_status": "incomplete", "cmi.suspend_data": first.kit.progress.encode(data, state, 4096) });
  const learner = await open(data, { api: strictApi(record), time: clock() });
  await learner.time.pass(5000);
  assert.equal(record.kept["cmi.core.lesson_status"], "passed");
  assert.match(learner.state().reference, /^[A-Z0-9-]{14}$/);
  assert.equal(record.refusals.length, 0);
});

test("of the same attempt in two windows each answer has a name of its own, and the same in every window", () => {
  const window = {};
  window.window = window;
  const kit = load(window, ["runtime/kit.js", SCORM12.find((path) => path.endsWith("values.js"))]);
  const items = () => ["waaaa", "wbbbb"].flatMap((by) => ["q-one-1", "q-two-1"].map((id, sequence) => ({ id, by, sequence })))
    .sort((one, other) => one.sequence - other.sequence || one.by.localeCompare(other.by));
  const all = items();
  assert.deepEqual(kit.scorm12.apart(all).map(({ id }) => id), ["q-one-1-wbbbb", "q-two-1-wbbbb"]);
  assert.deepEqual(all.map(({ id }) => id), ["q-one-1", "q-one-1-wbbbb", "q-two-1", "q-two-1-wbbbb"]);
  assert.deepEqual(kit.scorm12.apart(all), []); // once
});
