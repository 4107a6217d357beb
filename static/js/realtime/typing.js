/**
 * "Somebody writes": how often one's own writing is told, and how long another's is believed. No
 * words ever leave here. Pure but for the clock that is passed in.
 */
const TELL_EVERY_MS = 3000;
const BELIEVED_MS = 6000;

/** Tells at most every three seconds. */
export class TypingTeller {
  #last = -Infinity;

  /** @param {() => Promise<unknown>} tell @param {() => number} [now] */
  constructor(tell, now = () => Date.now()) {
    Object.assign(this, { tell, now });
  }

  /** A key was pressed. */
  poke() {
    if (this.now() - this.#last < TELL_EVERY_MS) return;
    this.#last = this.now();
    this.tell().catch(() => { /* a hint: the next key tells again */ });
  }

  /** The words were sent: the next ones are told at once. */
  sent() {
    this.#last = -Infinity;
  }
}

/** People of whom something was heard lately; each is forgotten after a while. */
export class Lately {
  #until = new Map();

  /** @param {number} [believed] milliseconds @param {() => number} [now] */
  constructor(believed = BELIEVED_MS, now = () => Date.now()) {
    Object.assign(this, { believed, now });
  }

  /** @param {string|number} key @param {string} name */
  heard(key, name) {
    this.#until.set(key, { name, until: this.now() + this.believed });
  }

  forget(key) {
    this.#until.delete(key);
  }

  clear() {
    this.#until.clear();
  }

  /** @returns {string[]} names, oldest first */
  get names() {
    const now = this.now();
    for (const [key, { until }] of this.#until) if (until <= now) this.#until.delete(key);
    return [...this.#until.values()].map(({ name }) => name);
  }
}
