/**
 * When the server is asked to work things out: a moment after the last change, of several changes
 * once; an answer that is older than what stands in the form is dropped, and what it was to bring
 * comes with the next one.
 */
const SOON_MS = { all: 60, said: 500 };

export class Asking {
  /**
   * @param {{ask: (scope: "all"|"said", isLatest: () => boolean) => Promise<void>,
   *   later?: (work: () => void, ms: number) => number, never?: (timer: number) => void}} options
   */
  constructor({ ask, later = (work, ms) => setTimeout(work, ms), never = (timer) => clearTimeout(timer) }) {
    Object.assign(this, { ask, later, never });
    this.edition = 0;
    this.owed = null;
    this.timer = 0;
  }

  /** Somebody writes where an answer would put its own. */
  typed() {
    this.edition += 1;
  }

  /** What was asked and what was to be asked counts no more: all of the form goes another way. */
  drop() {
    this.edition += 1;
    this.owed = null;
    this.never(this.timer);
  }

  /** @param {"all"|"said"} scope */
  soon(scope) {
    this.edition += 1;
    this.owed = this.owed === "all" ? "all" : scope;
    this.never(this.timer);
    this.timer = this.later(() => this.#now(), SOON_MS[scope]);
  }

  async #now() {
    const { edition, owed } = this;
    await this.ask(owed, () => edition === this.edition);
    if (edition === this.edition) this.owed = null;
  }
}
