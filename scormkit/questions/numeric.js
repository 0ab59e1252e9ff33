// A number within bounds, written with a point or a comma.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const NUMBER = /^-?[0-9]+([.][0-9]+)?$/;
  const is = (text) => NUMBER.test(text);

  // "1,200" may be twelve hundred or one and a fifth: nobody guesses, the learner writes it otherwise.
  const doubtful = /^[+-]?[1-9][0-9]{0,2},[0-9]{3}$/;

  // What is written as a number is made one; all else is kept as "?", and is no answer.
  function clean(written) {
    const plain = written.normalize("NFKC").replace(/\s/g, "").replace(/\u2212/g, "-");
    const parts = /^([+-]?)([0-9]*)(?:[.,]([0-9]+))?$/.exec(plain);
    if (!parts || doubtful.test(plain) || !/[0-9]/.test(plain)) return plain && "?";
    const [, sign, whole, rest] = parts;
    return (sign === "-" ? "-" : "") + (whole.replace(/^0+(?=[0-9])/, "") || "0") + (rest ? "." + rest : "");
  }

  function score({ range: [least, most] }, [text = ""]) {
    return Number(is(text) && Number(least) <= Number(text) && Number(text) <= Number(most));
  }

  kit.kinds.numeric = { ...kit.writing.field(score, clean, is), clean };
})();
