/**
 * The list of colleagues that opens behind an @ in the note box: arrows move, Enter or Tab takes, Esc
 * closes. The caret stays in the box; the list is spoken through `aria-activedescendant`.
 */
import { completed, fitting, queryAt } from "./mention_query.js";

export class MentionPicker {
  /** @param {HTMLTextAreaElement} box @param {HTMLElement} list a `role="listbox"` @param {{colleagues: () => import("./mention_query.js").Colleague[], me: number}} options */
  constructor(box, list, { colleagues, me }) {
    Object.assign(this, { box, list, colleagues, me, from: 0, at: 0 });
    /** @type {import("./mention_query.js").Colleague[]} */
    this.found = [];
    box.addEventListener("input", () => this.#look());
    box.addEventListener("click", () => this.#look());
    box.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    box.addEventListener("keydown", (event) => this.#key(event), { capture: true });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take(Number(option.dataset.at));
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  close() {
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  #look() {
    const asked = queryAt(this.box.value, this.box.selectionStart);
    this.found = asked ? fitting(this.colleagues(), asked.query, this.me) : [];
    if (!asked || !this.found.length) return this.close();
    this.from = asked.from;
    this.at = 0;
    this.list.replaceChildren(...this.found.map(({ name }, at) => this.#option(name, at)));
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.#mark();
  }

  #option(name, at) {
    const option = document.createElement("li");
    option.id = `mention-${at}`;
    option.dataset.at = String(at);
    option.setAttribute("role", "option");
    option.textContent = name;
    return option;
  }

  #mark() {
    for (const [at, option] of [...this.list.children].entries()) option.setAttribute("aria-selected", String(at === this.at));
    this.box.setAttribute("aria-activedescendant", `mention-${this.at}`);
  }

  #key(event) {
    if (!this.isOpen || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.at = (this.at + step + this.found.length) % this.found.length;
      this.#mark();
    } else if (event.key === "Enter" || event.key === "Tab") this.#take(this.at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #take(at) {
    const { box } = this;
    const done = completed(box.value, this.from, box.selectionStart, this.found[at].name);
    box.value = done.text;
    box.setSelectionRange(done.caret, done.caret);
    this.close();
    box.dispatchEvent(new Event("input"));
    box.focus();
  }
}
