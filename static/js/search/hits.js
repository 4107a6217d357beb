/**
 * The hits: a list of links, walked by arrows from the box and back. Focus shows a hit's place beside it
 * where there is room; Enter, and a click where there is none, go there.
 */
import { fillInitials } from "../initials.js";

export class Hits {
  /**
   * @param {HTMLElement} root [data-found]
   * @param {{onShow: (hit: HTMLElement) => void, onMore: (after: string) => void, onTop: () => void, isWide: () => boolean}} options
   */
  constructor(root, options) {
    Object.assign(this, options, { root });
    root.addEventListener("focusin", ({ target }) => this.#mark(target.closest("[data-hit]")));
    root.addEventListener("click", (event) => this.#clicked(event));
    root.addEventListener("keydown", (event) => this.#walk(event));
  }

  get all() {
    return [...this.root.querySelectorAll("[data-hit], [data-more], .search__people a")];
  }

  /** @param {Node[]} nodes */
  show(nodes) {
    this.root.replaceChildren(...nodes);
    fillInitials(this.root);
  }

  /** The page after the one that is shown; a day that goes on is not named again. @param {Node[]} nodes */
  append(nodes) {
    const page = nodes.find((node) => node.dataset?.page !== undefined);
    const list = this.root.querySelector(".search__hits");
    const shown = this.root.querySelector("[data-page]");
    const more = this.root.querySelector("[data-more]");
    if (!page || !list) return;
    const fresh = [...page.querySelectorAll(".search__hits > li")];
    const last = [...list.querySelectorAll("[data-day]")].at(-1)?.dataset.day;
    if (fresh[0]?.dataset.day === last) fresh.shift();
    const first = fresh.find((row) => row.querySelector("[data-hit]"));
    list.append(...fresh);
    fillInitials(list);
    shown.dataset.following = page.dataset.following;
    const focused = more?.contains(document.activeElement);
    if (!page.dataset.following) more?.remove();
    if (focused) first?.querySelector("[data-hit]").focus();
  }

  focusFirst() {
    (this.root.querySelector("[data-hit]") ?? this.all[0])?.focus();
  }

  #mark(hit) {
    if (!hit) return;
    for (const each of this.root.querySelectorAll("[data-hit]")) {
      if (each === hit) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    }
    if (this.isWide()) this.onShow(hit);
  }

  #clicked(event) {
    if (event.target.closest("[data-more]")) return this.onMore(this.root.querySelector("[data-page]").dataset.following);
    const hit = event.target.closest("[data-hit]");
    const byHand = event.detail > 0 && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!hit || !byHand || !this.isWide()) return undefined;
    event.preventDefault();
    return hit.focus();
  }

  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    const { all } = this;
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    if (at + step < 0) this.onTop();
    else all[Math.min(all.length - 1, at + step)].focus();
  }
}
