// How SCORM 1.2 wants values written (data types: SCORM 1.2 RTE 3.4.2). Pure.
"use strict";
(function () {
  const kit = globalThis.scormkit;

  const two = (number) => String(number).padStart(2, "0");
  const decimal = (number) => String(Math.round(number * 100) / 100);
  const longer = (text) => text + (text.includes(".") ? "0" : ".0"); // the same number (CMIDecimal)
  const identifier = (text) => String(text).replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 255) || "x"; // CMIIdentifier
  const ascii = (text) => String(text).normalize("NFKD").replace(/\s/g, " ").replace(/[^ -~]/g, "");
  const plain = (text) => ascii(text).slice(0, 255); // CMIString255
  const clock = (date) => [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":"); // CMITime

  // CMITimespan HHHH:MM:SS.SS, always with both decimals: ".5" is read as five hundredths by some.
  function timespan(seconds) {
    const hundredths = Math.min(Math.max(0, Math.round(seconds * 100)), 9999 * 360000);
    const whole = Math.floor(hundredths / 100);
    const hours = String(Math.floor(whole / 3600)).padStart(4, "0");
    return hours + ":" + two(Math.floor(whole / 60) % 60) + ":" + two(whole % 60) + "." + two(hundredths % 100);
  }

  // CMIFeedback by interaction type: single characters with commas, "t" or "f", a number, or text.
  const feedback = {
    "choice": (values) => values.filter((value) => /^[a-z0-9]$/.test(value)).join(","),
    "true-false": (values) => (/^[t1]/i.test(values[0]) ? "t" : "f"),
    "numeric": ([value]) => (/^-?\d+([.]\d+)?$/.test(value) ? value : "0"),
  };
  const written = (type, values) => plain(feedback[type] ? feedback[type](values) : values.join(","));
  const verdict = ({ right }) => (right === null ? "neutral" : right ? "correct" : "wrong");
  // 3.4.4, cmi.interactions.n.result: a word, or a number where a part was right. Its range is left open: what is told is
  // the share of 1, as SCORM 2004 has it. The word comes first, and stays where an LMS takes no number.
  const isPart = ({ right, score }) => right === false && Boolean(score) && score.raw > 0;
  const results = (item) => [verdict(item), ...(isPart(item) ? [decimal(item.score.raw / 100)] : [])];

  // CMIString255 "Last, First"; a name with more commas has suffixes and stays as it is.
  function personName(text) {
    const parts = text.split(",").map((part) => part.trim());
    return parts.length === 2 && parts[1] ? parts[1] + " " + parts[0] : text;
  }

  // The fields of an interaction in the order in which they may be set (3.4.4, cmi.interactions).
  function interaction(item, objectives) {
    const fields = [["id", identifier(item.id)]];
    if (objectives && item.objective) fields.push(["objectives.0.id", identifier(item.objective)]);
    const type = item.type.replace("long-", ""); // this standard has one type for all words
    const alike = type === "fill-in" ? item.correct.map((each) => [each]) : [item.correct]; // any of these
    fields.push(["time", clock(item.at)], ["type", type]);
    for (const [index, correct] of alike.entries()) {
      if (correct.length) fields.push(["correct_responses." + index + ".pattern", written(type, correct)]);
    }
    fields.push(["weighting", decimal(item.points)]);
    if (item.response.length) fields.push(["student_response", written(type, item.response)]);
    for (const result of results(item)) fields.push(["result", result]);
    return fields.concat([["latency", timespan(item.seconds)]]);
  }

  // What is to be told of success, {status, score}: a success stays, else the better score.
  const WON = ["passed", "completed"];
  const isWon = ({ status }) => WON.includes(status);
  const points = ({ score }) => (score ? score.raw : -1);
  function stronger(one, other) {
    if (isWon(one) !== isWon(other)) return isWon(one) ? one : other;
    return points(other) > points(one) ? { ...one, score: other.score } : one;
  }

  // Two windows may hand in the same attempt before one hears of the other: what stands later gets a name of its own, in
  // every window the same. → what was renamed
  const apart = (items) => items.filter((item, index) => {
    const twin = items.slice(0, index).some(({ id, by }) => id === item.id && by !== item.by);
    if (twin) item.id += "-" + item.by;
    return twin;
  });

  kit.scorm12 = { WON, isWon, points, stronger, decimal, longer, plain, timespan, personName, interaction, apart };
})();
