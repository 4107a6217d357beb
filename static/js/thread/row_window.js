/** Which part of a long thread is drawn: at most `MOST` items; follows the end, slides by `STEP`. Pure. */

export const MOST = 400;
export const STEP = 100;

export class RowWindow {
  constructor() {
    this.toEnd();
  }

  /** Show the newest. */
  toEnd() {
    this.firstKey = null;
    this.lastKey = null;
  }

  get followsEnd() {
    return this.lastKey === null;
  }

  /** @param {{key: string}[]} items @param {boolean} stuck the reader is at the bottom */
  place(items, stuck) {
    let to = this.lastKey === null ? items.length : items.findLastIndex((item) => item.key === this.lastKey) + 1;
    if (to === 0) to = items.length;
    let from = this.firstKey === null ? -1 : items.findLastIndex((item) => item.key === this.firstKey);
    if (from < 0 || from > to) from = Math.max(0, to - STEP * 2);
    if (to - from > MOST) {
      if (stuck) from = to - STEP * 2;
      else to = from + MOST;
    }
    this.#hold(items, from, to);
    return { from, to };
  }

  /** Show what lies around one. @param {{key: string}[]} items @param {number} at */
  around(items, at) {
    this.#hold(items, Math.max(0, at - STEP), Math.min(items.length, at + STEP));
  }

  /** Show older ones. @returns {boolean} whether there were any */
  up(items) {
    const { from, to } = this.place(items, false);
    if (from === 0) return false;
    const next = Math.max(0, from - STEP);
    this.#hold(items, next, Math.min(to, next + MOST));
    return true;
  }

  /** Show newer ones. */
  down(items) {
    const { from, to } = this.place(items, false);
    if (to === items.length) return false;
    const next = Math.min(items.length, to + STEP);
    this.#hold(items, Math.max(from, next - MOST), next);
    return true;
  }

  #hold(items, from, to) {
    this.firstKey = items[from]?.key ?? null;
    this.lastKey = to >= items.length ? null : items[to - 1].key;
  }
}
