/**
 * One short word about what was just done, with its undo where there is one; gone by itself, and
 * kept while the pointer or the focus is on it.
 */

const SHOWN_MS = 6000;

export class Toast {
  /** @param {HTMLElement} element a manual popover */
  constructor(element) {
    this.element = element;
    this.words = element.querySelector("[data-toast-words]");
    this.undo = element.querySelector("[data-toast-undo]");
    this.undo.dataset.idle = this.undo.textContent;
    /** @type {(() => void)|undefined} */
    this.onUndo = undefined;
    this.timer = 0;
    this.undo.addEventListener("click", () => { const act = this.onUndo; this.hide(); act?.(); });
    element.querySelector("[data-toast-close]").addEventListener("click", () => this.hide());
    element.addEventListener("pointerenter", () => clearTimeout(this.timer));
    element.addEventListener("pointerleave", () => this.#later());
    element.addEventListener("focusin", () => clearTimeout(this.timer));
    element.addEventListener("focusout", () => this.#later());
  }

  /** @param {string} text @param {() => void} [undo] @param {string} [label] what the button says instead of "undo" */
  say(text, undo, label) {
    this.onUndo = undo;
    this.undo.textContent = label ?? this.undo.dataset.idle;
    this.undo.hidden = !undo;
    if (!this.element.matches(":popover-open")) this.element.showPopover();
    this.words.textContent = text;
    this.#later();
  }

  hide() {
    clearTimeout(this.timer);
    if (this.element.matches(":popover-open")) this.element.hidePopover();
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), SHOWN_MS);
  }
}
