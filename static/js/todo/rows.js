/** The rows and cards on screen: which are chosen, which is current, and the bar for many at once. */
import { gettext, interpolate } from "../i18n.js";
import { Selection } from "./selection.js";

export class Rows {
  selection = new Selection();

  /** @param {HTMLElement} root @param {{bulk: HTMLElement}} options */
  constructor(root, { bulk }) {
    Object.assign(this, { root, bulk, count: bulk.querySelector("[data-bulk-count]") });
    root.addEventListener("change", ({ target }) => {
      if (!("pick" in target.dataset)) return;
      this.selection.toggle(target.closest("[data-row]").dataset.row);
      this.settle();
    });
    root.addEventListener("focusin", ({ target }) => {
      const row = target.closest("[data-now] [data-row]");
      if (row && row.dataset.row !== this.selection.current) {
        this.selection.current = row.dataset.row;
        this.settle();
      }
    });
    bulk.querySelector("[data-bulk-clear]").addEventListener("click", () => { this.selection.clear(); this.settle(); });
  }

  /** @returns {HTMLElement[]} in their order */
  get all() {
    return [...this.root.querySelectorAll("[data-now] [data-row]")];
  }

  get current() {
    return this.all.find((row) => row.dataset.row === this.selection.current) ?? null;
  }

  /** @param {HTMLElement} row @returns {{mark: string, title: string}} as the person sees it */
  item(row) {
    return { mark: `${row.dataset.row}:${row.dataset.version}`, title: row.dataset.title };
  }

  /** What a deed is about. */
  get items() {
    const { about } = this.selection;
    return this.all.filter((row) => about.includes(row.dataset.row)).map((row) => this.item(row));
  }

  /** @param {1|-1} step */
  move(step) {
    this.selection.move(this.all.map((row) => row.dataset.row), step);
    this.settle();
    const { current } = this;
    current?.querySelector("[data-open]").focus({ preventScroll: true });
    current?.scrollIntoView({ block: "nearest" });
  }

  pick() {
    if (this.selection.current === null || !this.current?.querySelector("[data-pick]")) return;
    this.selection.toggle(this.selection.current);
    this.settle();
  }

  /** The screen as the selection says; what is gone is forgotten. */
  settle() {
    const { all, selection } = this;
    selection.keep(all.map((row) => row.dataset.row));
    for (const row of all) {
      if (row.dataset.row === selection.current) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
      const box = row.querySelector("[data-pick]");
      if (box) box.checked = selection.chosen.has(row.dataset.row);
    }
    this.bulk.hidden = !selection.chosen.size;
    this.count.textContent = interpolate(gettext("选中 %s 件"), [selection.chosen.size]);
  }
}
