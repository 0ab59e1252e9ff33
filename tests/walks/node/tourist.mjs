// A learner of the tour: says who she is, watches, answers questions of every kind out of a draw, evaluates, attests, claims.
import { Reader } from "./learner.mjs";
import { settled } from "./world.mjs";

const CURRENT = ".section.current";
const TICKED = ["choice", "multiple", "true-false", "likert"];
const PART = 1000; // milliseconds of a sixtieth of the film
const WORDS = ["Less noise", "More light", "A fixed hour", "Two nurses"];

const named = (question, value) => (question.kind === "true-false" ? { t: "true", f: "false" }[value] : value);
const sorted = (list) => list.slice().sort().join();

// An answer that is right, or one that earns nothing.
function wanted(question, right, own) {
  const { kind, correct, choices } = question;
  if (!correct.length) return kind === "long" ? [own.pick(WORDS)] : [own.pick(choices)];
  if (right) return kind === "fill-in" ? [own.pick(correct)] : correct;
  if (kind === "numeric") return ["7"];
  if (kind === "fill-in") return ["Nothing"];
  if (kind === "true-false") return [String(correct[0] !== "true")];
  if (kind === "ordering") return correct.slice().reverse();
  if (kind === "matching") return correct.map((pair, index) => pair.slice(0, 2) + correct.at(index - 1).slice(2));
  return [own.pick(choices.filter((id) => !correct.includes(id)))];
}

export function isRight({ kind, correct }, response) {
  if (["fill-in", "numeric"].includes(kind)) return correct.includes(response.join());
  return kind === "ordering" ? response.join() === correct.join() : sorted(response) === sorted(correct);
}

export class Tourist extends Reader {
  draws = new Set();

  get state() { return this.win.run.state; }
  ask(id) { return this.win.data.quizzes.find((quiz) => quiz.id === id); }
  all(selector) { return this.page.querySelectorAll(selector); }
  own(id) { return this.state.quizzes[id] || { count: 0, open: true, answers: {} }; }
  more(id) { return (this.own(id).more || {}).d || ""; }

  // ---- the first page

  async acknowledge(own) {
    const before = this.state.who;
    const list = this.one("#specialty");
    const [profession, specialty] = [own.pick(["physician", "physician", "nurse", "other"]), own.pick(list.options.filter(({ value }) => value)).value];
    if (this.can("#acknowledge-box")) {
      this.one("#acknowledge-box").checked = true;
      this.begun = true;
    }
    this.early = this.said === "connecting";
    const free = this.all("input[name=who]").filter(({ disabled }) => !disabled);
    if (free.length && (!before || own.happens(0.4))) {
      for (const input of free) input.checked = input.value === profession;
      list.value = specialty;
      this.chose = { profession, specialty, early: this.early, before: JSON.stringify(before || null) };
    }
    await this.click("#begin");
    return this.look();
  }

  // What she told of herself, once the page has it: while it still connects, the click waits.
  told() {
    const { chose, state: { who } } = this;
    if (!chose || !who || JSON.stringify(who) === chose.before) return;
    this.chose = null;
    const { profession, specialty } = who;
    if (profession === chose.profession && specialty === chose.specialty) this.ledger.act(this.win, "who", { profession, specialty, maybe: chose.early });
    else if (!chose.early) this.ledger.blame("another profession was kept than was chosen");
  }
  next(own) { return this.kind === "front" ? this.acknowledge(own) : this.reading(() => this.click("#next")); }

  // ---- questions

  response(question, fieldset) {
    if (TICKED.includes(question.kind)) return fieldset.querySelectorAll("input").filter(({ checked }) => checked).map(({ value }) => named(question, value));
    if (!["matching", "ordering"].includes(question.kind)) return [fieldset.querySelector("input, textarea").value].filter(Boolean);
    const lines = fieldset.querySelectorAll(".line").map((line) => [line.dataset.option, line.querySelector("select").value]).filter(([, value]) => value);
    if (question.kind === "matching") return lines.map((pair) => pair.join("."));
    return lines.sort((one, other) => one[1] - other[1]).map(([item]) => item);
  }

  async fillIn(question, fieldset, values) {
    const change = (control) => this.win.event(control, "change");
    if (TICKED.includes(question.kind)) {
      const inputs = fieldset.querySelectorAll("input");
      for (const input of inputs) input.checked = values.includes(named(question, input.value));
      return change(inputs.find(({ checked }) => checked));
    }
    if (["matching", "ordering"].includes(question.kind)) {
      const places = Object.fromEntries(values.map((value, index) => (question.kind === "ordering" ? [value, String(index + 1)] : value.split("."))));
      for (const line of fieldset.querySelectorAll(".line")) {
        const select = line.querySelector("select");
        if (select.value === places[line.dataset.option]) continue;
        select.value = places[line.dataset.option];
        change(select);
      }
      return undefined;
    }
    const field = fieldset.querySelector("input, textarea");
    field.value = values[0];
    this.win.event(field, "input");
    return change(field);
  }

  // The paper in hand: {quiz, root, questions}; a page may have one inside.
  get paper() {
    const form = this.one(`${CURRENT} form.quiz`);
    if (!form) return null;
    const quiz = this.ask(form.dataset.quiz);
    const sets = form.querySelectorAll(".question");
    return { quiz, root: form.parentNode, sets, questions: sets.map((set) => quiz.questions.find(({ id }) => id === set.dataset.question)) };
  }

  async answerOne(question, fieldset, quiz, right, own) {
    const values = wanted(question, right, own);
    const before = this.own(quiz.id).answers[question.id];
    await this.fillIn(question, fieldset, values);
    await settled();
    if (!this.win.alive || this.own(quiz.id).answers[question.id] === before) return;
    this.ledger.act(this.win, "draft", { quiz: quiz.id, question: question.id, response: values.join(), draw: this.more(quiz.id), count: this.own(quiz.id).count, unaware: this.win.unaware });
  }

  // The next thing to do in a quiz. → whether there was one
  async quizzing(own, skill) {
    const { quiz, root, sets, questions } = this.paper || { sets: [] };
    if (!quiz) return false;
    const seen = (selector) => root.querySelectorAll(selector).find((each) => each.isShown && !each.disabled);
    const again = seen(".again");
    if (again) return this.retry(again, quiz);
    if (root.querySelector(".result").isShown) return false;
    const index = sets.findIndex((set, at) => set.isShown && !set.disabled && !this.response(questions[at], set).length);
    if (index >= 0 && own.happens(0.95)) {
      await this.answerOne(questions[index], sets[index], quiz, own.happens(skill), own);
      return true;
    }
    const button = seen(".next-stage button") || (quiz.one && own.happens(0.1) && seen(".step-back")) || seen(".step-on");
    if (button) return this.click(button);
    return this.hand(quiz, root, seen(".check-answer") || seen(".submit"));
  }

  async retry(button, quiz) {
    const before = this.own(quiz.id).open;
    await this.click(button);
    if (!before && this.own(quiz.id).open) this.ledger.act(this.win, "again", { quiz: quiz.id });
    return true;
  }

  async hand(quiz, root, button) {
    if (!button) return false;
    const { sets, questions } = this.paper;
    const responses = Object.fromEntries(questions.map((question, at) => [question.id, this.response(question, sets[at])]));
    const draw = this.more(quiz.id);
    await this.click(button);
    if (!root.querySelector(".result").isShown) return true;
    const { count } = this.own(quiz.id);
    const right = questions.filter((question) => isRight(question, responses[question.id])).map(({ id }) => id);
    const points = (list) => list.reduce((sum, { points: each }) => sum + each, 0);
    const share = (100 * points(questions.filter(({ id }) => right.includes(id)))) / points(questions);
    const percent = quiz.role === "evaluation" ? 0 : Math.round(share * 100) / 100;
    const passed = quiz.role === "post-test" && percent >= quiz.passing;
    if (quiz.role !== "evaluation" && !root.querySelector(".score").textContent.includes(`${percent}%`)) this.ledger.blame(`${percent}% is shown as: ${root.querySelector(".score").textContent}`);
    this.gates(quiz.role);
    if (quiz.role === "post-test" && questions.length !== this.size(quiz)) this.ledger.blame(`an attempt of ${questions.length} questions`);
    this.ledger.act(this.win, "attempt", { quiz: quiz.id, role: quiz.role, responses, right, percent, passed, count, draw, unaware: this.win.unaware });
    return true;
  }

  // How many questions an attempt asks; fewer where the course has lost one of those that were drawn.
  size(quiz) {
    const [, ...keys] = this.more(quiz.id).split(".");
    return quiz.questions.filter(({ key }) => keys.includes(key)).length;
  }

  // ---- no gate is skipped: what the learner had done before, in any window

  gates(role) {
    const { learner, data } = this.win;
    const all = (kind) => this.ledger.all(learner, kind);
    const missing = (words, is) => { if (!is) this.ledger.blame(`${role} was open without ${words}`); };
    const asked = all("attempt");
    if (role === "pre-test" || role === "post-test") missing("a profession", all("who").length);
    if (role !== "post-test" && role !== "claim" && role !== "evaluation") return;
    missing("the acknowledgement", all("acknowledge").length || this.begun);
    missing("the pre-test", asked.some((fact) => fact.role === "pre-test"));
    if (role !== "post-test") missing("a pass", asked.some(({ passed }) => passed));
    if (role === "claim") missing("the evaluation", asked.some((fact) => fact.role === "evaluation"));
    if (role === "claim") return;
    const here = this.state.profession || this.state.who.profession;
    const pages = this.page.querySelectorAll("section[data-kind=page]").map(({ id }) => data.sections.find((each) => each.id === id));
    for (const { id, for: whom } of pages) if (!whom || whom.includes(here)) missing(id, this.ledger.hasRead(learner, id));
    missing("the film", this.watched().size >= 54);
    missing("the recording", all("transcript").length);
    missing("the time", this.spent() >= 60 || this.timeless);
  }

  watched() { return new Set(this.ledger.all(this.win.learner, "film").flatMap(({ parts }) => parts)); }

  // ---- the film

  async watch(own, pass) {
    const video = this.can("video");
    if (!video) return;
    const parts = [];
    const event = (type) => this.win.event(video, type, { bubbles: false });
    if (own.happens(0.2)) video.currentTime = own.below(60);
    event("play");
    video.currentTime = Math.round(video.currentTime);
    const range = [video.currentTime, video.currentTime];
    video.ranges.push(range);
    for (let left = own.pick([5, 20, 45, 60]); left > 0 && video.currentTime < 60; left -= 1) {
      await pass(PART);
      if (!this.win.alive || this.win.asleep || !video.isShown) break;
      parts.push(video.currentTime);
      range[1] = video.currentTime += 1;
      event("timeupdate");
    }
    if (!parts.length) return;
    event("pause");
    await settled();
    this.ledger.act(this.win, "film", { parts });
  }

  // This learner hears nothing: the last transcript is that of the recording.
  async readTranscript() {
    const button = this.all(".read-transcript").at(-1);
    if (!button || !button.isShown || !(await this.click(button)) || button.isShown) return;
    this.ledger.act(this.win, "transcript");
  }

  // ---- the claim

  async claim(own) {
    if (this.kind !== "claim" || !this.can("#claim-submit")) return;
    const amounts = {};
    for (const credit of this.all("#claim .credit").filter(({ isShown }) => isShown)) {
      const value = amounts[credit.dataset.credit] = own.pick(["0.25", "0.50", "declined"]);
      for (const input of credit.querySelectorAll("input")) input.checked = input.value === value;
    }
    const box = this.all("#claim .attest-box").find(({ isShown }) => isShown);
    const attests = box.checked = own.happens(0.8);
    const { profession } = this.state.who;
    await this.click("#claim-submit");
    if (this.can("#claim-submit") || this.one("#claim-recorded").hidden) return;
    if (!attests) this.ledger.blame("a claim was taken without the attestation");
    this.gates("claim");
    this.ledger.act(this.win, "claim", { profession, amounts, unaware: this.win.unaware });
  }

  // ---- what is seen after every step

  // A draw has one order of questions and answers, in whatever window it is shown.
  drawn() {
    const { paper } = this;
    const draw = paper && this.more(paper.quiz.id);
    if (!draw || !this.own(paper.quiz.id).open) return;
    const order = paper.sets.map((set) => [set.dataset.question, ...set.querySelectorAll(".option input").map(({ value }) => value)].join(" ")).join(", ");
    const { count } = this.own(paper.quiz.id);
    const key = `${draw} ${this.win.data.version}`;
    const known = this.ledger.orders ||= new Map();
    if (known.has(key) && known.get(key) !== order) this.ledger.blame(`a draw has another order: ${order} and ${known.get(key)}`);
    known.set(key, order);
    const keys = draw.split(".").slice(1);
    for (const [id, { response }] of Object.entries(this.own(paper.quiz.id).answers)) {
      const question = paper.quiz.questions.find((each) => each.id === id);
      if (response.length && !keys.includes(question.key)) this.ledger.blame(`an answer to ${id} in a draw without it`);
    }
    if (this.draws.has(draw)) return;
    this.draws.add(draw);
    this.ledger.act(this.win, "draw", { quiz: paper.quiz.id, draw, count, unaware: this.win.unaware });
  }

  look() {
    if (!this.win.alive) return;
    if (this.said === "review") this.chose = null;
    if (this.win.run && this.said !== "connecting" && this.said !== "review") this.told();
    if (this.win.run && this.said !== "connecting" && this.said !== "review") this.drawn();
    super.look();
  }
}
