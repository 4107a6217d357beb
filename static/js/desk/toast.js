/** One short word about what was just done; gone by itself, and kept while the pointer is on it. */

const SHOWN_MS = 6000;

export class Toast {
  /** @param {HTMLElement} element a manual popover */
  constructor(element) {
    this.element = element;
    this.words = element.querySelector("[data-toast-words]");
    this.timer = 0;
    element.querySelector("[data-toast-close]").addEventListener("click", () => this.hide());
    element.addEventListener("pointerenter", () => clearTimeout(this.timer));
    element.addEventListener("pointerleave", () => this.#later());
  }

  /** @param {string} text */
  say(text) {
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
