/**
 * Whether the shop is open, as the server last said it; asked again when its words no longer hold,
 * and at least every ten minutes, since an owner may change the hours meanwhile.
 */
const LONGEST_MS = 600_000;
const SHORTEST_MS = 1000;

export class Hours {
  #timer = null;

  /** @param {{ask: () => Promise<{hours: object}>, onChange: (hours: {open: boolean, words: string}) => void, now: () => number}} options */
  constructor({ ask, onChange, now }) {
    Object.assign(this, { ask, onChange, now });
  }

  /** @param {{open: boolean, words: string, until: string}|undefined} hours */
  heard(hours) {
    if (!hours) return;
    this.onChange(hours);
    clearTimeout(this.#timer);
    const left = Date.parse(hours.until) - this.now();
    this.#timer = setTimeout(() => this.#again(), Math.min(LONGEST_MS, Math.max(SHORTEST_MS, left)));
  }

  /** A lost line brings the words with its welcome. */
  async #again() {
    const reply = await this.ask().catch(() => null);
    if (reply) this.heard(reply.hours);
  }
}
