/**
 * When to ring: at once, then not again for a while, so that ten messages in a second ring once. What
 * is more urgent than what rang last is kept, and rings when the while is over. Pure but for the
 * timer that it is given.
 *
 * @typedef {import("./occasions.js").Occasion} Occasion
 */

export const GAP_MS = 2000;
const URGENCY = { message: 1, new: 2, late: 3 };

/** @param {Occasion[]} occasions not empty @returns {Occasion} the most urgent, of several the first */
export function foremost(occasions) {
  return occasions.reduce((best, each) => (URGENCY[each.kind] > URGENCY[best.kind] ? each : best));
}

export class RingQueue {
  /** @type {Occasion|null} */ #held = null;
  #last = -Infinity;
  #urgency = 0;
  #timer = 0;

  /** @param {{ring: (occasion: Occasion) => void, now?: () => number, later?: (work: () => void, ms: number) => number}} options */
  constructor({ ring, now = () => performance.now(), later = (work, ms) => setTimeout(work, ms) }) {
    Object.assign(this, { ring, now, later });
  }

  /** @param {Occasion[]} occasions of one moment */
  hear(occasions) {
    if (!occasions.length) return;
    const occasion = foremost(occasions);
    const over = this.#last + GAP_MS - this.now();
    if (over <= 0) return this.#ring(occasion);
    if (URGENCY[occasion.kind] <= Math.max(this.#urgency, this.#held ? URGENCY[this.#held.kind] : 0)) return;
    this.#held = occasion;
    if (!this.#timer) this.#timer = this.later(() => this.#over(), over);
  }

  /** Another tab rang: as if we had. @param {import("../../attention/melodies.js").Kind} kind */
  rangElsewhere(kind) {
    this.#last = this.now();
    this.#urgency = URGENCY[kind];
    if (this.#held && URGENCY[this.#held.kind] <= this.#urgency) this.#held = null;
  }

  #ring(occasion) {
    this.#last = this.now();
    this.#urgency = URGENCY[occasion.kind];
    this.ring(occasion);
  }

  #over() {
    this.#timer = 0;
    const held = this.#held;
    this.#held = null;
    if (held) this.#ring(held);
  }
}
