/**
 * Tells how far the reader has come: at most once a second, only forwards; `read` only while the page
 * is visible, focused, and at the thread's end.
 */

const EVERY_MS = 1000;

export class PositionReporter {
  #timer = null;
  #last = -Infinity;
  #told = { delivered: 0, read: 0 };

  /** @param {import("./shapes.js").PositionOptions} options */
  constructor({ report, newest, atEnd, page = globalThis.window }) {
    Object.assign(this, { report, newest, atEnd, page });
    const poke = () => this.poke();
    page?.addEventListener("focus", poke);
    page?.document.addEventListener("visibilitychange", poke);
  }

  /** The server's word on where we are. */
  know({ delivered, read }) {
    this.#told = { delivered: Math.max(this.#told.delivered, delivered), read: Math.max(this.#told.read, read) };
  }

  reset() {
    this.#told = { delivered: 0, read: 0 };
  }

  poke() {
    if (this.#timer !== null || !this.#ahead()) return;
    const wait = Math.max(0, this.#last + EVERY_MS - Date.now());
    this.#timer = setTimeout(() => this.#tell(), wait);
  }

  #ahead() {
    const delivered = this.newest();
    const { document } = this.page;
    const seeing = document.visibilityState === "visible" && document.hasFocus() && this.atEnd();
    const read = seeing ? delivered : this.#told.read;
    return delivered > this.#told.delivered || read > this.#told.read
      ? { delivered: Math.max(delivered, this.#told.delivered), read } : null;
  }

  async #tell() {
    this.#timer = null;
    const position = this.#ahead();
    if (!position) return;
    this.#last = Date.now();
    const before = this.#told;
    this.#told = position;
    try {
      await this.report(position);
    } catch {
      if (this.#told === position) this.#told = before;
    }
  }
}
