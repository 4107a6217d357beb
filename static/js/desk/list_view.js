/**
 * The list on the page: one element a row, kept as long as the row is shown and only moved when the
 * order changed. Of a long list only the stretch about the view is drawn (list_span.js); the rest is
 * room. Rows don't re-sort under the pointer: a new order waits until it leaves the list, or until the
 * hand goes to the keyboard; what is loaded below is added all the same.
 *
 * @typedef {import("./list_store.js").Row} Row
 * @typedef {{row: Row, heading?: undefined}|{heading: "waiting"|"answered", row?: undefined}} Line
 */
import { gettext, interpolate } from "../i18n.js";
import { lineAt, spanOf, topOf, WHOLE } from "./list_span.js";
import { RowView } from "./row_view.js";

export class ListView {
  /** @type {Line[]} the whole list from top to bottom, drawn or not */ #lines = [];
  #heights = { row: 60, heading: 24 };
  #drawn = { from: 0, to: 0 };

  /**
   * @param {HTMLElement} list its parent scrolls @param {{row: HTMLTemplateElement, heading: HTMLTemplateElement}} templates
   * @param {() => import("./row_view.js").Scene} scene what rows are drawn by
   */
  constructor(list, templates, scene) {
    Object.assign(this, { list, templates, scene });
    this.panel = list.parentElement;
    /** @type {Map<number, RowView>} */
    this.views = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.headings = new Map();
    /** @type {{waiting: Row[], answered: Row[]}|null} */
    this.held = null;
    this.frozen = false;
    this.panel.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    if (globalThis.ResizeObserver) new ResizeObserver(() => this.#resized()).observe(this.panel);
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
    this.#place(linesOf(arranged), { keep: !now });
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

  /** The rows as they stand in the list, which is what J and K go by. @returns {Row[]} */
  get shown() {
    return this.#lines.flatMap(({ row }) => (row ? [row] : []));
  }

  /** @param {number|null} conversation mark it, and have it in view */
  choose(conversation) {
    for (const [id, view] of this.views) view.choose(id === conversation);
    if (conversation === null) return;
    if (!this.views.has(conversation)) this.#bringNear(conversation);
    this.views.get(conversation)?.element.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} conversation */
  focus(conversation) {
    this.views.get(conversation)?.link.focus();
  }

  get #isLong() {
    return this.#lines.length > WHOLE;
  }

  /** Under the pointer: each row as it is now, in the order of before; what is new at the end is added. */
  #refill({ waiting, answered }) {
    const scene = this.scene();
    const fresh = new Map([...waiting, ...answered].map((row) => [row.conversation, row]));
    for (const line of this.#lines) {
      if (!line.row) continue;
      line.row = fresh.get(line.row.conversation) ?? line.row;
      fresh.delete(line.row.conversation);
    }
    for (const view of this.views.values()) {
      const line = this.#lines.find(({ row }) => row?.conversation === view.row.conversation);
      if (line && (view.row !== line.row || line.row.unanswered_since)) view.fill(line.row, scene);
    }
    let end = answered.length;
    while (end > 0 && fresh.has(answered[end - 1].conversation)) end -= 1;
    const added = end === answered.length || !this.#lines.length ? [] : answered.slice(end).map((row) => ({ row }));
    if (added.length) this.#place([...this.#lines, ...added], { keep: false });
  }

  /** @param {Line[]} lines @param {{keep: boolean}} how `keep`: what is read stays where it is */
  #place(lines, { keep }) {
    const anchor = keep && this.#isLong && this.panel.scrollTop > 0 ? this.#anchor() : null;
    this.#lines = lines;
    this.panel.style.overflowAnchor = this.#isLong ? "none" : "";
    if (anchor) this.#return(anchor);
    this.#draw();
  }

  /** The first line in view, and how much of it is above. */
  #anchor() {
    const top = this.panel.scrollTop;
    const at = lineAt(top, this.#lines.length, this.#headingsAt(), this.#heights);
    return { id: this.#lines[at]?.row?.conversation, above: top - topOf(at, this.#headingsAt(), this.#heights) };
  }

  #return({ id, above }) {
    const at = this.#lines.findIndex(({ row }) => row?.conversation === id);
    if (id === undefined || at < 0) return;
    const top = topOf(at, this.#headingsAt(), this.#heights) + above;
    if (Math.abs(top - this.panel.scrollTop) < 1) return;
    this.#room(); // the place may not exist yet
    this.panel.scrollTop = top;
  }

  #bringNear(conversation) {
    const at = this.#lines.findIndex(({ row }) => row?.conversation === conversation);
    if (at < 0) return;
    this.panel.scrollTop = topOf(at, this.#headingsAt(), this.#heights) - this.panel.clientHeight / 2;
    this.#draw();
  }

  #scrolled() {
    if (!this.#isLong) return;
    const { from, to } = this.#span();
    if (from !== this.#drawn.from || to !== this.#drawn.to) this.#draw();
  }

  /** Rows are higher on a phone; measured where one stands, once a size. */
  #resized() {
    const row = this.views.values().next().value?.element.offsetHeight;
    const heading = this.headings.values().next().value?.offsetHeight;
    if (row) this.#heights = { row, heading: heading || this.#heights.heading };
    this.#scrolled();
  }

  #headingsAt() {
    return this.#lines.flatMap(({ heading }, at) => (heading ? [at] : []));
  }

  #span() {
    return spanOf({ count: this.#lines.length, headings: this.#headingsAt(), heights: this.#heights, top: this.panel.scrollTop, height: this.panel.clientHeight });
  }

  #room() {
    const total = topOf(this.#lines.length, this.#headingsAt(), this.#heights);
    this.list.style.paddingBottom = `${total}px`;
  }

  #draw() {
    const span = this.#span();
    this.#drawn = span;
    const scene = this.scene();
    const wanted = new Set();
    let at = this.list.firstElementChild;
    for (let index = span.from; index < span.to; index += 1) {
      const line = this.#lines[index];
      const element = line.row ? this.#row(line.row, scene) : this.#heading(line.heading);
      if (this.#isLong) number(element, index + 1, this.#lines.length);
      wanted.add(element);
      if (element === at) at = at.nextElementSibling;
      else this.list.insertBefore(element, at);
    }
    for (const [id, view] of this.views) {
      if (wanted.has(view.element)) continue;
      view.element.remove();
      this.views.delete(id);
    }
    for (const heading of this.headings.values()) if (!wanted.has(heading)) heading.remove();
    this.list.style.paddingTop = span.above ? `${span.above}px` : "";
    this.list.style.paddingBottom = span.below ? `${span.below}px` : "";
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

/** @param {{waiting: Row[], answered: Row[], mixed?: boolean}} arranged `mixed`: all in one order, without headings @returns {Line[]} */
function linesOf({ waiting, answered, mixed = false }) {
  const part = (heading, rows) => (rows.length ? [{ heading }, ...rows.map((row) => ({ row }))] : []);
  return [...part("waiting", waiting), ...(mixed ? answered.map((row) => ({ row })) : part("answered", answered))];
}

/** Where it stands in the whole list, for those who hear it. */
function number(element, place, count) {
  if (element.ariaPosInSet !== String(place)) element.ariaPosInSet = String(place);
  if (element.ariaSetSize !== String(count)) element.ariaSetSize = String(count);
}

/** What the bars rise to. @param {number[]} steps @returns {string} */
function limitWords(steps) {
  const limit = steps.at(-1);
  if (!limit) return "";
  return limit % 60 ? interpolate(gettext("达标线 %s 秒"), [limit]) : interpolate(gettext("达标线 %s 分钟"), [limit / 60]);
}
