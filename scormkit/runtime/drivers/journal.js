// What waits for the host, in IndexedDB, or in memory where that is refused.
//
// {kind, load, put, remove}, which never fail: load() → [[key, value], …] in order; put(key, value) and remove(keys) →
// whether the disk did it. Workstations are shared: a scope names nobody, a value holds no actor and no credential.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const STORE = "journal";
  const PATIENCE = 1500; // milliseconds: a frame of another origin may never get an answer

  function inMemory() {
    const values = new Map();
    return {
      kind: "memory",
      load: async () => Array.from(values).sort(([one], [other]) => (one < other ? -1 : 1)),
      put: async (key, value) => void values.set(key, value),
      remove: async (keys) => keys.forEach((key) => values.delete(key)),
    };
  }

  const opened = () => new Promise((resolve, reject) => {
    globalThis.setTimeout(reject, PATIENCE);
    const request = globalThis.indexedDB.open("scormkit", 1); // may throw
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });

  function onDisk(db, scope) {
    const run = (mode, action) => new Promise((resolve) => {
      const transaction = db.transaction(STORE, mode); // may throw
      const request = action(transaction.objectStore(STORE));
      if (transaction.commit) transaction.commit(); // at once: the page may be going
      transaction.oncomplete = () => resolve(request ? request.result : true);
      transaction.onabort = () => resolve(false);
    }).catch(() => false);
    const mine = () => globalThis.IDBKeyRange.bound([scope], [scope, []]); // a list comes after any text
    return {
      kind: "disk",
      load: async () => (await run("readonly", (store) => store.getAll(mine()))) || [],
      put: async (key, value) => Boolean(await run("readwrite", (store) => store.put([key, value], [scope, key]))),
      remove: (keys) => run("readwrite", (store) => keys.forEach((key) => store.delete([scope, key]))),
    };
  }

  async function open(scope) {
    const db = await opened().catch(() => null);
    const journal = db ? onDisk(db, scope) : inMemory();
    if (db) db.onversionchange = () => db.close();
    kit.log("journal", journal.kind);
    return journal;
  }

  kit.journal = { open };
})();
