/**
 * The panel beside the chat: an HTML fragment of the server for the open conversation. A column on
 * wide screens, a drawer below. What fails here never touches the chat.
 */
import { clockTime, dayName } from "../thread/times.js";
import { afterDelay } from "./skeletons.js";

export class ContextPanel {
  /** @param {HTMLElement} panel @param {{urlOf: (conversation: number) => string, toggle: HTMLElement, onSignedOut: () => void, onFilled: (panel: HTMLElement) => void}} options */
  constructor(panel, { urlOf, toggle, onSignedOut, onFilled }) {
    Object.assign(this, { panel, urlOf, toggle, onSignedOut, onFilled });
    const find = (name) => panel.querySelector(`[data-context-${name}]`);
    this.parts = { body: find("body"), skeleton: find("skeleton"), problem: find("problem") };
    /** @type {number|null} */
    this.conversation = null;
    this.turn = 0;
    /** Newer facts were not shown because somebody was busy here. */
    this.stale = false;
    /** Buyers whose orders changed while an answer was on its way: it may be older than that. @type {Set<string>} */
    this.overtaken = new Set();
    for (const name of ["close", "toggle"]) this.parts.body.addEventListener(name, () => this.#done(), true);
    find("retry").addEventListener("click", () => this.refresh());
    panel.querySelector("[data-close-context]").addEventListener("click", () => this.close());
    toggle.addEventListener("click", () => this.toggleDrawer());
  }

  /** @param {number|null} conversation */
  show(conversation) {
    this.panel.hidden = conversation === null;
    if (conversation === this.conversation) return;
    this.conversation = conversation;
    this.parts.body.replaceChildren();
    if (conversation === null) this.close();
    else this.refresh();
  }

  /** Fetch it again; what stands there stays until the answer. */
  async refresh() {
    const turn = ++this.turn;
    if (this.conversation === null) return;
    const empty = !this.parts.body.hasChildNodes();
    const ready = afterDelay(() => { if (empty && turn === this.turn) this.#only("skeleton"); });
    this.overtaken.clear();
    const found = await this.#fetch(this.urlOf(this.conversation));
    ready();
    if (turn !== this.turn) return;
    this.stale = Boolean(found) && this.#isBusy();
    if (this.stale) return;
    if (found) this.#replace(found);
    this.#only(found || !empty ? "body" : "problem");
    if (this.overtaken.has(this.#shownBuyer())) this.refresh();
  }

  /** An order of a buyer changed. What somebody is writing here is never taken from them. @param {number|null} buyer */
  heardOrder(buyer) {
    this.overtaken.add(String(buyer));
    if (this.#shownBuyer() === String(buyer)) this.refresh();
  }

  /** A product reads differently; null when many do. One that was not known may be the one spoken of. @param {number|null} product */
  heardProduct(product) {
    const shown = this.parts.body.querySelector("[data-product]")?.dataset.product;
    if (product === null || shown === undefined || shown === String(product)) this.refresh();
  }

  #shownBuyer() {
    return this.parts.body.querySelector("[data-buyer]")?.dataset.buyer;
  }

  /** Somebody writes, chooses or reads what takes a reason here: what is newer waits until they are done. */
  #isBusy() {
    return Boolean(this.parts.body.querySelector("dialog[open], :popover-open, [data-revealed]:not([hidden]), [data-unsaved]"));
  }

  #done() {
    if (this.stale && !this.#isBusy()) this.refresh();
  }

  /** Nobody writes here any more: what came meanwhile may be shown. */
  settled() {
    this.#done();
  }

  /** @returns {boolean} whether it is open as a drawer */
  get isOpen() {
    return this.panel.hasAttribute("data-drawer");
  }

  toggleDrawer() {
    if (this.isOpen) this.close();
    else this.#open();
  }

  close() {
    if (!this.isOpen) return;
    const held = this.panel.contains(document.activeElement);
    this.panel.removeAttribute("data-drawer");
    this.toggle.setAttribute("aria-expanded", "false");
    if (held) this.toggle.focus();
  }

  #open() {
    const isDrawer = getComputedStyle(this.toggle).display !== "none";
    if (this.panel.hidden || !isDrawer) return;
    this.panel.setAttribute("data-drawer", "");
    this.toggle.setAttribute("aria-expanded", "true");
    this.panel.querySelector("[data-close-context]").focus();
  }

  /** Bring it into view, as a column or a drawer. @returns {boolean} whether there is anything to see */
  reveal() {
    if (!this.isOpen) this.#open();
    return !this.panel.hidden && this.parts.body.hasChildNodes();
  }

  /** Put the new panel in place of the old; focus and what was unfolded stay. @param {Node[]} found */
  #replace(found) {
    const { body } = this.parts;
    const held = body.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...body.querySelectorAll("details[id][open]")].map((each) => each.id);
    body.replaceChildren(...found);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (held) document.getElementById(held)?.focus();
    this.sayTimes();
    this.onFilled(body);
  }

  /** Times as the thread says them: 今天 14:26. */
  sayTimes() {
    for (const time of this.parts.body.querySelectorAll("time[data-when]")) {
      const at = Date.parse(time.dateTime);
      time.textContent = `${dayName(at, Date.now())} ${clockTime(at)}`;
    }
  }

  #only(name) {
    for (const [each, element] of Object.entries(this.parts)) element.hidden = each !== name;
  }

  /** @param {string} url @returns {Promise<Node[]|null>} */
  async #fetch(url) {
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" }, redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 401) this.onSignedOut();
      if (!answer.ok) return null;
      return [...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes];
    } catch {
      return null; // offline: the strip already says so
    }
  }
}
