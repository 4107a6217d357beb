/** Keeps the reader's place: at the bottom stays there; elsewhere the row being read does not move. */

const NEAR = 48;

export class ScrollKeeper {
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

  fromBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  toBottom() {
    this.stuck = true;
    this.#resized();
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** A scroll with another size is the page's doing (the box grew), not the reader's. */
  #resized() {
    const size = `${this.scroller.scrollHeight} ${this.scroller.clientHeight}`;
    const differs = size !== this.size;
    this.size = size;
    return differs;
  }

  /** @param {() => void} change to the list @param {boolean} follow its end is the thread's */
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
