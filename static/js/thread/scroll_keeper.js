/**
 * Keeps the reader's place: at the bottom stays at the bottom, anywhere else the row being read does
 * not move, whatever is added or taken away above and below it.
 */

const NEAR = 48;

export class ScrollKeeper {
  /** @param {HTMLElement} scroller @param {HTMLElement} list @param {() => void} onScroll */
  constructor(scroller, list, onScroll) {
    Object.assign(this, { scroller, list });
    this.stuck = true;
    scroller.style.overflowAnchor = "none";
    this.size = "";
    scroller.addEventListener("scroll", () => {
      if (this.stuck && this.#resized()) this.toBottom();
      else this.stuck = this.fromBottom() < NEAR;
      onScroll();
    }, { passive: true });
    if (globalThis.ResizeObserver) {
      const observer = new ResizeObserver(() => { if (this.stuck) this.toBottom(); });
      observer.observe(scroller);
      observer.observe(list);
    }
  }

  /** @returns {number} pixels below the view */
  fromBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  toBottom() {
    this.stuck = true;
    this.#resized();
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** A scroll that comes with another size is the page's doing (the box grew, the keyboard opened), not the reader's. */
  #resized() {
    const size = `${this.scroller.scrollHeight} ${this.scroller.clientHeight}`;
    const differs = size !== this.size;
    this.size = size;
    return differs;
  }

  /** Change the list and keep the place. @param {() => void} change @param {boolean} follow the list's end is the thread's end */
  keep(change, follow) {
    if (this.stuck && follow) {
      change();
      this.toBottom();
      return;
    }
    const top = this.scroller.getBoundingClientRect().top;
    const seen = [...this.list.children].find((row) => row.dataset.kind !== "day" && row.getBoundingClientRect().bottom > top);
    const key = seen?.dataset.key;
    const was = seen?.getBoundingClientRect().top;
    change();
    const now = key && [...this.list.children].find((row) => row.dataset.key === key);
    if (now) this.scroller.scrollTop += now.getBoundingClientRect().top - was;
  }
}
