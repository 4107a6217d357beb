// Stand-ins for what a browser gives: storage, a page, a WebSocket.

export class FakeStorage {
  constructor({ room = Infinity } = {}) {
    this.map = new Map();
    this.room = room;
  }

  get length() { return this.map.size; }

  key(index) { return [...this.map.keys()][index] ?? null; }

  getItem(key) { return this.map.get(key) ?? null; }

  setItem(key, value) {
    if (this.map.size >= this.room && !this.map.has(key)) throw new Error("QuotaExceededError");
    this.map.set(key, String(value));
  }

  removeItem(key) { this.map.delete(key); }
}

/** A window that hears events; `document` too. */
export function fakePage({ visible = true, focused = true } = {}) {
  const page = new EventTarget();
  page.document = new EventTarget();
  page.document.visibilityState = visible ? "visible" : "hidden";
  page.document.hasFocus = () => focused;
  return page;
}

/** Tabs that share one storage: what one writes, the others hear. */
export function sharedTabs(count) {
  const storage = new FakeStorage();
  const pages = Array.from({ length: count }, () => fakePage());
  return pages.map((page) => {
    const tell = (key, newValue) => pages.filter((other) => other !== page).forEach((other) => {
      other.dispatchEvent(Object.assign(new Event("storage"), { key, newValue }));
    });
    const own = {
      get length() { return storage.length; },
      key: (index) => storage.key(index),
      getItem: (key) => storage.getItem(key),
      setItem(key, value) { storage.setItem(key, value); tell(key, value); },
      removeItem(key) { const had = storage.getItem(key) !== null; storage.removeItem(key); if (had) tell(key, null); },
    };
    return { page, storage: own };
  });
}

export class FakeSocket {
  /** @type {FakeSocket[]} */ static made = [];

  constructor(url) {
    Object.assign(this, { url, readyState: 0, frames: [] });
    FakeSocket.made.push(this);
  }

  static get last() { return FakeSocket.made.at(-1); }

  send(frame) { this.frames.push(JSON.parse(frame)); }

  close() { this.readyState = 3; }

  // What the server does:
  accept() { this.readyState = 1; this.onopen?.({}); }

  say(frame) { this.onmessage?.({ data: JSON.stringify(frame) }); }

  answer(fields = {}) { this.say({ reply: this.frames.at(-1).ref, ...fields }); }

  end(code) { this.readyState = 3; this.onclose?.({ code }); }
}

/** Let promises settle. */
export async function settle(times = 20) {
  for (let index = 0; index < times; index += 1) await Promise.resolve();
}
