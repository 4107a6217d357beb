/**
 * Closes a thread's gaps: `thread.fill` from the cursor until nothing is missing, one question at a
 * time. A lost line ends it; the next `run()` goes on.
 */
import { applyEntries, gapIn } from "./thread_store.js";

const TRIES = 4;
const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

export class Filler {
  /** @param {import("./shapes.js").FillerOptions} options */
  constructor({ thread, fill, onFilled = () => {}, sleep = pause }) {
    Object.assign(this, { thread, fill, onFilled, sleep });
    this.running = null;
    this.again = false;
  }

  /** @param {{force?: boolean}} [how] `force`: ask once in any case @returns {Promise<boolean>} no gap is left */
  run({ force = false } = {}) {
    if (force) this.again = true;
    this.running ??= this.#work().finally(() => { this.running = null; });
    return this.running;
  }

  async #work() {
    let left = TRIES;
    while (this.thread.ready && (gapIn(this.thread) || this.again) && left > 0) {
      const asked = this.thread.cursor;
      this.again = false;
      try {
        const page = await this.fill(asked);
        const { changed } = applyEntries(this.thread, page);
        if (changed) this.onFilled();
        if (this.thread.cursor > asked) left = TRIES;
        else if (gapIn(this.thread)) left = await this.#rest(left);
      } catch (error) {
        if (error.code === "line_lost") return false;
        left = await this.#rest(left, error.retryAfter);
      }
    }
    return !gapIn(this.thread);
  }

  async #rest(left, seconds) {
    await this.sleep(seconds ?? 0.5 * 2 ** (TRIES - left));
    return left - 1;
  }
}
