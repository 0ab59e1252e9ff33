// The page of a course as sections.html.j2 lays it out, so far as scripts and learners touch it.
import { blank, grown, maker } from "./dom.mjs";

const option = (h, type, name, value) =>
  h("label.option", h(`input[type=${type}][name=${name}][value=${value}]`), h("span", value));

function question(h, each) {
  const type = each.kind === "multiple" ? "checkbox" : "radio";
  const values = each.kind === "true-false" ? ["t", "f"] : each.choices;
  return h(`fieldset.question[data-question=${each.id}][data-kind=${each.kind}]`,
    h("div.options", ...values.map((value) => option(h, type, `q-${each.id}`, value))), h("div.feedback[hidden]"));
}

const problem = (h) => h("p.problem[role=alert]");

const bodies = {
  front: (h) => [h("form#acknowledge", h("label.tick", h("input#acknowledge-box[type=checkbox]")), problem(h), h("button#begin", "Begin"))],
  page: (h) => [h("div.prose", h("p", "Words."))],
  quiz: (h, data, { quiz: id }) => {
    const quiz = data.quizzes.find((each) => each.id === id);
    return [
      h(`form.quiz[data-quiz=${id}]`, ...quiz.questions.map((each) => question(h, each)), problem(h), h("button.submit", "Submit answers")),
      h("div.result[hidden]", h("h2"), h("p.score"), h("p.next-step"), h("ul.review[hidden]"), h("button.again[hidden]", "Try again")),
      ...quiz.questions.map((each) => h(`template[data-rationale=${each.id}]`, h("p", "Because."))),
    ];
  },
  claim: (h, data) => [
    h("div[data-when=expired]", h("button#claim-none", "Record completion")),
    h("div[data-when=current]", h("form#claim-form",
      h("fieldset#profession", ...data.professions.map((value) => option(h, "radio", "profession", value))),
      ...data.credits.map(({ id, steps }) => h(`fieldset.credit[data-credit=${id}]`,
        ...[...steps, "declined"].map((value) => option(h, "radio", `claim-${id}`, value)))),
      h("p.not-eligible"), problem(h), h("div", h("button#claim-submit", "Record")))),
    h("p#claim-recorded[hidden]"),
  ],
  certificate: (h) => [h("div#certificate-sheet"), h("p", h("button#print[hidden]", "Print"))],
  references: (h) => [h("ol.sources", h("li#ref-one", "A source."))],
};

const sheet = (h, kind) => h(`template#certificate-${kind}`, h("article.sheet", h("p[data-slot=name]"), h("p[data-slot=amount]"),
  h("p[data-slot=date]"), h("p[data-slot=reference]")));

export function page(data) {
  const document = blank();
  const h = maker(document);
  document.body.classes.add("no-js");
  document.documentElement.setAttribute("data-course", data.id);
  document.documentElement.setAttribute("data-version", data.version);
  const links = data.sections.map(({ id }) => h("li", h(`a[href=#${id}][data-section=${id}]`, id)));
  const sections = data.sections.map((section) => h(`section#${section.id}.section[data-kind=${section.kind}]`,
    h("h1", section.id), ...bodies[section.kind](h, data, section)));
  document.body.append(
    h("header.bar", h("p#course-title", data.title), h("p#saved[role=status]"), h("button#exit", "Exit")),
    h("nav#contents", h("button#contents-toggle"), h("ol#contents-list", ...links), h("p", h("button#log-open", "Log for support"))),
    h("main#main", ...sections),
    h("footer.pager", h("button#previous"), h("p#place[role=status]"), h("button#next")),
    h("dialog#found", h("p#found-summary"), h("button#found-continue"), h("button#found-fresh")),
    h("dialog#log", h("textarea#log-text"), h("button#log-copy"), h("button#log-close"), h("span#log-said")),
    ...["credit", "participation", "completion"].map((kind) => sheet(h, kind)),
    h("template#certificate-none", h("div.notice", "Not recorded")),
    h("script#course-data", JSON.stringify(data)),
  );
  return document;
}

// The page that the compiler made, with films that a learner can play (learner of the tour).
export function compiledPage(data, tree) {
  const document = blank();
  const [, attributes, children] = tree;
  for (const [name, value] of Object.entries(attributes)) document.body.setAttribute(name, value);
  document.body.append(...children.map((each) => grown(document, each)), maker(document)("script#course-data", JSON.stringify(data)));
  for (const video of document.querySelectorAll("video")) {
    const ranges = [];
    const played = { start: (at) => ranges[at][0], end: (at) => ranges[at][1], get length() { return ranges.length; } };
    Object.assign(video, { ranges, played, duration: 60, currentTime: 0 });
  }
  return document;
}
