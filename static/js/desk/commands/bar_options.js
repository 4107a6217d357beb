/** What the command bar offers: commands, then chats; one of them marked, spoken by the box. */
import { pgettext } from "../../i18n.js";
import { lastWords } from "../row_view.js";
import { shownKey } from "../shortcut_keys.js";

export class BarOptions {
  /** @param {HTMLInputElement} box @param {HTMLElement} hits the listbox with its two groups */
  constructor(box, hits) {
    Object.assign(this, { box, hits });
    this.groups = { commands: hits.querySelector("[data-bar-commands]"), chats: hits.querySelector("[data-bar-chats]") };
    /** @type {HTMLElement|null} */
    this.marked = null;
  }

  get count() {
    return this.#all.length;
  }

  get chats() {
    return this.groups.chats.childElementCount;
  }

  /** @param {{commands: import("./registry.js").Offer[], rows: import("../list_store.js").Row[]}} offered @param {{mark?: boolean}} [how] `mark`: the first that can be done */
  show({ commands, rows }, { mark = true } = {}) {
    this.groups.commands.replaceChildren(...commands.map(commandOption));
    this.groups.chats.replaceChildren(...rows.map(chatOption));
    this.#settle();
    this.mark(mark ? this.#first : null);
  }

  /** What the server found; a chat that stands there already is not shown twice. @param {HTMLElement[]} nodes */
  addFound(nodes) {
    const ordered = new Set(nodes.map((node) => node.dataset.conversation).filter(Boolean));
    for (const old of [...this.groups.chats.children]) if (ordered.has(old.dataset.conversation) && old !== this.marked) old.remove();
    const kept = this.marked?.dataset.conversation;
    this.groups.chats.append(...nodes.filter((node) => !kept || node.dataset.conversation !== kept));
    this.#settle();
    this.mark(this.marked?.isConnected ? this.marked : this.#first);
  }

  /** @param {HTMLElement|null} option */
  mark(option) {
    for (const each of this.#all) each.setAttribute("aria-selected", String(each === option));
    this.marked = option;
    if (option) this.box.setAttribute("aria-activedescendant", option.id);
    else this.box.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  /** Arrows go round. @param {KeyboardEvent} event */
  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = this.#all;
    if (!step || event.isComposing || !all.length) return;
    event.preventDefault();
    const at = all.indexOf(this.marked);
    this.mark(at < 0 && step < 0 ? all.at(-1) : all[(at + step + all.length) % all.length]);
  }

  get #all() {
    return [...this.hits.querySelectorAll("[role=option]")];
  }

  get #first() {
    return this.#all.find((option) => option.getAttribute("aria-disabled") !== "true") ?? null;
  }

  #settle() {
    for (const [at, option] of this.#all.entries()) option.id = `bar-option-${at}`;
    for (const group of Object.values(this.groups)) group.hidden = !group.childElementCount;
    this.hits.hidden = !this.count;
    this.box.setAttribute("aria-expanded", String(Boolean(this.count)));
  }
}

/** @param {import("./registry.js").Offer} offer */
function commandOption({ id, shown, reason, key }) {
  const option = made("bar-command");
  option.dataset.command = id;
  option.querySelector("[data-words]").textContent = shown;
  const cap = option.querySelector("kbd");
  cap.textContent = key ? shownKey(key) : "";
  cap.hidden = !key;
  option.querySelector("[data-reason]").textContent = reason;
  option.querySelector("[data-reason]").hidden = !reason;
  if (reason) option.setAttribute("aria-disabled", "true");
  return option;
}

/** @param {import("../list_store.js").Row} row */
function chatOption(row) {
  const option = made("bar-chat");
  option.dataset.conversation = String(row.conversation);
  option.querySelector("[data-name]").textContent = row.buyer.name;
  option.querySelector("[data-state]").textContent = row.owner?.name ?? (row.state === "waiting" ? pgettext("session", "没人接") : "");
  option.querySelector("[data-last]").textContent = lastWords(row);
  return option;
}

function made(template) {
  return document.getElementById(template).content.firstElementChild.cloneNode(true);
}
