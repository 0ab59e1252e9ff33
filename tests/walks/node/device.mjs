// A device: its disk, the line it is on and the windows that are open. What is on the disk outlives the windows.
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";

// What pages of this device may do with IndexedDB.
export const KEEPING = ["sound", "slow"];
export const DISKS = [...KEEPING, "missing", "refusing", "silent", "failing", "full"];

export class Device {
  windows = [];
  online = true;
  portal = false; // a network that answers everything itself
  skew = 0; // milliseconds by which its clock is wrong
  stepped = 0;
  channels = [];

  constructor(world, name, disk = "sound") {
    Object.assign(this, { world, name, disk, factory: new IDBFactory() });
  }

  get keeps() { return KEEPING.includes(this.disk); }

  // Rows of the journal that say anything of a learner.
  async rows() {
    if (!this.keeps) return [];
    const databases = await this.ask(this.factory.databases());
    const rows = [];
    for (const { name } of databases) {
      const db = await this.ask(new Promise((resolve) => {
        const request = this.factory.open(name);
        request.onsuccess = () => resolve(request.result);
      }));
      for (const store of db.objectStoreNames) {
        const found = await this.ask(new Promise((resolve) => {
          const reading = db.transaction(store).objectStore(store);
          const [keys, values] = [reading.getAllKeys(), reading.getAll()];
          values.onsuccess = () => resolve(keys.result.map((key, index) => [key, values.result[index]]));
        }));
        rows.push(...found);
      }
      db.close();
    }
    return rows;
  }

  async ask(promise) {
    let over = false;
    promise.then(() => { over = true; }, () => { over = true; });
    for (let turn = 0; !over && turn < 1000; turn += 1) await this.world.pass(this.world.diskWait || 1);
    return promise;
  }

  // What a window sees as indexedDB. Its transactions are watched: what had not been committed when it dies is undone.
  storage(win) {
    const refuse = () => { throw new DOMException("denied", "SecurityError"); };
    if (this.disk === "missing") return undefined;
    if (this.disk === "refusing") return { open: refuse, databases: refuse, deleteDatabase: refuse };
    if (this.disk === "silent") return { open: () => ({}), databases: () => new Promise(() => undefined) };
    if (this.disk === "failing") {
      return { open: () => {
        const request = { error: new DOMException("", "UnknownError") };
        this.world.at(1, () => request.onerror && request.onerror({ target: request, preventDefault() {} }), win);
        return request;
      } };
    }
    return { open: (...given) => this.#open(win, given) };
  }

  #open(win, given) {
    if (!win.alive) throw new DOMException("closed", "InvalidStateError");
    const request = this.factory.open(...given);
    request.addEventListener("upgradeneeded", () => win.transactions.push(request.transaction));
    request.addEventListener("success", () => {
      const db = request.result;
      const make = db.transaction.bind(db);
      win.databases.push(db);
      db.transaction = (...wanted) => {
        if (!win.alive) throw new DOMException("closed", "InvalidStateError");
        const transaction = make(...wanted);
        win.transactions.push(transaction);
        if (this.disk === "full" && wanted[1] === "readwrite") this.world.disk(() => this.#undo(transaction, "QuotaExceededError"));
        return transaction;
      };
    });
    return request;
  }

  #undo(transaction, name = "AbortError") {
    if (transaction._state !== "finished") transaction._abort(name);
  }

  // "lucky": whether what was being committed still gets there.
  release(win, lucky) {
    for (const transaction of win.transactions) {
      if (transaction._state === "finished") continue;
      for (const { request } of transaction._requests) request.onsuccess = request.onerror = null;
      transaction.oncomplete = transaction.onabort = transaction.onerror = null;
      if (transaction._state !== "committing" || !lucky) this.#undo(transaction);
    }
    for (const db of win.databases) db.close();
    win.transactions = [];
  }

  // ---- windows talk to each other

  channel(win) {
    const device = this;
    return class {
      constructor(name) {
        Object.assign(this, { name, onmessage: null, listeners: [], win });
        device.channels.push(this);
      }
      postMessage(data) {
        if (!win.alive) return;
        for (const other of device.channels) {
          if (other === this || other.name !== this.name || !other.win.alive) continue;
          const copy = structuredClone(data);
          device.world.at(0, () => {
            if (typeof other.onmessage === "function") other.onmessage({ type: "message", data: copy, target: other });
            for (const act of other.listeners) act({ type: "message", data: copy, target: other });
          }, other.win);
        }
      }
      addEventListener(type, act) { if (type === "message") this.listeners.push(act); }
      removeEventListener(type, act) { this.listeners = this.listeners.filter((each) => each !== act); }
      close() { device.channels = device.channels.filter((each) => each !== this); }
    };
  }

  // ---- the line

  connect(online) {
    if (this.online === online) return;
    this.online = online;
    for (const win of this.windows) win.tell(online ? "online" : "offline");
  }

  forget(win) {
    this.windows = this.windows.filter((each) => each !== win);
    this.channels = this.channels.filter((each) => each.win !== win);
  }
}

export { IDBKeyRange };
