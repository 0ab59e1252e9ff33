"use strict";
// From the page of the LMS to its server, in the ways that LMSs go:
//   "beacon"  the whole record in a request that nobody waits for: LMSCommit is "true" before anything was stored
//   "xhr"     the whole record in a synchronous request: LMSCommit knows; a beacon while the page goes
//   "changes" as Moodle: only values that differ from what was sent before, marked as sent before the request; a line
//             that fails is "true" all the same, and only an answer of the server can be "false"; a beacon while the page goes
//   "stubborn" as "xhr", also while the page goes, when browsers refuse such a request
globalThis.Transport = class {
  constructor(launch, recorder) {
    this.launch = launch;
    this.recorder = recorder;
    this.order = 0;
    this.leaving = false;
    this.parcels = []; // what each took along, for the test
    this.marked = { ...launch.values };
    // The outer page hears of its end before the frame does.
    globalThis.addEventListener("pagehide", () => { this.leaving = true; }, true);
  }

  /** What this commit would send; from here on it counts as sent. */
  parcel(finished) {
    const all = { ...this.recorder.values.flat };
    // The end of a session without a status is completion to an LMS of this kind.
    if (finished && this.launch.sends === "changes") all["cmi.core.lesson_status"] ||= "completed";
    const changed = Object.entries(all).filter(([name, value]) => this.marked[name] !== value);
    this.marked = all;
    this.order += 1;
    const values = this.launch.sends === "changes" ? Object.fromEntries(changed) : all;
    const interactions = Object.keys(values).filter((name) => /^cmi\.interactions\.\d+\.id$/.test(name)).map((name) => values[name]);
    this.parcels.push({ order: this.order, interactions });
    return JSON.stringify({ launch: this.launch.number, order: this.order, whole: this.launch.sends !== "changes", values,
      finished });
  }

  /** → the error code of the call that asked for it; "0" is what the package hears as "true". */
  store(finished) {
    const body = this.parcel(finished);
    const quiet = this.launch.sends === "beacon" || (this.leaving && this.launch.sends !== "stubborn");
    if (!quiet) return this.ask(body);
    if (!navigator.sendBeacon(this.launch.store, body)) fetch(this.launch.store, { method: "POST", body }).catch(() => {});
    return "0";
  }

  ask(body) {
    const request = new XMLHttpRequest();
    try {
      request.open("POST", this.launch.store, false);
      request.send(body);
    } catch (error) {
      return this.launch.sends === "changes" ? "0" : "101";
    }
    return request.status === 200 ? "0" : "101";
  }
};
