/**
 * What stands beside the floor: the chats behind a figure or a colleague, and the one that is being
 * read. Closing gives the focus back to what opened it.
 */
import { fetchFragment } from "../desk/fragments.js";
import { gettext } from "../i18n.js";
import { fillInitials } from "../initials.js";
import { patch, remember } from "./patch.js";

export class Drawer {
  /** @type {string|null} the list that is shown, or waits behind the chat */ url = null;
  #opener = null;

  /** @param {HTMLElement} box @param {{onSignedOut: () => void, onFilled: () => void, onClosed: () => void}} options */
  constructor(box, options) {
    Object.assign(this, options, { box });
    const find = (name) => box.querySelector(`[data-${name}]`);
    this.parts = { title: find("drawer-title"), note: find("drawer-note"), list: find("drawer-list"), back: find("drawer-back"), watch: find("watch-box") };
    find("drawer-close").addEventListener("click", () => this.close());
    this.parts.back.addEventListener("click", () => this.back());
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") this.close(); });
  }

  get open() {
    return !this.box.hidden;
  }

  /** @param {string} url @param {HTMLElement} opener */
  async list(url, opener) {
    this.#show(opener);
    this.url = url;
    this.#turn({ watching: false });
    this.parts.list.replaceChildren();
    this.title("", "");
    await this.refresh();
    this.parts.title.focus();
  }

  /** The list as it is now. */
  async refresh() {
    const { url } = this;
    if (!url || this.box.hidden || this.parts.list.hidden) return;
    const found = await fetchFragment(url, this.onSignedOut);
    if (url !== this.url || this.parts.list.hidden) return;
    const fresh = found?.find((node) => node.dataset?.title);
    if (!fresh) {
      if (!this.parts.list.firstElementChild) this.parts.list.textContent = gettext("没取到，网断了。连上再看一次。");
      return;
    }
    this.title(fresh.dataset.title, fresh.dataset.total);
    if (this.parts.list.firstElementChild) {
      patch(this.parts.list, fresh);
    } else {
      this.parts.list.replaceChildren(fresh);
      remember(this.parts.list);
    }
    fillInitials(this.parts.list);
    this.onFilled();
  }

  /** Room for a chat. @param {HTMLElement|null} opener */
  watch(opener) {
    if (!this.parts.list.contains(opener)) {
      this.#show(opener);
      this.url = null;
    }
    this.#turn({ watching: true });
  }

  /** From a chat to the list it was opened from. */
  back() {
    this.onClosed();
    this.#turn({ watching: false });
    this.refresh();
  }

  close() {
    if (this.box.hidden) return;
    this.onClosed();
    this.box.hidden = true;
    this.url = null;
    if (this.#opener?.isConnected) this.#opener.focus();
  }

  /** @param {string} title @param {string} note */
  title(title, note) {
    this.parts.title.textContent = title;
    this.parts.note.textContent = note;
  }

  #show(opener) {
    this.#opener = opener;
    this.box.hidden = false;
  }

  #turn({ watching }) {
    this.parts.list.hidden = watching;
    this.parts.watch.hidden = !watching;
    this.parts.back.hidden = !(watching && this.url);
  }
}
