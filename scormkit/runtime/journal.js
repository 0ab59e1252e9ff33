// What this device keeps until the host has it: in IndexedDB, or in memory where that is refused.
//
// {lasts, load, put, change, remove}, which never fail. load() → [[key, value], …] in order. The last three promise whether
// the disk has it; all of one turn go there together or not at all. Workstations are shared: a scope names nobody, a
// value holds no actor and no credential, and nothing stays for longer than a month.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const STORE = "journal";
  const SALT = "salt";
  const PATIENCE = 1500; // milliseconds: a frame of another origin may never get an answer
  const MONTH = 30 * 86400000;

  // 64 bits, salted on each device: the same learner has another scope elsewhere.
  function opaque(text) {
    let [one, other] = [1, 2];
    for (const character of text) {
      one = Math.imul(one ^ character.codePointAt(0), 0x9e3779b1);
      other = Math.imul(other ^ one ^ (one >>> 15), 0x85ebca77);
    }
    return [one, other].map((half) => (half >>> 0).toString(36)).join("-");
  }

  function tag(length) {
    const bytes = Array.from(globalThis.crypto.getRandomValues(new Uint8Array(length)));
    return bytes.map((byte) => (byte % 36).toString(36)).join("");
  }

  function inMemory() {
    const values = new Map();
    async function put(key, value) {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
      return false;
    }
    return {
      kind: "memory",
      load: async () => Array.from(values).sort(([one], [other]) => (one < other ? -1 : 1)),
      put,
      change: async (key, make) => put(key, make(values.get(key))),
      remove: async (keys) => keys.forEach((key) => put(key)),
    };
  }

  const opened = () => new Promise((resolve, reject) => {
    const request = globalThis.indexedDB.open("scormkit", 1); // may throw
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });

  const ask = (request, answered) => { request.onsuccess = () => answered(request.result); };

  // Acts have the form (store, next): each calls "next" when it has asked for all that it wants.
  const transact = (db, mode, acts) => new Promise((resolve) => {
    const transaction = db.transaction(STORE, mode); // may throw
    const store = transaction.objectStore(STORE);
    const waiting = acts.slice();
    const next = () => {
      const act = waiting.shift();
      if (act) act(store, next);
      else if (transaction.commit) transaction.commit(); // at once: the page may be going
    };
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => resolve(false);
    next();
  }).catch(() => false);

  function onDisk(db, scope, tell) {
    let turn = null;

    async function flush() {
      const { acts, settle, news } = turn;
      turn = null;
      const kept = await transact(db, "readwrite", acts);
      settle(kept);
      if (kept) tell(news.value);
    }

    function soon(asked) {
      if (!turn) {
        turn = { acts: [], news: {} };
        turn.done = new Promise((resolve) => { turn.settle = resolve; });
        Promise.resolve().then(flush);
      }
      const { news } = turn;
      turn.acts.push((store, next) => asked(store, next, news));
      return turn.done;
    }

    function write(store, key, value) {
      if (value === undefined) store.delete([scope, key]);
      else store.put([key, value, kit.now()], [scope, key]);
    }

    async function load() {
      let rows = [];
      const mine = globalThis.IDBKeyRange.bound([scope], [scope, []]); // a list comes after any text
      await transact(db, "readonly", [(store, next) => ask(store.getAll(mine), (found) => {
        rows = found;
        next();
      })]);
      return rows.map(([key, value]) => [key, value]);
    }

    return {
      kind: "disk",
      load,
      put: (key, value) => soon((store, next) => { write(store, key, value); next(); }),
      change: (key, make) => soon((store, next, news) => ask(store.get([scope, key]), (row) => {
        news.value = make(row && row[1]);
        write(store, key, news.value);
        next();
      })),
      remove: (keys) => soon((store, next) => { keys.forEach((key) => write(store, key)); next(); }),
    };
  }

  // The device's salt, made when there is none; what is too old goes.
  async function prepare(db) {
    let salt = "";
    const season = (store, next) => ask(store.get(SALT), (found) => {
      salt = found || tag(16);
      if (!found) store.put(salt, SALT);
      next();
    });
    const purge = (store, next) => ask(store.openCursor(), (cursor) => {
      if (!cursor) return next();
      if (cursor.key !== SALT && !(cursor.value[2] > kit.now() - MONTH)) cursor.delete();
      return cursor.continue();
    });
    await transact(db, "readwrite", [season, purge]);
    return salt;
  }

  // Other windows of the same scope hear of every write, and what was changed to; not where channels are missing or refused.
  function channel(scope, onNews) {
    try {
      const line = new globalThis.BroadcastChannel("scormkit-" + scope);
      line.onmessage = ({ data }) => onNews(data);
      return (value) => line.postMessage(value);
    } catch (error) {
      return () => undefined;
    }
  }

  async function disk(who, onNews) {
    const db = await opened();
    const salt = await prepare(db);
    const scope = opaque(salt + who);
    db.onversionchange = () => db.close();
    return salt ? onDisk(db, scope, channel(scope, onNews)) : null;
  }

  // "who" says for whom it is; empty where nobody can be told from the next: then nothing is kept on the disk.
  async function open(who, onNews) {
    const coming = who ? disk(who, onNews).catch(() => null) : Promise.resolve(null);
    let at = await Promise.race([coming, kit.pause(PATIENCE)]) || inMemory();
    kit.log("journal", at.kind);

    // A slow disk is taken when it comes, unless it holds what an earlier visit left: that is for the next launch.
    async function move(late) {
      if (!late || at.kind === "disk" || (await late.load()).length) return;
      const memory = at;
      at = late;
      for (const [key, value] of await memory.load()) late.change(key, (now) => (now === undefined ? value : now));
      kit.log("journal", "disk, late");
    }
    coming.then(move);
    return { lasts: () => at.kind === "disk", load: () => at.load(), put: (...given) => at.put(...given),
      change: (...given) => at.change(...given), remove: (...given) => at.remove(...given) };
  }

  kit.journal = { open, tag };
})();
