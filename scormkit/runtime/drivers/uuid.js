// Identifiers of statements (RFC 9562): by chance (version 4), or by name (version 5) for what there is only once in a
// registration, so that every window and every device gives it the same. randomUUID and digests are missing on plain HTTP.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const parity = (b, c, d) => b ^ c ^ d;
  const ROUNDS = [
    [0x5a827999, (b, c, d) => (b & c) | (~b & d)],
    [0x6ed9eba1, parity],
    [0x8f1bbcdc, (b, c, d) => (b & c) | (b & d) | (c & d)],
    [0xca62c1d6, parity],
  ];
  const turned = (word, bits) => (word << bits) | (word >>> (32 - bits));

  function mix(state, words) {
    let [a, b, c, d, e] = state;
    for (let step = 0; step < 80; step += 1) {
      const [constant, choose] = ROUNDS[Math.floor(step / 20)];
      if (step > 15) words[step] = turned(words[step - 3] ^ words[step - 8] ^ words[step - 14] ^ words[step - 16], 1);
      [a, b, c, d, e] = [(turned(a, 5) + choose(b, c, d) + e + constant + words[step]) | 0, a, turned(b, 30), c, d];
    }
    return state.map((word, index) => (word + [a, b, c, d, e][index]) | 0);
  }

  // SHA-1 (FIPS 180-4): for names, not for secrets. → 20 bytes
  function sha1(bytes) {
    const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
    padded.set(bytes);
    padded[bytes.length] = 128;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 4, bytes.length * 8);
    let state = START;
    for (let block = 0; block < padded.length; block += 64) {
      state = mix(state, Array.from({ length: 16 }, (_, index) => view.getUint32(block + 4 * index)));
    }
    state.forEach((word, index) => view.setUint32(4 * index, word));
    return padded.slice(0, 20);
  }

  function format(bytes, version) {
    bytes[6] = (bytes[6] & 15) | (version << 4);
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  const isUuid = (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
  const random = () => format(globalThis.crypto.getRandomValues(new Uint8Array(16)), 4);

  // "space" is a UUID, "name" any text.
  function named(space, name) {
    const own = space.replace(/-/g, "").match(/../g).map((byte) => Number.parseInt(byte, 16));
    return format(sha1(Uint8Array.from([...own, ...new globalThis.TextEncoder().encode(name)])), 5);
  }

  kit.uuid = { isUuid, random, named };
})();
