// The model: what the learner did, what the page confirmed, and what the host's record must therefore hold.
//
// Confirmed is what was done before the page said "saved" or "kept", or "sent" with a journal on the disk.

export class Ledger {
  facts = []; // {kind, learner, win, at, confirmed, …}
  violations = [];

  constructor(world) { this.world = world; }

  blame(words) { this.world.note(`  blamed: ${words}`); this.violations.push(words); }

  act(win, kind, more) {
    const fact = { kind, learner: win.learner, win: win.number, device: win.device.name, version: win.data.version, at: this.world.now, confirmed: false, ...more };
    this.facts.push(fact);
    this.world.note(`  #${win.number} did ${kind} ${JSON.stringify(more)}`);
  }

  confirm(win, said) {
    const news = this.facts.filter((fact) => fact.win === win.number && !fact.confirmed);
    for (const fact of news) fact.confirmed = said;
    if (news.length) this.world.note(`  #${win.number} says ${said} of ${news.map(({ kind }) => kind).join()}`);
  }

  // The learner chose to begin anew: what was there before is not asked for any more.
  fresh({ learner }) {
    for (const fact of this.facts) if (fact.learner === learner) fact.gone = true;
  }

  all(learner, kind) { return this.facts.filter((fact) => fact.learner === learner && (!kind || fact.kind === kind)); }
  sure(learner, kind) { return this.all(learner, kind).filter(({ confirmed, gone, maybe }) => confirmed && !gone && !maybe); }
  // Less what the host itself has thrown away (promises.mjs).
  stated(learner, kind) { return this.sure(learner, kind).filter(({ unstated }) => !unstated); }
  hasRead(learner, page) { return this.all(learner, "page").some((fact) => fact.page === page); }

  // Drafts of the test that is open: question → the responses that may stand there. Answers of a window that knew nothing of
  // a test that another had handed in give way to that.
  drafts(learner, quiz) {
    const facts = this.all(learner).filter((fact) => !fact.gone && fact.quiz === quiz);
    const last = facts.findLastIndex(({ kind }) => kind === "attempt" || kind === "again");
    const open = {};
    const late = ({ unaware, win }) => unaware && facts.some((other) => other.kind === "attempt" && other.win < win);
    for (const fact of facts.slice(last + 1)) {
      const { kind, question, response, confirmed, unstated } = fact;
      if (kind !== "draft") continue;
      const own = open[question] = open[question] || { sure: false, values: [] };
      if (confirmed && !unstated && !late(fact)) Object.assign(own, { sure: true, values: [response] });
      else own.values.push(response);
    }
    return open;
  }
}
