// A learning record store that keeps what the standard says and misbehaves on order. Real HTTP on a port of its own.
import { createHash } from "node:crypto";
import { createServer } from "node:http";

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// "faults" is a list of functions (request) → fault or nothing; a fault that was used is gone unless it has "stays".
// A fault: {status, headers, body} is answered instead of doing the work; "drop" hangs up before it, "lose" after it,
// "hang" after it never answers.
export class Lrs {
  statements = new Map();
  documents = new Map();
  requests = [];
  faults = [];
  versions = ["1.0.3", "2.0.0"];
  hanging = 0;
  etags = true;
  echoes = false; // ETag also in the answer to PUT

  async listen() {
    this.server = createServer((request, response) => this.#serve(request, response));
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.endpoint = `http://127.0.0.1:${this.server.address().port}/lrs/`;
    return this;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  get stored() { return Array.from(this.statements.values()); }
  get verbs() { return this.stored.map(({ verb }) => verb.display.en); }
  asked(method, resource) { return this.requests.filter((each) => each.method === method && each.resource === resource); }
  document(stateId = "scormkit") {
    const found = Array.from(this.documents).find(([key]) => key.includes(`"stateId":"${stateId}"`));
    return found && JSON.parse(found[1]);
  }

  async #serve(request, response) {
    let body = "";
    request.setEncoding("utf8");
    try {
      for await (const part of request) body += part;
    } catch {
      return;
    }
    const url = new URL(request.url, "http://lrs");
    const asked = { method: request.method, resource: url.pathname.replace(/^\/lrs\//, ""), body,
      query: Object.fromEntries(url.searchParams), headers: request.headers };
    this.requests.push(asked);
    const fault = this.#fault(asked);
    if (fault === "drop") return request.socket.destroy();
    const answer = fault && fault.status ? fault : this.#answer(asked);
    if (fault === "lose") return request.socket.destroy();
    if (fault === "hang") return void (this.hanging += 1);
    if (fault === "half") {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "9999" });
      response.write("[\"");
      return setTimeout(() => request.socket.destroy(), 5);
    }
    response.writeHead(answer.status, { "Content-Type": "application/json", ...answer.headers });
    response.end(answer.body || "");
  }

  #fault(asked) {
    const index = this.faults.findIndex((each) => each(asked));
    if (index < 0) return undefined;
    const fault = this.faults[index](asked);
    if (!fault.stays) this.faults.splice(index, 1);
    return fault.stays || fault;
  }

  #answer(asked) {
    if (asked.resource === "about") return { status: 200, body: JSON.stringify({ version: this.versions }) };
    const [spoken] = String(asked.headers["x-experience-api-version"]).split(".");
    if (!this.versions.some((each) => each.startsWith(spoken))) return { status: 400, body: "version" };
    if (asked.headers.authorization !== "Basic a2V5OnNlY3JldA==") return { status: 401 };
    if (asked.resource === "statements") return this.#statements(asked);
    return asked.resource === "activities/state" ? this.#state(asked) : { status: 404 };
  }

  // POST is all or nothing (2.1.2); a different statement under a known id is a conflict (2.1.1).
  #statements({ method, query, body }) {
    if (method === "GET") {
      const found = this.statements.get(query.statementId);
      return found ? { status: 200, body: JSON.stringify(found) } : { status: 404 };
    }
    const given = [].concat(JSON.parse(body));
    if (method === "PUT" && given[0].id !== query.statementId) return { status: 400 };
    if (new Set(given.map(({ id }) => id)).size < given.length) return { status: 400 };
    if (given.some((each) => this.statements.has(each.id) && !same(this.statements.get(each.id), each))) return { status: 409 };
    for (const each of given) this.statements.set(each.id, each);
    return method === "PUT" ? { status: 204 } : { status: 200, body: JSON.stringify(given.map(({ id }) => id)) };
  }

  #state({ method, query, headers, body }) {
    const key = JSON.stringify(Object.fromEntries(Object.entries(query).sort()));
    const found = this.documents.get(key);
    const etag = (text) => `"${createHash("sha1").update(text).digest("hex")}"`;
    const shown = (text) => (this.etags ? { ETag: etag(text) } : {});
    if (method === "GET") return found === undefined ? { status: 404 } : { status: 200, body: found, headers: shown(found) };
    const wanted = headers["if-match"];
    if (wanted && (found === undefined || (wanted !== "*" && wanted !== etag(found)))) return { status: 412 };
    if (headers["if-none-match"] && found !== undefined) return { status: 412 };
    if (!wanted && !headers["if-none-match"] && found !== undefined && headers["x-experience-api-version"] === "2.0.0") {
      return { status: 409 };
    }
    this.documents.set(key, body);
    return { status: 204, headers: this.echoes ? shown(body) : {} };
  }
}
