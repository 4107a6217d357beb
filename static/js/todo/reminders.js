/**
 * "It is due" on screen: one at a time, above everything and over nothing that is written in. A press leads to
 * the follow-up; each goes by itself, the next one follows.
 */
import { gettext, interpolate } from "../i18n.js";

const SHOWN_MS = 9000;
const RANK = { "": 0, agent: 1, supervisor: 2, owner: 3 };

/** @param {{owner: number|null, group: number|null, for_role: string}} event @param {{id: number, role: string}} me */
export function isMine({ owner, group, for_role: role }, me) {
  if (owner !== null || group !== null) return owner === me.id;
  return Boolean(role) && RANK[me.role] >= RANK[role];
}

/**
 * @param {{title: string, said: {language: string, words: string}[]}} event
 * @param {string} language of the page
 * @returns {string} the title in it, where the product wrote it
 */
export function titleIn({ title, said = [] }, language) {
  return said.find((one) => one.language === language.toLowerCase())?.words ?? title;
}

/** @param {string} title @param {number} percent */
export function wordsOf(title, percent) {
  return percent === 100 ? interpolate(gettext("到时了：%s"), [title]) : interpolate(gettext("时间用掉百分之 %s：%s"), [percent, title]);
}

export class Reminders {
  /** @type {{followup: number, title: string, said: {language: string, words: string}[], percent: number}[]} */
  #queue = [];
  #timer = 0;

  /** @param {HTMLElement} element a manual popover @param {{id: number, role: string}} me */
  constructor(element, me) {
    Object.assign(this, { element, me });
    const find = (name) => element.querySelector(`[data-reminder-${name}]`);
    this.parts = { open: find("open"), more: find("more") };
    find("close").addEventListener("click", () => this.#next());
    for (const name of ["pointerenter", "focusin"]) element.addEventListener(name, () => clearTimeout(this.#timer));
    for (const name of ["pointerleave", "focusout"]) element.addEventListener(name, () => this.#later());
  }

  /** @param {object} event followup.reminded */
  hear(event) {
    if (!isMine(event, this.me)) return;
    const at = this.#queue.findIndex(({ followup }) => followup === event.followup);
    if (at < 0) this.#queue.push(event);
    else this.#queue[at] = event; // later news of the same one takes its place
    if (this.#queue.length === 1) this.#show();
    else this.#draw();
  }

  #show() {
    this.#draw();
    if (!this.element.matches(":popover-open")) this.element.showPopover();
    this.#later();
  }

  #draw() {
    const [event] = this.#queue;
    const { followup, percent } = event;
    this.parts.open.textContent = wordsOf(titleIn(event, globalThis.document?.documentElement.lang ?? ""), percent);
    this.parts.open.href = this.element.dataset.place.replace("/0/", `/${followup}/`);
    this.element.toggleAttribute("data-over", percent === 100);
    const more = this.#queue.length - 1;
    this.parts.more.textContent = more ? interpolate(gettext("还有 %s 件"), [more]) : "";
  }

  #next() {
    clearTimeout(this.#timer);
    this.#queue.shift();
    if (this.#queue.length) this.#show();
    else if (this.element.matches(":popover-open")) this.element.hidePopover();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#next(), SHOWN_MS);
  }
}
