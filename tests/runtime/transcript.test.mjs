// A transcript that is read in the place of a film: where it is confirmed, what that counts for, what is told of it.
import assert from "node:assert/strict";
import test from "node:test";

import { blank, maker } from "../walks/node/dom.mjs";
import { course } from "./course.mjs";
import { PURE, load } from "./load.mjs";

const WORDS = { readTranscript: "I have read it", transcriptRead: "It was read.", "filmBroken.transcript": "Read it instead." };
const film = (key, transcript) => ({ src: `media/${key}.mp4`, key, pages: ["page-1"], transcript });

// A page whose body is this, in front of the scripts; what is told and kept is counted.
function stage(films, body) {
  const document = blank();
  const h = maker(document);
  document.body.append(h("section#page-1", ...body(h)), h("p#place"));
  const window = { setTimeout() {}, document };
  window.window = window;
  const kit = load(window, PURE);
  const told = [];
  const run = { data: course({ films, gates: ["media"] }), visit: { started: true, mode: "normal" }, state: kit.progress.fresh() };
  Object.assign(kit, { now: () => 0, view: { renderFrame() {} },
    acts: { working: ({ visit }) => visit.mode === "normal", advance: () => told.push("advance") } });
  kit.keeper = () => ({ tell: ({ id }) => told.push(id), reach: (milestone, { name }) => told.push(name), save: () => told.push("save") });
  load(window, ["kept", "media", "transcript"].map((name) => `runtime/features/${name}.js`));
  kit.speak(WORDS);
  run.keep = kit.keeper(run);
  kit.view.renderFrame(run);
  const buttons = () => document.querySelectorAll("button").filter(({ hidden }) => !hidden);
  return { kit, run, told, document, buttons, met: () => kit.progress.met.media(run.data, run.state) };
}

const video = (h, key) => Object.assign(h(`video[src=media/${key}.mp4]`), { played: { length: 0 }, duration: 60 });
const section = (h) => [h("div.prose", video(h, "aaa"), h("h2#spoken", "Transcript"), h("p", "First."), h("h3", "Then"),
  h("p.last", "Last."), h("h2", "More"), h("p", "Else."))];

test("whoever confirms behind its last words that a transcript was read has met the gate, and hosts hear the truth", () => {
  const { run, told, document, buttons, met } = stage([film("aaa", "#spoken")], section);
  const [button] = buttons();
  const { children } = button.parentNode;
  assert.deepEqual([children[children.indexOf(button) - 1].className, button.textContent, met()], ["last", "I have read it", false]);
  button.click();
  assert.deepEqual([run.state.films, met(), buttons().length], [{ aaa: "=" }, true, 0]);
  assert.deepEqual(told, ["transcript-aaa", "experienced/media/aaa.mp4", "advance", "save"]);
  assert.equal(document.activeElement.textContent, "It was read.");
  assert.equal(document.querySelector("video + .watched").textContent, "It was read.");
});

test("a transcript in a document is confirmed beside its link", () => {
  const link = (h) => [video(h, "aaa"), h("p.link", h("a[href=media/a.pdf]", "Transcript")), h("p", "More.")];
  const { buttons, met } = stage([film("aaa", "media/a.pdf")], link);
  const [button] = buttons();
  assert.equal(button.parentNode.children[button.parentNode.children.indexOf(button) - 1].className, "link");
  button.click();
  assert.equal(met(), true);
});

test("one transcript of two films is confirmed once, for those that were not played", () => {
  const { run, told, buttons } = stage([film("aaa", "#spoken"), film("bbb", "#spoken")], section);
  run.state.films = { bbb: "*" };
  assert.equal(buttons().length, 1);
  buttons()[0].click();
  assert.deepEqual(run.state.films, { aaa: "=", bbb: "*" });
  assert.equal(told.filter((each) => each === "save").length, 1);
});

for (const [what, change] of [["a film that was played", ({ run }) => { run.state.films = { aaa: "*" }; }],
  ["a visit that only looks", ({ run }) => { run.visit.mode = "review"; }],
  ["a course that is complete", ({ run }) => { run.state.date = "2026-11-22"; }]]) {
  test(`${what} has no transcript to confirm`, () => {
    const here = stage([film("aaa", "#spoken")], section);
    change(here);
    here.kit.view.renderFrame(here.run);
    assert.equal(here.buttons().length, 0);
  });
}

test("a film that cannot be played names its transcript", () => {
  const { kit, run, document } = stage([film("aaa", "#spoken")], section);
  document.querySelector("video").error = { code: 4 };
  kit.view.renderFrame(run);
  assert.equal(document.querySelector("video + .watched").textContent, "Read it instead.");
});

test("a transcript that is not on the page offers nothing", () => {
  assert.equal(stage([film("aaa", "#elsewhere")], section).buttons().length, 0);
});
