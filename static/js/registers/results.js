/** What came of a scan, for the ear; and scans that wait for each other. Pure. */

const SOUNDS = { taken: "message", undone: "message", found: "message", kept: "new", unknown: "new", again: "late", refused: "late" };

/** Good is one note, look at it rises, stop knocks. @param {string} result @returns {import("../attention/melodies.js").Kind|null} */
export function soundOf(result) {
  return SOUNDS[result] ?? null;
}

export class Queue {
  #last = Promise.resolve();

  /** @param {(item: any) => Promise<void>} work one at a time */
  constructor(work) {
    this.work = work;
  }

  /** @param {any} item @returns {Promise<void>} when it is done */
  add(item) {
    this.#last = this.#last.then(() => this.work(item), () => this.work(item));
    return this.#last;
  }
}
