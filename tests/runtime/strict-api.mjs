// A SCORM 1.2 API that refuses everything the data model does not allow, and remembers every refusal.
// Written from the tables of SCORM 1.2 RTE 3.4, by itself: it shares no line with the driver.

const text = (limit) => new RegExp(`^[\\s\\S]{0,${limit}}$`);
const IDENTIFIER = /^[A-Za-z0-9_-]{1,255}$/;
const DECIMAL = /^-?\d{1,3}(\.\d{1,3})?$/; // CMIDecimal; scores have two decimals and a zero at most
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const TIMESPAN = /^\d{4}:[0-5]\d:[0-5]\d\.\d\d$/;

const WRITABLE = {
  "cmi.core.lesson_location": text(255),
  "cmi.core.lesson_status": /^(passed|completed|failed|incomplete|browsed)$/,
  "cmi.core.score.raw": DECIMAL, "cmi.core.score.min": DECIMAL, "cmi.core.score.max": DECIMAL,
  "cmi.core.exit": /^(time-out|suspend|logout|)$/,
  "cmi.core.session_time": TIMESPAN,
  "cmi.suspend_data": text(4096),
};
const INTERACTION = {
  "id": IDENTIFIER, "objectives.0.id": IDENTIFIER, "time": TIME, "correct_responses.n.pattern": text(255),
  "type": /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/,
  "weighting": DECIMAL, "student_response": text(255), "result": /^(correct|wrong|unanticipated|neutral|-?\d+(\.\d+)?)$/,
  "latency": TIMESPAN,
};
const RESPONSES = {
  "choice": /^[a-z0-9](,[a-z0-9])*$/, "true-false": /^[tf]$/, "numeric": DECIMAL, "fill-in": /^[ -~]{1,255}$/,
  "matching": /^[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*$/, "sequencing": /^[a-z0-9](,[a-z0-9])*$/, "likert": /^[a-z0-9]?$/,
};
// CMIFeedback by type, and the patterns of an interaction by their place: each the next one.
const PATTERN = /^correct_responses\.(\d+)\.pattern$/;
const READABLE = ["cmi.core.student_id", "cmi.core.student_name", "cmi.core.lesson_location", "cmi.core.credit",
  "cmi.core.lesson_status", "cmi.core.entry", "cmi.core.score.raw", "cmi.core.score.min", "cmi.core.score.max",
  "cmi.core.total_time", "cmi.core.lesson_mode", "cmi.suspend_data", "cmi.launch_data"];
const LAUNCH = { "cmi.core.student_id": "s1", "cmi.core.student_name": "Doe, Jo", "cmi.core.credit": "credit",
  "cmi.core.lesson_status": "not attempted", "cmi.core.lesson_mode": "normal", "cmi.core.entry": "ab-initio" };

// An attempt outlives its launches; only committed values do. "fault(name, args)" may return an error code.
export function attempt(values = {}) {
  return { kept: { ...LAUNCH, ...values }, refusals: [], calls: [], fault: () => "" };
}

export function strictApi(record) {
  const now = { ...record.kept };
  let phase = "new";
  let error = "0";

  const interactions = () => Object.keys(now).filter((name) => /^cmi\.interactions\.\d+\.id$/.test(name));

  function refuse(code, why) {
    error = code;
    record.refusals.push(`${code} ${why}`);
    return "false";
  }

  function setInteraction(element, value) {
    const [, index, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element) || [];
    const base = `cmi.interactions.${index}.`;
    const [pattern, number] = PATTERN.exec(field || "") || [];
    const form = INTERACTION[pattern ? "correct_responses.n.pattern" : field];
    if (!form) return refuse("401", element);
    if (Number(number) > 0 && !now[`${base}correct_responses.${number - 1}.pattern`]) return refuse("201", `${element}: not the next`);
    if (Number(index) > interactions().length) return refuse("201", `${element}: not the next index`);
    if (field !== "id" && !now[base + "id"]) return refuse("201", `${element} before its id`);
    if (field === "id" && interactions().some((name) => name !== element && now[name] === value)) return refuse("405", `${value} twice`);
    if (!form.test(value)) return refuse("405", `${element} = ${value}`);
    const answers = pattern || field === "student_response";
    if (answers && !(RESPONSES[now[base + "type"]] || /^$/).test(value)) return refuse("405", `${element} = ${value}`);
    now[element] = value;
    return "true";
  }

  function set(element, value) {
    if (typeof value !== "string") return refuse("405", `${element} is no string`);
    if (element.startsWith("cmi.interactions.")) return setInteraction(element, value);
    if (!WRITABLE[element]) return refuse(READABLE.includes(element) ? "403" : "401", element);
    if (!WRITABLE[element].test(value)) return refuse("405", `${element} = ${value}`);
    if (element.startsWith("cmi.core.score.") && (Number(value) < 0 || Number(value) > 100)) return refuse("405", `${element} = ${value}`);
    now[element] = value;
    return "true";
  }

  function get(element) {
    if (element === "cmi.interactions._count") return String(interactions().length);
    if (READABLE.includes(element)) return now[element] ?? "";
    refuse(WRITABLE[element] ? "404" : "401", element);
    return "";
  }

  function keep() {
    Object.assign(record.kept, now);
    return "true";
  }

  const verbs = {
    LMSInitialize: () => { phase = "open"; return "true"; },
    LMSGetValue: get,
    LMSSetValue: set,
    LMSCommit: keep,
    LMSFinish: () => { phase = "over"; return keep(); },
  };

  function verb(name) {
    return (...given) => {
      error = "0";
      const code = record.fault(name, given);
      if (code) error = code;
      else if (phase !== (name === "LMSInitialize" ? "new" : "open")) return refuse("301", `${name} while ${phase}`);
      const answer = code ? (name === "LMSGetValue" ? "" : "false") : verbs[name](...given);
      record.calls.push([name, ...given, answer]);
      return answer;
    };
  }

  const api = { LMSGetLastError: () => error, LMSGetErrorString: () => "", LMSGetDiagnostic: () => "" };
  for (const name of Object.keys(verbs)) api[name] = verb(name);
  return api;
}

export const written = (record, from = 0) =>
  record.calls.slice(from).filter(([name]) => name === "LMSSetValue" || name === "LMSCommit");

// The interactions that the LMS keeps, in order, each as {field: value}.
export function interactions(record) {
  const found = [];
  for (const [element, value] of Object.entries(record.kept)) {
    const [, index, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element) || [];
    if (field) found[index] = { ...found[index], [field]: value };
  }
  return found;
}
