/**
 * Draws a thread into a list inside a `role="log"`: touches only what changed, keeps the reader's
 * place, draws a few hundred rows of ten thousand; what is loaded (`quiet`) is not read aloud.
 */
import { ngettext, interpolate } from "../i18n.js";
import { fillNode, makeNode } from "./row_nodes.js";
import { RowWindow } from "./row_window.js";
import { toRows } from "./rows.js";
import { ScrollKeeper } from "./scroll_keeper.js";

const NEAR_EDGE = 400;
const SPOKEN = new Set(["message", "card", "file", "answer"]);

export class ThreadView {
  #drawn = new Map();
  #scheduled = false;
  #seen = 0;

  /** @param {import("./shapes.js").ThreadViewOptions} options */
  constructor({ log, list, templates, items, look, newer, onAct, onNeedOlder, onMoved }) {
    Object.assign(this, { log, list, templates, items, look, newer });
    this.hooks = { onAct, onNeedOlder, onMoved };
    this.window = new RowWindow();
    this.keeper = new ScrollKeeper(log, list, () => this.#scrolled());
    list.addEventListener("click", (event) => this.#clicked(event));
    newer?.addEventListener("click", () => this.jumpToEnd());
  }

  /** The newest entry is in view. */
  get atEnd() {
    return this.keeper.stuck && this.window.followsEnd;
  }

  /** Forget what was drawn: another thread comes. */
  clear() {
    this.#drawn.clear();
    this.list.replaceChildren();
    this.window.toEnd();
    this.keeper.stuck = true;
    this.#seen = 0;
  }

  jumpToEnd() {
    this.window.toEnd();
    this.keeper.stuck = true;
    this.update();
  }

  /** Draw soon, once for many. */
  schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const draw = () => { if (this.#scheduled) this.update(); };
    if (document.visibilityState === "visible") requestAnimationFrame(draw);
    else setTimeout(draw, 100);
  }

  /** Draw now. @param {{quiet?: boolean}} [how] */
  update({ quiet = false } = {}) {
    this.#scheduled = false;
    const items = this.items();
    if (this.#wantsOlder) this.window.up(items);
    const { from, to } = this.window.place(items, this.keeper.stuck);
    const rows = toRows(items.slice(from, to), this.look(), items[from - 1]);
    if (quiet) this.log.setAttribute("aria-live", "off");
    this.keeper.keep(() => this.#patch(rows), this.window.followsEnd);
    if (quiet) setTimeout(() => this.log.removeAttribute("aria-live"), 200);
    this.#count(items);
    if (this.#wantsOlder) this.hooks.onNeedOlder?.();
  }

  /** Near the top of what is drawn, or the view is not full. */
  get #wantsOlder() {
    return (!this.keeper.stuck && this.log.scrollTop < NEAR_EDGE) || this.log.scrollHeight <= this.log.clientHeight;
  }

  /** True while a drawn row changes by time alone. */
  get ticking() {
    return [...this.#drawn.values()].some(({ said }) => said.includes('"recall":true') || said.includes('"act":"rewrite"'));
  }

  #patch(rows) {
    const kinds = new Map(rows.map((row) => [row.key, row.kind]));
    for (const [key, { node, kind }] of this.#drawn) {
      if (kinds.get(key) === kind) continue;
      node.remove();
      this.#drawn.delete(key);
    }
    let next = this.list.firstElementChild;
    for (const row of rows) {
      const node = this.#draw(row);
      if (node === next) next = next.nextElementSibling;
      else this.list.insertBefore(node, next);
    }
  }

  #draw(row) {
    const said = JSON.stringify(row);
    const held = this.#drawn.get(row.key);
    if (!held) {
      const node = makeNode(this.templates, row);
      this.#drawn.set(row.key, { node, said, kind: row.kind });
      return node;
    }
    if (held.said !== said) {
      fillNode(held.node, row);
      held.said = said;
    }
    return held.node;
  }

  #scrolled() {
    if (this.#wantsOlder) {
      this.update({ quiet: true });
    } else if (this.keeper.fromBottom() < NEAR_EDGE && !this.window.followsEnd) {
      this.window.down(this.items());
      this.update({ quiet: true });
    }
    this.#count(this.items());
    this.hooks.onMoved?.();
  }

  /** How many from the other side came below the view. */
  #count(items) {
    const { isOwn } = this.look();
    const last = items.findLast((item) => item.entry)?.entry.seq ?? 0;
    if (this.atEnd || this.#seen === 0) this.#seen = last;
    let count = 0;
    for (let index = items.length - 1; index >= 0; index -= 1) {
      const { entry } = items[index];
      if (entry && entry.seq <= this.#seen) break;
      if (entry && SPOKEN.has(entry.kind) && !entry.recalled && !isOwn(entry)) count += 1;
    }
    if (!this.newer) return;
    this.newer.hidden = this.atEnd || (count === 0 && this.window.followsEnd && this.keeper.fromBottom() < this.log.clientHeight);
    const label = count ? interpolate(ngettext("%(count)s 条新消息", "%(count)s 条新消息", count), { count }, true) : "";
    this.#nameNewer(label);
  }

  #nameNewer(label) {
    const words = this.newer.querySelector("[data-slot=count]") ?? this.newer;
    const text = label || this.newer.dataset.idle || "";
    if (words.textContent !== text) words.textContent = text;
  }

  #clicked(event) {
    const button = event.target.closest("[data-act]");
    const key = button?.closest("[data-key]")?.dataset.key;
    const item = key && this.items().findLast((each) => each.key === key);
    if (item) this.hooks.onAct?.(button.dataset.act, item, button);
  }
}
