/** Where the keyboard stands in the list of cases. */
import { Selection } from "../todo/selection.js";

export class Walk {
  selection = new Selection();

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.addEventListener("focusin", ({ target }) => {
      const row = target.closest("[data-row]");
      if (!row || row.dataset.row === this.selection.current) return;
      this.selection.current = row.dataset.row;
      this.settle();
    });
  }

  get all() {
    return [...this.root.querySelectorAll("[data-row]")];
  }

  get current() {
    return this.all.find((row) => row.dataset.row === this.selection.current) ?? null;
  }

  /** @param {1|-1} step */
  move(step) {
    this.selection.move(this.all.map((row) => row.dataset.row), step);
    this.settle();
    const { current } = this;
    current?.querySelector("[data-open]").focus({ preventScroll: true });
    current?.scrollIntoView({ block: "nearest" });
  }

  /** The screen as the selection says; what is gone is forgotten. */
  settle() {
    const { all } = this;
    this.selection.keep(all.map((row) => row.dataset.row));
    for (const row of all) {
      if (row.dataset.row === this.selection.current) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }
}
