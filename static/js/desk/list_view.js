/**
 * The list on the page: one element a row, kept as long as the row is shown and only moved when the
 * order changed. Rows don't re-sort under the pointer: a new order waits until it leaves the list,
 * or until the hand goes to the keyboard.
 *
 * @typedef {import("./list_store.js").Row} Row
 */
import { gettext, interpolate } from "../i18n.js";
import { RowView } from "./row_view.js";

export class ListView {
  /**
   * @param {HTMLElement} list @param {{row: HTMLTemplateElement, heading: HTMLTemplateElement}} templates
   * @param {() => import("./row_view.js").Scene} scene what rows are drawn by
   */
  constructor(list, templates, scene) {
    Object.assign(this, { list, templates, scene });
    /** @type {Map<number, RowView>} */
    this.views = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.headings = new Map();
    /** @type {{waiting: Row[], answered: Row[]}|null} */
    this.held = null;
    this.frozen = false;
    this.#watchPointer();
  }

  /** @param {{waiting: Row[], answered: Row[]}} arranged @param {{now?: boolean}} [how] `now`: a new order may not wait */
  show(arranged, { now = false } = {}) {
    if (this.frozen && !now) {
      this.held = arranged;
      this.#refill(arranged);
      return;
    }
    this.held = null;
    this.#place(arranged);
  }

  /** What rows are drawn by is different: each says it again. */
  redraw() {
    const scene = this.scene();
    for (const view of this.views.values()) view.fill(view.row, scene);
  }

  /** The passing second: only those who wait. */
  tick() {
    const scene = this.scene();
    for (const view of this.views.values()) if (view.row.unanswered_since) view.tick(scene);
  }

  /** The rows as they stand on the page, which is what J and K go by. @returns {Row[]} */
  get shown() {
    return [...this.list.children].map((item) => this.views.get(Number(item.dataset.conversation))?.row).filter(Boolean);
  }

  /** @param {number|null} conversation mark it, and have it in view */
  choose(conversation) {
    for (const [id, view] of this.views) view.choose(id === conversation);
    this.views.get(conversation)?.element.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} conversation */
  focus(conversation) {
    this.views.get(conversation)?.link.focus();
  }

  #refill({ waiting, answered }) {
    const scene = this.scene();
    for (const row of [...waiting, ...answered]) {
      const view = this.views.get(row.conversation);
      if (view && (view.row !== row || row.unanswered_since)) view.fill(row, scene);
    }
  }

  #place({ waiting, answered, mixed }) {
    const scene = this.scene();
    const wanted = new Set();
    let at = this.list.firstElementChild;
    const put = (element) => {
      wanted.add(element);
      if (element === at) at = at.nextElementSibling;
      else this.list.insertBefore(element, at);
    };
    if (waiting.length) put(this.#heading("waiting"));
    for (const row of waiting) put(this.#row(row, scene));
    if (answered.length && !mixed) put(this.#heading("answered"));
    for (const row of answered) put(this.#row(row, scene));
    for (const [id, view] of this.views) {
      if (wanted.has(view.element)) continue;
      view.element.remove();
      this.views.delete(id);
    }
    for (const heading of this.headings.values()) if (!wanted.has(heading)) heading.remove();
  }

  /** @param {Row} row @returns {HTMLElement} */
  #row(row, scene) {
    const known = this.views.get(row.conversation);
    if (!known) this.views.set(row.conversation, new RowView(this.templates.row, row, scene));
    else if (known.row !== row) known.fill(row, scene);
    return this.views.get(row.conversation).element;
  }

  /** @param {"waiting"|"answered"} name @returns {HTMLElement} */
  #heading(name) {
    if (!this.headings.has(name)) {
      this.headings.set(name, this.templates.heading.content.firstElementChild.cloneNode(true));
    }
    const heading = this.headings.get(name);
    heading.querySelector("[data-words]").textContent = name === "waiting" ? gettext("最久未回在前") : gettext("已回复");
    heading.querySelector("[data-limit]").textContent = name === "waiting" ? limitWords(this.scene().steps) : "";
    return heading;
  }

  #watchPointer() {
    const release = () => {
      this.frozen = false;
      if (this.held) this.show(this.held);
    };
    this.list.addEventListener("pointermove", (event) => { this.frozen = event.pointerType === "mouse"; });
    this.list.addEventListener("pointerleave", release);
    document.addEventListener("keydown", release, { capture: true });
  }
}

/** What the bars rise to. @param {number[]} steps @returns {string} */
function limitWords(steps) {
  const limit = steps.at(-1);
  if (!limit) return "";
  return limit % 60 ? interpolate(gettext("达标线 %s 秒"), [limit]) : interpolate(gettext("达标线 %s 分钟"), [limit / 60]);
}
