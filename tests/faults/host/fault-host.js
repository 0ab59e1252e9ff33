"use strict";
// The page of a faulty LMS around a course. Every call and refusal goes to the test on the console, which needs no line;
// what is to be kept goes to the server by the LMS's own way (transport.js).
(() => {
  const launch = globalThis.hostLaunch;
  const frame = document.getElementById("sco");
  let told = 0;
  let waiting = false;

  const engine = () => (launch.engine === "shelf" ? new globalThis.Shelf()
    : new globalThis.Scorm12API({ logLevel: 5, uninitializedGetLogLevel: 5 }));

  /** What the test must know even if this page is killed a moment later. */
  function tell() {
    waiting = false;
    const calls = recorder.calls.slice(told).map(({ at, name, args, answer, error }) => ({ at, name, args, answer, error }));
    told = recorder.calls.length;
    const { refusals } = recorder;
    console.debug("host " + JSON.stringify({ attempt: launch.attempt, launch: launch.number, calls, marks: marks.splice(0),
      spoiled: host.spoiled.splice(0), parcels: transport.parcels.splice(0), refusals: refusals.map(({ by, reason }) => "[" + by + "] " + reason) }));
  }
  function soon() {
    if (!waiting) Promise.resolve().then(tell);
    waiting = true;
  }

  // When the learner leaves: a commit then is not one too many.
  const marks = [];
  const mark = (what) => { marks.push({ at: Date.now(), what }); };

  /** Trusted input in the course's own windows is the learner acting; scripts cannot fake it. */
  function watch(target) {
    const act = (event) => { if (event.isTrusted) recorder.acts(); };
    for (const kind of ["pointerdown", "keydown", "change"]) target.addEventListener(kind, act, true);
    target.document.addEventListener("click", (event) => { if (event.target.closest("#exit")) mark("exit"); }, true);
    target.document.addEventListener("visibilitychange", () => mark(target.document.visibilityState), true);
    target.addEventListener("pagehide", () => mark("pagehide"), true);
  }

  const recorder = new globalThis.scormHost.Recorder({
    engine: engine(),
    launch,
    initialized: () => watch(launch.how === "frame" ? frame.contentWindow : globalThis.hostWindow),
  });
  if (launch.modeless) for (const name of ["lesson_mode", "credit"]) delete recorder.engine.values["cmi.core." + name];
  const transport = new globalThis.Transport(launch, recorder);
  const host = new globalThis.faulty.Faulty(recorder, transport, launch.rules);
  const api = {};
  for (const [name, call] of Object.entries(host.api)) {
    api[name] = (...args) => {
      soon();
      try {
        return call(...args);
      } finally {
        if (name === "LMSFinish") tell(); // nothing runs after the end of a page
      }
    };
  }
  // "late" in milliseconds; below nought it never comes.
  if (launch.late >= 0) globalThis.setTimeout(() => { globalThis.API = api; }, launch.late);
  if (launch.late === 0) globalThis.API = api;
  globalThis.hostRecorder = recorder;
  globalThis.hostFaults = host;

  if (launch.how === "frame") {
    frame.hidden = false;
    frame.src = launch.address;
  } else {
    const open = document.getElementById("open");
    open.hidden = false;
    open.addEventListener("click", () => { globalThis.hostWindow = window.open(launch.address, "course"); });
  }
})();
