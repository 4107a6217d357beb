/**
 * The box that finds an order or a buyer: words in, options out, all by keyboard. What is typed goes
 * by POST and is kept nowhere; the box is empty again when it closes.
 *
 * <dialog data-finder data-url> from templates/desk/_find_dialog.html
 */
import { csrfToken } from "../csrf.js";
import { gettext, interpolate } from "../i18n.js";

const PAUSE_MS = 250;
const LEAST = 2;

export class Finder {
  /** @param {HTMLDialogElement} dialog @param {{onOpen: (conversation: number) => void, onSignedOut: () => void}} options */
  constructor(dialog, { onOpen, onSignedOut }) {
    Object.assign(this, { dialog, onOpen, onSignedOut });
    const find = (name) => dialog.querySelector(`[data-finder-${name}]`);
    this.parts = { form: find("form"), hits: find("hits"), said: find("said") };
    this.box = this.parts.form.elements.words;
    this.turn = 0;
    this.box.addEventListener("input", () => this.#typed());
    this.box.addEventListener("keydown", (event) => this.#walked(event));
    this.parts.form.addEventListener("submit", (event) => { event.preventDefault(); this.#entered(); });
    this.parts.hits.addEventListener("click", (event) => this.#choose(event.target.closest("[role=option]")));
    find("close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => this.#clear());
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
    this.box.focus();
  }

  #clear() {
    clearTimeout(this.pause);
    this.turn += 1;
    this.box.value = "";
    this.#show([]);
    this.parts.said.textContent = "";
  }

  #typed() {
    clearTimeout(this.pause);
    this.turn += 1; // an answer on its way is no longer wanted
    this.#show([]);
    this.parts.said.textContent = "";
    if (this.box.value.trim().length >= LEAST) this.pause = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  async #ask() {
    clearTimeout(this.pause);
    const turn = ++this.turn;
    const { nodes, problem } = await this.#fetch(this.box.value);
    if (turn !== this.turn) return false;
    this.#show(nodes ?? []);
    this.parts.said.textContent = problem ?? this.#countWords(nodes.length);
    return Boolean(nodes?.length);
  }

  #countWords(count) {
    if (!count) return gettext("这家店里没有找到。看看有没有少写一位；只写后四位也行。");
    const words = matchMedia("(pointer: coarse)").matches ? gettext("找到 %(count)s 个，点一个打开") : gettext("找到 %(count)s 个，上下键选，回车打开");
    return interpolate(words, { count }, true);
  }

  async #fetch(words) {
    try {
      const answer = await fetch(this.dialog.dataset.url, {
        method: "POST", body: new URLSearchParams({ words }), redirect: "manual",
        headers: { "X-CSRFToken": csrfToken(), Accept: "application/json, text/html" },
      });
      if (answer.type === "opaqueredirect" || answer.status === 401) this.onSignedOut();
      if (!answer.ok) {
        const { error } = await answer.json();
        return { problem: `${error.message}${error.action}` };
      }
      const found = new DOMParser().parseFromString(`<ul>${await answer.text()}</ul>`, "text/html");
      return { nodes: [...found.querySelectorAll("[role=option]")] };
    } catch {
      return { problem: gettext("没找成，网断了。您写的还在，连上再按回车。") };
    }
  }

  /** @param {HTMLElement[]} nodes */
  #show(nodes) {
    this.parts.hits.replaceChildren(...nodes);
    this.parts.hits.hidden = !nodes.length;
    this.box.setAttribute("aria-expanded", String(Boolean(nodes.length)));
    this.#mark(nodes.find((node) => node.dataset.conversation) ?? null);
  }

  #mark(option) {
    for (const each of this.parts.hits.children) each.setAttribute("aria-selected", String(each === option));
    this.marked = option;
    if (option) this.box.setAttribute("aria-activedescendant", option.id);
    else this.box.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  #walked(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...this.parts.hits.children];
    if (!step || event.isComposing || !all.length) return;
    event.preventDefault();
    this.#mark(all[(all.indexOf(this.marked) + step + all.length) % all.length]);
  }

  async #entered() {
    if (this.marked) this.#choose(this.marked);
    else if (this.box.value.trim()) await this.#ask();
  }

  #choose(option) {
    if (!option) return;
    this.#mark(option);
    const { conversation } = option.dataset;
    if (!conversation) {
      this.parts.said.textContent = gettext("这位买家没来聊过，还没有会话可以打开。");
      return;
    }
    this.dialog.close();
    this.onOpen(Number(conversation));
  }
}
