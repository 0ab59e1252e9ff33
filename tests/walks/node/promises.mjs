// What nobody can promise. An LMS that has shown at a launch that it has something may be trusted with it: what it
// throws away after that is its own loss.

function has(state, fact, nth, kit) {
  const quiz = kit.progress.quizState(state, fact.quiz || "test");
  if (fact.kind === "acknowledge") return state.ack !== "";
  if (fact.kind === "page") return Boolean(state.pages[fact.page]);
  if (fact.kind === "attempt") return quiz.count > nth;
  if (fact.kind === "who") return Boolean(state.who);
  if (fact.kind === "film") return Boolean(state.films);
  if (fact.kind === "transcript") return Object.values(state.films || {}).includes("=");
  if (fact.kind === "draw") return (quiz.more || {}).d === fact.draw;
  if (fact.kind === "claim") return state.profession !== "";
  return Boolean(quiz.answers[fact.question]);
}

export function discharge(shown, ledger, learner, kit, data) {
  for (const text of shown) {
    const state = kit.progress.decode(data, text);
    for (const fact of ledger.all(learner)) {
      const attempts = ledger.all(learner, "attempt").filter(({ quiz }) => quiz === fact.quiz);
      fact.unstated = fact.unstated || has(state, fact, attempts.indexOf(fact), kit);
    }
  }
}
