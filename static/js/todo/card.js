/** One follow-up beside the radar; closing gives the focus back to what opened it. */
import { fetchFragment } from "../desk/fragments.js";
import { gettext } from "../i18n.js";
import { fillInitials } from "../initials.js";

export class Card {
  #opener = null;
  #asked = 0;

  /** @param {HTMLElement} box @param {{urlOf: (id: string) => string, onSignedOut: () => void, onFilled: () => void}} options */
  constructor(box, options) {
    Object.assign(this, options, { box });
    /** @type {string|null} */
    this.id = box.querySelector("[data-one]")?.dataset.one ?? null;
    box.addEventListener("click", ({ target }) => { if (target.closest("[data-card-close]")) this.close(); });
  }

  get isOpen() {
    return !this.box.hidden;
  }

  /** @param {string} id @param {HTMLElement} [opener] */
  async open(id, opener) {
    this.#opener = opener ?? null;
    this.id = id;
    this.box.hidden = false;
    await this.refresh(true);
    this.box.querySelector("[data-card-title]")?.focus();
  }

  /** As it is now. @param {boolean} [fresh] another one than is shown */
  async refresh(fresh = false) {
    if (this.id === null || this.box.hidden) return;
    const asked = ++this.#asked;
    const found = await fetchFragment(this.urlOf(this.id), this.onSignedOut);
    if (asked !== this.#asked) return;
    const one = found?.find((node) => node.dataset?.one);
    if (!one) {
      if (fresh) this.box.textContent = gettext("没取到，网断了。连上再看一次。");
      return;
    }
    const had = this.box.querySelector("[data-one]");
    if (had?.dataset.one === one.dataset.one && had.dataset.version === one.dataset.version) return;
    const held = this.box.contains(document.activeElement);
    this.box.replaceChildren(one);
    fillInitials(this.box);
    if (held) this.box.querySelector("[data-card-title]").focus();
    this.onFilled();
  }

  close() {
    if (this.box.hidden) return;
    this.box.hidden = true;
    this.box.replaceChildren();
    this.id = null;
    if (this.#opener?.isConnected) this.#opener.focus();
  }
}
