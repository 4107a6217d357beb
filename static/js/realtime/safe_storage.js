/**
 * Local storage that never throws: where it is missing, forbidden or full, values live in memory
 * and `durable` says so.
 */
export class SafeStorage {
  /** @param {Storage|null} [storage] */
  constructor(storage) {
    /** @type {Map<string, string>} */
    this.memory = new Map();
    this.durable = true;
    try {
      this.storage = storage === undefined ? globalThis.localStorage : storage;
      this.storage.getItem("helpdesk:probe");
    } catch {
      this.storage = null;
      this.durable = false;
    }
  }

  /** @param {string} key @returns {string | null} */
  get(key) {
    if (this.memory.has(key)) return this.memory.get(key);
    try { return this.storage?.getItem(key) ?? null; } catch { return null; }
  }

  /** @param {string} key @param {string} value @returns {boolean} whether it will survive the page */
  set(key, value) {
    try {
      if (!this.storage) throw new Error("no storage");
      this.storage.setItem(key, value);
      this.memory.delete(key);
      return true;
    } catch {
      this.durable = false;
      this.memory.set(key, value);
      return false;
    }
  }

  /** @param {string} key */
  remove(key) {
    this.memory.delete(key);
    try { this.storage?.removeItem(key); } catch { /* nothing was there to remove */ }
  }

  /** @param {string} prefix @returns {string[]} */
  keys(prefix) {
    const found = new Set([...this.memory.keys()].filter((key) => key.startsWith(prefix)));
    try {
      for (let index = 0; index < (this.storage?.length ?? 0); index += 1) {
        const key = this.storage.key(index);
        if (key?.startsWith(prefix)) found.add(key);
      }
    } catch { /* only what memory holds */ }
    return [...found];
  }
}
