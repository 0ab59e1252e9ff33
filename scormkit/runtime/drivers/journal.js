// What waits for the host, kept in this browser: IndexedDB, or memory where that is missing or refused.
//
// A journal is {kind, load, put, remove}; load() → [[key, value], …] in the order of keys; put(key, value) and
// remove(keys) → whether the disk did it. Nothing here fails. The scope names nobody, values hold no actor and no
// credential: hospital workstations are shared.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const STORE = "journal";
  const PATIENCE = 1500; // milliseconds; private windows and frames of other origins may never answer

  function inMemory() {
    const values = new Map();
    return {
      kind: "memory",
      load: async () => Array.from(values).sort(([one], [other]) => (one < other ? -1 : 1)),
      put: async (key, value) => Boolean(values.set(key, value)) && false,
      remove: async (keys) => keys.forEach((key) => values.delete(key)) || false,
    };
  }

  function opened() {
    return new Promise((resolve, reject) => {
      globalThis.setTimeout(() => reject(new Error("late")), PATIENCE);
      const request = globalThis.indexedDB.open("scormkit", 1); // may throw
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  // One store for every attempt, keys [scope, key]: an empty scope leaves no trace of a learner.
  function onDisk(db, scope) {
    const run = (mode, action) => new Promise((resolve) => {
      const failed = (error) => {
        kit.log("journal", error && error.name);
        resolve(null);
      };
      try {
        const transaction = db.transaction(STORE, mode);
        const request = action(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request ? request.result : []);
        transaction.onabort = () => failed(transaction.error);
      } catch (error) {
        failed(error);
      }
    });
    const mine = () => globalThis.IDBKeyRange.bound([scope], [scope, []]); // an array sorts after every string
    return {
      kind: "disk",
      load: async () => (await run("readonly", (store) => store.getAll(mine()))) || [],
      put: async (key, value) => Boolean(await run("readwrite", (store) => store.put([key, value], [scope, key]))),
      remove: async (keys) =>
        Boolean(await run("readwrite", (store) => keys.forEach((key) => store.delete([scope, key])))),
    };
  }

  async function open(scope) {
    try {
      const db = await opened();
      db.onversionchange = () => db.close();
      return onDisk(db, scope);
    } catch (error) {
      kit.log("journal", "memory");
      return inMemory();
    }
  }

  kit.journal = { open };
})();
