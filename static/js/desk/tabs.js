/**
 * The three tabs above the list: arrows move between them, as in any list of tabs; their counts are
 * the digest's.
 *
 * @typedef {import("./row_order.js").Tab} Tab
 */

const MOST = 1000;

export class Tabs {
  /** @param {HTMLElement} root @param {HTMLElement} panel @param {(tab: Tab) => void} onChoose */
  constructor(root, panel, onChoose) {
    this.panel = panel;
    this.onChoose = onChoose;
    /** @type {HTMLButtonElement[]} */
    this.buttons = [...root.querySelectorAll("[data-tab]")];
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-tab]");
      if (button) this.choose(button.dataset.tab);
    });
    root.addEventListener("keydown", (event) => this.#move(event));
  }

  /** @param {Tab} tab */
  choose(tab) {
    for (const button of this.buttons) {
      const chosen = button.dataset.tab === tab;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      if (chosen) this.panel.setAttribute("aria-labelledby", button.id);
    }
    this.onChoose(tab);
  }

  /** @param {import("./list_store.js").Digest|null} digest */
  count(digest) {
    for (const button of this.buttons) {
      const total = digest?.[button.dataset.tab];
      const text = total === undefined ? "" : total >= MOST && button.dataset.tab === "all" ? `${MOST}+` : String(total);
      const place = button.querySelector("[data-count]");
      if (place.textContent !== text) place.textContent = text;
    }
  }

  #move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = this.buttons.indexOf(document.activeElement);
    const next = this.buttons[(at + step + this.buttons.length) % this.buttons.length];
    next.focus();
    this.choose(next.dataset.tab);
  }
}
