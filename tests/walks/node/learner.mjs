// What a learner can do with a page, by what it shows. An act that the page took is noted in the ledger.
import { settled } from "./world.mjs";

const PATIENCE = 120000;
const CONFIRMED = ["saved", "kept"];

export class Reader {
  slack = 0;

  constructor(win, ledger) {
    Object.assign(this, { win, ledger, page: win.document, drafts: 0 });
    this.words = new Map(Object.entries(win.data.words).map(([key, words]) => [words, key]));
  }

  one(selector) { return this.page.querySelector(selector); }
  get section() { return this.one(".section.current"); }
  get kind() { return this.section.dataset.kind; }
  // Pages of xAPI never ask: their host says which attempt it is.
  get asked() { return Boolean(this.one("#found")) && this.one("#found").open; }
  get quiz() { return this.win.data.quizzes[0]; }

  // What the page says of the work: a key of the words.
  get said() {
    const saved = this.one("#saved");
    return saved.dataset.said || this.words.get(saved.textContent) || "";
  }
  get confirms() { return CONFIRMED.includes(this.said) || (this.said === "sent" && this.win.device.keeps); }

  done() { return this.page.querySelectorAll("#contents a.done").map((link) => link.dataset.section).filter((id) => id.startsWith("page-")); }

  can(selector) {
    const element = this.one(selector);
    if (!element || element.disabled || !element.isShown) return null;
    const dialog = this.asked || this.one("#log").open;
    return dialog && !element.closest("dialog") ? null : element;
  }

  async click(selector) {
    const element = typeof selector === "string" ? this.can(selector) : selector;
    if (!element) return false;
    this.win.event(this.page, "pointerdown");
    this.win.event(element, "click");
    await settled();
    return true;
  }

  // Pages that this act has turned to "done".
  async reading(act) {
    const before = this.done();
    const here = this.section.id;
    await act();
    if (!before.includes(here) && this.done().includes(here)) this.ledger.act(this.win, "page", { page: here });
  }

  // ---- acts

  async answerFound(keep) {
    await this.click(keep ? "#found-continue" : "#found-fresh");
    this.chosen = keep ? "old" : "new";
    if (!keep) this.ledger.fresh(this.win);
  }

  async acknowledge() {
    const box = this.can("#acknowledge-box");
    if (!box) return this.click("#begin");
    box.checked = true;
    this.win.event(box, "change");
    await this.click("#begin");
    this.begun = true; // while the page still connects, the click waits
    this.early = this.said === "connecting";
    return this.look();
  }

  next() { return this.kind === "front" ? this.acknowledge() : this.reading(() => this.click("#next")); }
  previous() { return this.click("#previous"); }
  scroll() {
    return this.reading(async () => {
      this.win.scroll();
      await settled();
    });
  }
  go(id) { return this.click(this.can(`#contents [data-section=${id}]`)); }

  get submittable() { return this.kind === "quiz" && this.can(".section.current .submit"); }
  get again() { return this.kind === "quiz" && this.can(".section.current .again"); }

  // "right": whether the answer is to be right.
  async answer(question, right) {
    const fieldset = this.one(`#quiz-test .question[data-question=${question.id}]`);
    const inputs = fieldset.querySelectorAll("input");
    if (!this.submittable || fieldset.disabled) return;
    const wanted = right ? question.correct : question.type === "true-false" ? ["false"] : ["c"];
    const value = (input) => (question.kind === "true-false" ? String(input.value === "t") : input.value);
    for (const input of inputs) input.checked = wanted.includes(value(input));
    this.win.event(inputs.find(({ checked }) => checked), "change");
    await settled();
    this.ledger.act(this.win, "draft", { question: question.id, response: wanted.join(), unaware: this.win.unaware });
  }

  ticked(question) {
    const inputs = this.page.querySelectorAll(`#quiz-test .question[data-question=${question.id}] input`).filter(({ checked }) => checked);
    return inputs.map((input) => (question.kind === "true-false" ? String(input.value === "t") : input.value));
  }

  async submit() {
    if (!this.submittable) return;
    const responses = Object.fromEntries(this.quiz.questions.map((question) => [question.id, this.ticked(question)]));
    await this.click(".section.current .submit");
    if (!this.one("#quiz-test .result").isShown) return;
    const right = this.quiz.questions.filter(({ id, correct }) => correct.slice().sort().join() === responses[id].slice().sort().join());
    const percent = Math.round((right.length / this.quiz.questions.length) * 10000) / 100;
    const passed = percent >= this.quiz.passing;
    const shown = this.one("#quiz-test .score").textContent;
    if (!shown.includes(`${percent}%`)) this.ledger.blame(`${percent}% is shown as: ${shown}`);
    const { run: { state: { quizzes: { test: { count } } } }, unaware } = this.win;
    this.ledger.act(this.win, "attempt", { responses, right: right.map(({ id }) => id), percent, passed, count, unaware });
  }

  async retry() {
    if (await this.click(this.again)) this.ledger.act(this.win, "again", {});
  }

  async claim(profession, amount) {
    if (this.kind !== "claim" || !this.can("#claim-submit")) return;
    for (const [name, value] of [["profession", profession], ["claim-ama-pra-1", amount]]) {
      for (const input of this.page.querySelectorAll(`#claim input[name=${name}]`)) {
        input.checked = input.value === value;
        if (input.checked) this.win.event(input, "change");
      }
    }
    await this.click("#claim-submit");
    if (this.can("#claim-submit") || !this.one("#claim-recorded") || this.one("#claim-recorded").hidden) return;
    this.ledger.act(this.win, "claim", { profession, amount: profession === "physician" ? amount : "", unaware: this.win.unaware });
  }

  async exit() {
    this.win.exiting = true;
    await this.click("#exit");
    this.win.exiting = false;
  }

  // ---- what is seen after every step

  // "Saving…" is for moments: after that the page knows more, and says it.
  patience() {
    if (this.said !== "saving") this.waiting = this.win.world.now;
    else if (this.win.world.now - this.waiting > PATIENCE + this.slack) this.ledger.blame("the page says saving for more than two minutes");
  }

  // Whose attempt it is, only the learner can tell; an LRS says it itself.
  begins() {
    const { found, context, data } = this.win;
    if (!found) return;
    const [there, here] = [found.host, found.kept].map((text) => context.scormkit.progress.decode(data, text).attempt);
    if (found.ahead && !found.bound && there !== here && !this.chosen) this.ledger.blame("work of another attempt was taken, and nobody was asked");
    if (found.ahead && this.chosen === "new") this.ledger.blame("the learner began anew, and got the old work");
    this.win.found = null;
  }

  look() {
    if (!this.win.alive) return;
    this.begins();
    if (this.begun && this.can("#contents a.done[data-section=front]")) {
      this.begun = false;
      // Clicked before the page knew what an earlier visit had done: then it may have been that one's.
      const maybe = this.early && this.ledger.all(this.win.learner, "acknowledge").length > 0;
      this.ledger.act(this.win, "acknowledge", { maybe });
    }
    this.patience();
    if (this.confirms) this.ledger.confirm(this.win, this.said);
    for (const id of this.done()) {
      if (!this.ledger.hasRead(this.win.learner, id)) this.ledger.blame(`${id} is shown as read, and nobody has read it`);
    }
  }
}
