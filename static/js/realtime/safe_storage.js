/** Local storage that never throws: missing, forbidden or full, it is memory, and not `durable`. */
export class SafeStorage {
  constructor(storage) {
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

  get(key) {
    if (this.memory.has(key)) return this.memory.get(key);
    try { return this.storage?.getItem(key) ?? null; } catch { return null; }
  }

  /** @returns {boolean} whether it survives the page */
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

  /** What was stored as JSON, or null. */
  read(key) {
    try { return JSON.parse(this.get(key)); } catch { return null; }
  }

  remove(key) {
    this.memory.delete(key);
    try { this.storage?.removeItem(key); } catch { /* nothing to remove */ }
  }

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
