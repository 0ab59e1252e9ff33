"use strict";
// The page of the LMS around a course: it holds window.API and sends every commit and every call to the test's server.
// Beacons, because they leave even while a window closes; numbered, because nobody promises their order.
(() => {
  const launch = globalThis.hostLaunch;
  const { Scorm12API } = globalThis;
  const frame = document.getElementById("sco");
  let sent = 0;
  let told = 0;

  function report(extra) {
    const calls = recorder.calls.slice(sent);
    sent = recorder.calls.length;
    told += 1;
    const body = JSON.stringify({ launch: launch.number, order: told, calls, refusals: recorder.refusals, ...extra });
    if (!navigator.sendBeacon(launch.report, body)) fetch(launch.report, { method: "POST", body });
  }

  /** Trusted input in the course's own windows is the learner acting; scripts cannot fake it. */
  function watch(target) {
    const act = (event) => { if (event.isTrusted) recorder.acts(); };
    for (const kind of ["pointerdown", "keydown", "change"]) target.addEventListener(kind, act, true);
    for (const inner of Array.from(target.frames)) watch(inner);
  }

  const recorder = new globalThis.scormHost.Recorder({
    engine: new Scorm12API({ logLevel: 5, uninitializedGetLogLevel: 5 }),
    launch,
    initialized: () => watch(launch.how === "frame" ? frame.contentWindow : globalThis.hostWindow),
    committed: (values, finished) => report({ values, finished }),
  });
  if (launch.api) globalThis.API = recorder.api;
  globalThis.hostRecorder = recorder;
  globalThis.hostReport = () => report({});

  if (launch.how === "frame") {
    frame.hidden = false;
    frame.src = launch.address;
  } else {
    const open = document.getElementById("open");
    open.hidden = false;
    open.addEventListener("click", () => { globalThis.hostWindow = window.open(launch.address, "course"); });
  }
})();
