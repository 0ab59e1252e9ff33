// The page: shows what the model says and reports what the learner does. No clock, no driver, no decisions.
//
// model: {data, state, visit, section}. Data enters the page as text or as clones of templates, never as markup.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress } = kit;
  const { one, all, byId, text, hide, attribute, clone, make } = kit.dom;

  function problem(form, words, at) {
    text(one(".problem", form), words);
    if (words && at) at.focus();
  }

  // ---- sections and contents

  function renderLink(model, link) {
    const section = model.data.sections.find(({ id }) => id === link.dataset.section);
    const locked = progress.lock(model.data, model.state, model.visit, section) !== "";
    const done = !locked && progress.done(model.data, model.state, section);
    const note = done ? word("done") : locked ? word("locked") : "";
    link.classList.toggle("done", done);
    attribute(link, "aria-label", note && link.textContent + " (" + note + ")");
    attribute(link, "aria-disabled", locked && "true");
    attribute(link, "aria-current", section.id === model.section.id && "page");
  }

  function renderFrame(model) {
    const { data, section, visit } = model;
    for (const element of all(".section")) element.classList.toggle("current", element.id === section.id);
    for (const link of all("#contents [data-section]")) renderLink(model, link);
    for (const element of all("[data-when]")) element.hidden = (element.dataset.when === "expired") !== visit.expired;
    const index = data.sections.indexOf(section);
    text(byId("place"), word("place", { n: index + 1, total: data.sections.length }));
    byId("previous").disabled = index === 0;
    byId("next").disabled = index === data.sections.length - 1;
    byId("exit").disabled = visit.ended;
    const box = byId("acknowledge-box");
    const acknowledged = visit.started && progress.done(data, model.state, data.sections[0]);
    if (box && acknowledged) box.checked = true;
    if (box) box.disabled = acknowledged || visit.mode !== "normal";
  }

  // Focus goes to the heading, which also brings a frame that grows with its content back to the top.
  function enter(section) {
    const heading = one("h1, h2", byId(section.id));
    globalThis.scrollTo(0, 0);
    if (!heading) return;
    heading.setAttribute("tabindex", "-1");
    heading.focus();
  }

  // A place inside a section, reached by a link.
  function bring(target) {
    target.setAttribute("tabindex", "-1");
    target.focus();
    target.scrollIntoView();
  }

  function toggleContents(open = !byId("contents").classList.contains("open")) {
    byId("contents").classList.toggle("open", open);
    byId("contents-toggle").setAttribute("aria-expanded", String(open));
  }

  // A page has been read when its end was seen: "atEnd" is told its id.
  function watch(atEnd) {
    if (!globalThis.IntersectionObserver) return;
    const observer = new globalThis.IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) atEnd(target.parentNode.id);
    });
    for (const element of all(".section[data-kind=page]")) {
      const end = make("div", "end", "");
      element.append(end);
      observer.observe(end);
    }
  }

  // ---- claim and certificate

  const chosen = (name) => {
    const input = one('input[name="' + name + '"]:checked', byId("claim"));
    return input ? input.value : "";
  };
  const eligible = (data, profession) => data.credits.filter((credit) => credit.eligible.includes(profession));
  const readClaim = (data) => ({ profession: chosen("profession"),
    amounts: Object.fromEntries(eligible(data, chosen("profession")).map(({ id }) => [id, chosen("claim-" + id)])) });

  // The first control of what is still to be chosen.
  function firstOpen(profession, amounts) {
    const credit = Object.keys(amounts).find((id) => amounts[id] === "");
    return one('#claim input[name="' + (profession ? "claim-" + credit : "profession") + '"]');
  }

  // Only what the chosen profession may claim is shown.
  function renderEligible(data, profession) {
    const offered = eligible(data, profession).map(({ id }) => id);
    for (const element of all("#claim .credit")) element.hidden = !offered.includes(element.dataset.credit);
    hide(one("#claim .not-eligible"), profession === "" || offered.length > 0);
  }

  function renderClaim({ data, state, visit }) {
    const over = progress.claimed(state);
    for (const input of all("#claim input")) {
      const stored = input.name === "profession" ? state.profession : state.claims[input.name.slice("claim-".length)];
      if (over) input.checked = input.value === stored;
      input.disabled = over || visit.mode !== "normal" || !visit.started;
    }
    for (const id of ["claim-submit", "claim-none"]) hide(byId(id), over || visit.mode !== "normal");
    renderEligible(data, over ? state.profession : chosen("profession"));
    hide(byId("claim-recorded"), !over);
    if (over) text(byId("claim-recorded"), recordedWords(data, state, visit));
  }

  const showRecorded = () => byId("claim-recorded").focus();
  const claimed = (data, state) => data.credits.filter(({ id }) => state.claims[id] && state.claims[id] !== "declined");

  function recordedWords(data, state, visit) {
    if (!visit.recorded) return word(visit.credit ? "recording" : "notRecorded");
    const amount = claimed(data, state).map(({ id, system }) => state.claims[id] + " " + system).join(", ");
    const declined = Object.keys(state.claims).length ? "declined" : "participation";
    return word("recorded." + (state.expired ? "expired" : amount ? "claimed" : declined),
      { amount, reference: state.reference });
  }

  // Amounts stand where their credit stands; without [data-credit] around it a slot takes the first claim.
  function renderCertificate({ data, state, visit }, slots) {
    const sheet = byId("certificate-sheet");
    const open = progress.lock(data, state, visit, data.sections.find(({ kind }) => kind === "certificate")) === "";
    const kind = progress.certificate(state, visit);
    sheet.replaceChildren(open ? clone("#certificate-" + kind) : "");
    for (const element of all("[data-credit]", sheet)) {
      const amount = state.claims[element.dataset.credit];
      if (!amount || amount === "declined") element.remove();
      else for (const slot of all('[data-slot="amount"]', element)) text(slot, amount);
    }
    for (const slot of all("[data-slot]:empty", sheet)) text(slot, slots[slot.dataset.slot] || "");
    // Without printing the name is that of the button itself: an element's id is a global.
    hide(byId("print"), !open || kind === "none" || typeof globalThis.print !== "function");
  }

  kit.view = { renderFrame, enter, bring, toggleContents, watch, problem, firstOpen, renderEligible, readClaim, renderClaim,
    showRecorded, claimed, renderCertificate };
})();
