// Statements: the fixed part that the build composed, and what only the browser knows. Pure. Clauses: xAPI 1.0.3 Data.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { parse, object } = kit;

  const duration = (seconds) => "PT" + Math.round(Math.max(0, seconds) * 100) / 100 + "S"; // 4.6
  const scored = ({ raw }) => ({ scaled: Math.round(raw * 100) / 10000, raw, min: 0, max: 100 });

  const judged = (success, { score, seconds }) => ({ success, score: scored(score), duration: duration(seconds) });

  const responded = ({ type, response }) => { // 2.4.4.1
    if (type === "true-false") return String(/^[t1]/i.test(response[0]));
    return (type === "matching" ? response.map((pair) => pair.replace(".", "[.]")) : response).join("[,]");
  };

  // "like" names the fixed part that has what this one does not repeat.
  function compose({ xapi: { statements } }, name, timestamp, result) {
    if (!statements[name]) return null;
    const { like, ...fixed } = { ...statements[statements[name].like], ...statements[name] };
    return { id: kit.uuid.random(), ...parse(JSON.stringify(fixed)), ...(result && { result }), timestamp };
  }

  // What the learner was offered, and the instant at which that was judged.
  function freeze({ xapi: { credit, vocabulary } }, statement, expired) {
    const designated = expired ? credit.expired : credit.open;
    const { context, object: { definition }, timestamp } = statement;
    context.extensions = { ...context.extensions, [vocabulary.credit]: designated, [vocabulary["as-of"]]: timestamp };
    if (object(definition.extensions)[vocabulary.credit]) definition.extensions[vocabulary.credit] = designated;
    return statement;
  }

  // The statement of record, from {id, at, seconds, expired}: told again it is the same to the letter.
  function complete(config, { id, at, seconds, expired }, { score, profession, claims, reference, more }) {
    const { quizzes, xapi: { vocabulary, systems } } = config;
    const test = quizzes.find(({ role }) => role === "post-test");
    const amount = (given) => (given === "declined" ? 0 : Number(given));
    const result = {
      completion: true,
      ...(score ? { score: scored(score) } : {}),
      ...(score && test && score.raw >= test.passing ? { success: true } : {}),
      duration: duration(seconds),
      extensions: {
        [vocabulary["credit-claimed"]]: Object.keys(claims).filter((credit) => systems[credit])
          .map((credit) => ({ ...systems[credit], amount: amount(claims[credit]) })),
        [vocabulary.profession]: profession || "not-stated",
        [vocabulary.reference]: reference,
        ...more,
      },
    };
    return freeze(config, { ...compose(config, "completed", at, result), id }, expired);
  }

  const answer = (item) => ({ response: responded(item), duration: duration(item.seconds),
    ...(item.right === null ? {} : { success: item.right }), ...(item.score ? { score: scored(item.score) } : {}) });

  // The activity is ours, as in tincan.xml. Where the LMS calls it otherwise, its name is added, so that it finds us.
  function alias({ activity, statements: { initialized } }, name) {
    if (!name || name === activity) return null;
    kit.log("launch", "the LMS has another id for the activity");
    return [{ objectType: "Activity", id: name, definition: { type: initialized.object.definition.type } }];
  }

  // A statement of record as the LRS has it → what of it the state tells.
  function recorded({ credits, gates, xapi: { vocabulary, systems } }, { result, timestamp }) {
    const told = object(object(result).extensions);
    const amounts = [].concat(told[vocabulary["credit-claimed"]] || []);
    const profession = String(told[vocabulary.profession]).replace("not-stated", "");
    const text = (steps, amount) => (amount ? steps.find((step) => Number(step) === amount) || String(amount) : "declined");
    const claims = credits.flatMap(({ id, steps }) => amounts.filter((each) => object(each).system === systems[id].system)
      .map(({ amount }) => [id, text(steps, amount)]));
    return { profession, claims: Object.fromEntries(claims), expired: !profession && gates.includes("claim"),
      reference: String(told[vocabulary.reference]), at: timestamp };
  }

  kit.statements = { alias, recorded, compose, freeze, complete, answer, duration, judged };
})();
