// Who the learner is, asked on the first page or, as far as a specialty goes, with the claim. It chooses pages and credit.
//
// state.who: {turn, profession, specialty}, what the learner has told; "turn" counts how often.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, view, acts } = kit;
  const { one, all, byId, text } = kit.dom;
  const NOBODY = { turn: 0, profession: "", specialty: "" };

  const who = (state) => state.who || NOBODY;
  const profession = (state) => state.profession || who(state).profession;
  const isFirst = (data) => data.gates.includes("profession");

  progress.order.splice(progress.order.indexOf("pages"), 0, "profession");
  progress.met.profession = (data, state) => profession(state) !== "";

  // ---- kept with the state

  // What was told later; with a claim goes what was told with it.
  function later(mine, other, { reference }) {
    if (reference && mine.reference !== other.reference) return who(reference === mine.reference ? mine : other);
    const [one, two] = [who(mine), who(other)];
    if (one.turn !== two.turn) return one.turn > two.turn ? one : two;
    return JSON.stringify(one) >= JSON.stringify(two) ? one : two;
  }

  kit.kept.push({
    pack: (state) => (state.who ? { u: [state.who.turn, state.who.profession, state.who.specialty].join(".") } : {}),
    unpack({ u }) {
      const [, turn, named, specialty] = /^(\d{1,6})\.([a-z-]{0,40})\.([\w-]{0,12})$/.exec(u) || [];
      return turn ? { who: { turn: Number(turn), profession: named, specialty } } : {};
    },
    merge: (mine, other, merged) => (mine.who || other.who ? { who: later(mine, other, merged) } : {}),
  });

  function remember(state, told) {
    const { turn, profession: before, specialty } = who(state);
    if (before !== told.profession || specialty !== told.specialty) state.who = { ...told, turn: turn + 1 };
  }

  // ---- the way through the course: data.sections are those that this learner is led through

  let whole = null;
  let entries = null;
  const isFor = (section, own) => !own || !section.for || section.for.includes(own);

  function lead({ data, state }) {
    const own = profession(state);
    whole = whole || data.sections;
    data.sections = whole.filter((section) => isFor(section, own));
    return own;
  }

  // What was read as somebody else stays read: who goes back to that finds it.
  const entire = (data) => (whole ? { ...data, sections: whole } : data);
  const { encode, decode } = progress;
  progress.encode = (data, ...more) => encode(entire(data), ...more);
  progress.decode = (data, text) => decode(entire(data), text);

  const { lock } = progress;
  progress.lock = (data, state, visit, section) =>
    (isFor(section, profession(state)) ? lock(data, state, visit, section) : "for");

  // What is for others is neither shown nor listed, and does not count.
  function renderRoute({ data }, own) {
    const list = byId("contents-list");
    entries = entries || Array.from(list.children);
    const gone = whole.filter((section) => !isFor(section, own)).map(({ id }) => id);
    const shown = entries.filter((entry) => !gone.some((id) => one('[data-section="' + id + '"]', entry)));
    const same = shown.length === list.children.length && shown.every((entry) => entry.parentNode === list);
    if (!same) list.replaceChildren(...shown);
    for (const { id } of whole) byId(id).hidden = gone.includes(id);
    const pages = data.sections.filter(({ kind }) => kind === "page");
    pages.forEach(({ id }, index) =>
      text(one(".page-number", byId(id)), word("pageOf", { n: index + 1, total: pages.length })));
  }

  // ---- the questions

  const ticked = (name) => one('input[name="' + name + '"]:checked') || { value: "" };
  const specialty = () => (byId("specialty") || { value: "" }).value;

  // What is known is shown; what is being chosen and not told yet stays.
  function renderAnswers({ state, visit }) {
    const over = progress.claimed(state) || visit.mode !== "normal";
    const { turn, specialty: told } = who(state);
    for (const input of all('input[name="who"]')) {
      if (turn) input.checked = input.value === profession(state);
      input.disabled = over;
    }
    const list = byId("specialty");
    if (list && (turn || over)) list.value = told;
    if (list) list.disabled = over;
  }

  const { renderFrame, renderClaim } = view;
  view.renderFrame = function (run) {
    renderRoute(run, lead(run)); // before the links are looked at
    renderFrame(run);
    if (run.told !== who(run.state) || run.visit.mode !== "normal" || progress.claimed(run.state)) renderAnswers(run);
    run.told = who(run.state);
  };

  // The claim goes by what the first page was told.
  view.renderClaim = function (run) {
    const told = who(run.state).profession;
    for (const input of told ? all('#claim input[name="profession"]') : []) input.checked = input.value === told;
    renderClaim(run);
    kit.dom.hide(one("#claim .may-change"), progress.claimed(run.state));
    const words = one('input[name="who"]:checked + span');
    if (words) text(one("#claim .told-profession"), words.textContent);
  };

  // What is missing is said where it is asked for. → whether anything is
  function lacks(form, own, name) {
    const list = byId("specialty");
    const key = !own ? "chooseProfession" : list && !list.value ? "chooseSpecialty" : "";
    view.problem(form, key && word(key), own ? list : one('input[name="' + name + '"]'));
    return key !== "";
  }

  const { acknowledge } = acts;
  acts.acknowledge = function (run) {
    const { data, state } = run;
    const asked = isFirst(data) && acts.working(run) && !progress.claimed(state);
    const own = ticked("who").value;
    if (asked && lacks(byId("acknowledge"), own, "who")) return undefined;
    if (asked) remember(state, { profession: own, specialty: specialty() });
    lead(run);
    return acknowledge(run);
  };

  // After expiry nothing is claimed, so nobody is asked with the claim.
  kit.asks.push(function ({ data, state, visit, keep }) {
    const asked = !isFirst(data) && !visit.expired;
    if (asked && lacks(byId("claim-form"), ticked("profession").value, "profession")) return null;
    return function () {
      if (asked) remember(state, { profession: ticked("profession").value, specialty: specialty() });
      const named = (data.specialties || {})[who(state).specialty];
      if (named) keep.tell({ role: "specialty", id: "specialty", type: "fill-in", response: [named] });
    };
  });

  // The statement of record says the specialty beside the profession.
  const { keeper } = kit;
  kit.keeper = function (run, kept) {
    const keep = keeper(run, kept);
    const { reach } = keep;
    keep.reach = function (milestone, detail) {
      const { xapi, specialties } = run.data;
      const named = milestone === "completed" && xapi && (specialties || {})[who(run.state).specialty];
      return reach(milestone, named ? { ...detail, more: { [xapi.vocabulary.specialty]: named } } : detail);
    };
    return keep;
  };
})();
