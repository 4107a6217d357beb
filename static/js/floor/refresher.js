/**
 * When to ask for the floor again: soon after news, many news as one question, never more often than
 * once a `gap`, and now and then without any, because a hint may be lost. One question at a time.
 */

export class Refresher {
  #timer = null;
  #due = Infinity;
  #running = false;
  #again = false;
  #started = -Infinity;

  /**
   * @param {object} options
   * @param {() => Promise<void>} options.load
   * @param {number} [options.settle] ms after the first of several news
   * @param {number} [options.gap] ms from one question to the next
   * @param {number} [options.every] ms without news
   * @param {() => number} [options.now]
   * @param {(fn: () => void, ms: number) => any} [options.later]
   * @param {(timer: any) => void} [options.cancel]
   */
  constructor({ load, settle = 150, gap = 1000, every = 15000, now = () => performance.now(),
    later = (fn, ms) => setTimeout(fn, ms), cancel = (timer) => clearTimeout(timer) }) {
    Object.assign(this, { load, settle, gap, every, now, later, cancel });
  }

  /** There is news. */
  poke() {
    if (this.#running) this.#again = true;
    else this.#plan(Math.max(this.now() + this.settle, this.#started + this.gap));
  }

  /** Ask at once; what is on its way already may be older than the question. @returns {Promise<void>} */
  async ask() {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.cancel(this.#timer);
    this.#due = Infinity;
    this.#running = true;
    this.#started = this.now();
    try {
      await this.load();
    } catch {
      // The strip says that the line is down; the next question comes by itself.
    } finally {
      this.#running = false;
      const again = this.#again;
      this.#again = false;
      this.#plan(again ? Math.max(this.now() + this.settle, this.#started + this.gap) : this.now() + this.every);
    }
  }

  #plan(at) {
    if (at >= this.#due) return;
    this.cancel(this.#timer);
    this.#due = at;
    this.#timer = this.later(() => {
      this.#due = Infinity;
      this.ask();
    }, Math.max(0, at - this.now()));
  }
}
