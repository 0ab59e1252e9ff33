// A learner in front of the whole runtime except the page itself: clicks arrive as events, a clock of the test's own runs.
import { ACTS, GLUE, PURE, SCORM12, load } from "./load.mjs";

// Time stands still until a test moves it; timers fire in order.
export function clock(start = "2026-11-22T10:00:00Z") {
  const timers = [];
  let next = 1;
  const own = {
    now: Date.parse(start),
    setTimeout: (act, delay) => (timers.push({ id: next, at: own.now + delay, act }), next++),
    clearTimeout: (id) => {
      const index = timers.findIndex((timer) => timer.id === id);
      if (index >= 0) timers.splice(index, 1);
    },
  };
  own.Date = class extends Date {
    constructor(...given) { super(...(given.length ? given : [own.now])); }
    static now() { return own.now; }
  };
  own.pass = async (milliseconds) => {
    const end = own.now + milliseconds;
    for (;;) {
      await settled();
      timers.sort((one, other) => one.at - other.at);
      if (!timers.length || timers[0].at > end) break;
      const timer = timers.shift();
      own.now = Math.max(own.now, timer.at);
      timer.act();
    }
    own.now = end;
  };
  return own;
}

export async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const element = () => ({ textContent: "", hidden: false, disabled: false, checked: false, dataset: {},
  classList: { add() {}, remove() {}, toggle() {}, replace() {}, contains: () => false },
  setAttribute() {}, removeAttribute() {}, append() {}, focus() {} });

function page(window, data) {
  const elements = new Map([["course-data", { textContent: JSON.stringify(data) }]]);
  const listeners = [];
  const listen = (name, act) => listeners.push([name, act]);
  window.addEventListener = listen;
  window.removeEventListener = (name, act) => {
    const index = listeners.findIndex((each) => each[0] === name && each[1] === act);
    if (index >= 0) listeners.splice(index, 1);
  };
  window.document = {
    body: element(), visibilityState: "visible", addEventListener: listen, querySelector: () => null, querySelectorAll: () => [],
    getElementById: (id) => elements.get(id) || elements.set(id, element()).get(id),
  };
  return { elements, fire: (name, event = {}) => listeners.filter(([own]) => own === name).forEach(([, act]) => act(event)),
    listens: (name) => listeners.some(([own]) => own === name) };
}

// What the page would show and read; `form` is what the learner has ticked.
function view(form, shown) {
  const nothing = ["renderFrame", "enter", "bring", "toggleContents", "renderEligible", "renderClaim", "showRecorded",
    "renderQuiz", "watch", "showAnswering", "showResult", "firstOpen"];
  return {
    ...Object.fromEntries(nothing.map((name) => [name, () => undefined])),
    renderFrame: (run) => Object.assign(shown, { section: run.section.id, run }),
    renderCertificate: (run, slots) => Object.assign(shown, { slots }),
    showMissing: (quiz, missing) => Object.assign(shown, { missing: missing.map(({ id }) => id) }),
    problem: (where, words) => Object.assign(shown, { problem: words }),
    readAnswer: (fieldset) => form[fieldset.dataset.question],
    readClaim: () => form.claim,
    claimed: (data, state) => data.credits.filter(({ id }) => state.claims[id] && state.claims[id] !== "declined"),
  };
}

export async function open(data, { api = null, time = clock(), parent = null, driver = SCORM12, features = [] } = {}) {
  const window = { API: api, Date: time.Date, setTimeout: time.setTimeout, clearTimeout: time.clearTimeout, print() {},
    crypto: { getRandomValues: (array) => array.fill(7) }, scrollTo() {}, location: { reload() {} } };
  window.window = window;
  window.parent = parent || window;
  const { elements, fire, listens } = page(window, data);
  const form = {};
  const shown = {};
  const kit = load(window, PURE);
  kit.view = view(form, shown);
  kit.dialogs = { ask: async () => true, log() {} };
  load(window, [...ACTS, ...features, ...driver, GLUE]);
  await settled();

  const target = (selector, found) => ({ closest: (asked) => (asked === selector ? found : null) });
  async function click(selector, found = {}) {
    fire("click", { target: target(selector, found), preventDefault() {} });
    await settled();
  }
  const learner = {
    kit, time, shown, form, fire, listens, click, window,
    saved: () => elements.get("saved").textContent,
    state: () => shown.run.state,
    next: () => click("#next"),
    acknowledge: () => { elements.get("acknowledge-box").checked = true; return click("#begin"); },
    async readAll() {
      for (const { kind } of data.sections) if (kind === "page") await learner.next();
    },
    async answer(right, questions = data.quizzes[0].questions) {
      for (const each of questions) {
        const wrong = each.type === "true-false" ? ["false"] : ["c"];
        form[each.id] = right ? each.correct : wrong;
        time.now += 4000;
        fire("change", { target: target(".question", { dataset: { question: each.id } }) });
      }
      await settled();
    },
    async test(right) {
      await learner.answer(right);
      await click(".submit");
    },
    async claim(profession, amounts) {
      form.claim = { profession, amounts };
      await click("#claim-submit");
    },
    async close() {
      fire("pagehide");
      await settled();
    },
  };
  elements.set("acknowledge-box", element());
  return learner;
}
