/**
 * A scanner types wherever the focus happens to be, letters and figures and Enter: while nothing else
 * is being typed into, they go into the box, and the Enter looks for the new parcel in place of
 * confirming the last one.
 */

const TYPING = "input, textarea, select, [contenteditable]";
const MARK = /^[\p{L}\p{N}-]$/u;
/** A scanner writes faster than this between two marks; a finger on J or / does not, and one that
 * rests on a key is known by its repeats. */
export const QUICK_MS = 120;

/** @param {Document} page */
export function startScanning(page) {
  if (!page.querySelector("[data-scan]")) return;
  const run = new Run(() => page.querySelector("[data-scan]"));
  page.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
    if (run.heard(event.key, event.timeStamp)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, { capture: true });
}

/** Marks that came one right after the other: from the second on they are a scan. */
export class Run {
  /** @param {() => HTMLInputElement} box the one that is on the page now */
  constructor(box) {
    Object.assign(this, { box, marks: "", at: -Infinity });
  }

  /**
   * @param {string} key
   * @param {number} at in milliseconds
   * @returns {boolean} whether the key belongs to a scan
   */
  heard(key, at) {
    if (!MARK.test(key)) {
      this.marks = "";
      return false;
    }
    const quick = at - this.at <= QUICK_MS;
    this.marks = quick ? this.marks + key : key;
    this.at = at;
    if (this.marks.length < 2) return false;
    const box = this.box();
    box.value = this.marks;
    box.focus();
    this.marks = "";
    return true;
  }
}
