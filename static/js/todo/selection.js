/** Which follow-ups are chosen, and where the keyboard stands. Pure: knows rows by their numbers only. */

export class Selection {
  /** @type {Set<string>} */ chosen = new Set();
  /** @type {string|null} */ current = null;

  /** @param {string} id */
  toggle(id) {
    if (!this.chosen.delete(id)) this.chosen.add(id);
  }

  clear() {
    this.chosen.clear();
  }

  /** What is gone from the screen is neither chosen nor current. @param {string[]} shown in their order */
  keep(shown) {
    const there = new Set(shown);
    for (const id of this.chosen) if (!there.has(id)) this.chosen.delete(id);
    if (this.current !== null && !there.has(this.current)) this.current = null;
  }

  /** @param {string[]} shown @param {1|-1} step @returns {string|null} the row that the keyboard goes to */
  move(shown, step) {
    if (!shown.length) return null;
    const at = this.current === null ? -1 : shown.indexOf(this.current);
    const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + step));
    this.current = shown[next];
    return this.current;
  }

  /** What a deed is about: what is chosen, else where the keyboard stands. @returns {string[]} */
  get about() {
    if (this.chosen.size) return [...this.chosen];
    return this.current === null ? [] : [this.current];
  }
}
