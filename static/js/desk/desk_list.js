/**
 * The list as a whole: tabs, rows, paging on scroll, the digest's check. Speaks with the line, holds
 * the store, tells the view.
 */
import { gettext } from "../i18n.js";
import { ListStore } from "./list_store.js";
import { ListView } from "./list_view.js";
import { afterDelay } from "./skeletons.js";
import { arrange, byTime } from "./row_order.js";
import { Tabs } from "./tabs.js";

const NEAR_END_PX = 600;

export class DeskList {
  /**
   * @param {HTMLElement} root the list's section
   * @param {object} options
   * @param {number} options.me
   * @param {(name: string, fields: object) => Promise<any>} options.command
   * @param {() => import("./row_view.js").Scene} options.scene
   * @param {() => void} options.onChange rows or counts differ
   */
  constructor(root, { me, command, scene, onChange }) {
    Object.assign(this, { command, onChange });
    this.store = new ListStore({ me });
    /** @type {import("./row_order.js").Tab} */
    this.tab = "all";
    const find = (name) => root.querySelector(`[data-${name}]`);
    this.parts = { list: find("list"), panel: find("list-panel"), skeleton: find("list-skeleton"), empty: find("list-empty"), more: find("list-more") };
    const templates = { row: document.getElementById("row-template"), heading: document.getElementById("heading-template") };
    this.view = new ListView(this.parts.list, templates, scene);
    this.tabs = new Tabs(find("tabs"), this.parts.panel, (tab) => this.#chosen(tab));
    this.parts.panel.addEventListener("scroll", () => this.#moreIfNear(), { passive: true });
    /** @type {import("./row_order.js").Order} */
    this.order = "wait";
    this.drawing = 0;
    this.asking = new Set();
    /** @type {((row: import("./list_store.js").Row) => boolean)|null} only rows that fit, of all that are held */
    this.fits = null;
  }

  /** Look through a lens, or (null) at the tab again. @param {typeof this.fits} fits @param {string} [empty] what it says when nothing fits */
  look(fits, empty = "") {
    Object.assign(this, { fits, emptyWords: empty });
    this.parts.panel.scrollTop = 0;
    this.draw({ now: true });
  }

  /** @param {import("./row_order.js").Order} order */
  sort(order) {
    this.order = order;
    this.parts.panel.scrollTop = 0;
    this.draw({ now: true });
  }

  /** @param {import("./list_store.js").Row[]} rows */
  hold(rows) {
    this.store.hold(rows);
    this.draw();
  }

  /** Page one of the tab; several calls at once ask once. @returns {Promise<void>} */
  async open(tab = this.tab) {
    if (this.asking.has(tab)) return;
    this.asking.add(tab);
    const waiting = this.store.pages[tab] ? () => {} : afterDelay(() => { this.parts.skeleton.hidden = false; });
    const mark = this.store.mark();
    try {
      const agreed = this.store.firstPage(await this.command("list.open", { tab, cursor: null }), mark);
      if (!agreed) this.open("all").catch(() => {});
    } finally {
      waiting();
      this.asking.delete(tab);
      this.parts.skeleton.hidden = true;
    }
    this.draw({ now: tab === this.tab && !this.parts.list.childElementCount });
  }

  /** @param {import("./list_store.js").Row} row */
  apply(row) {
    if (this.store.apply(row)) this.draw();
  }

  /** A heartbeat's digest: page one again when it differs. @param {import("./list_store.js").Digest} digest */
  check(digest) {
    if (this.store.agrees(digest)) return;
    this.reopen().catch(() => {});
  }

  /** Page one of `all`, which every tab lives on, and of the tab in view. @returns {Promise<void>} */
  async reopen() {
    await this.open("all");
    if (this.tab !== "all") await this.open();
  }

  /** Once a frame, however much came in. @param {{now?: boolean}} [how] */
  draw({ now = false } = {}) {
    if (now) this.drawNow = true;
    if (this.drawing) return;
    this.drawing = setTimeout(() => {
      this.drawing = 0;
      this.#draw();
    }, document.hidden ? 200 : 16);
  }

  tick() {
    this.view.tick();
  }

  #draw() {
    const arranged = this.fits ? this.#fitting() : this.store.view(this.tab, this.order);
    this.view.show(arranged, { now: this.drawNow });
    this.drawNow = false;
    this.tabs.count(this.store.digest);
    this.parts.list.setAttribute("aria-busy", String(!arranged.loaded));
    const nothing = arranged.loaded && !arranged.waiting.length && !arranged.answered.length;
    this.parts.empty.hidden = !nothing;
    if (nothing) this.parts.empty.textContent = this.#nothingWords();
    this.onChange();
    this.#moreIfNear();
  }

  #fitting() {
    const rows = [...this.store.rows.values()].filter(this.fits);
    const arranged = arrange(rows, "all", this.store.me);
    return { ...(this.order === "time" ? byTime(arranged) : arranged), more: false, loaded: true };
  }

  #nothingWords() {
    if (this.fits) return this.emptyWords;
    if (this.tab === "waiting") return gettext("现在没有买家在等。有人来了，这里和标题上会立刻看到。");
    if (this.tab === "mine") return gettext("您手上没有会话。按 N 打开一个在等的，再按 G 接待。");
    return gettext("还没有会话。买家从聊天页说第一句话，就会出现在这里。");
  }

  #chosen(tab) {
    this.tab = tab;
    this.parts.panel.scrollTop = 0;
    this.draw({ now: true });
    this.open(tab).catch(() => {});
  }

  async #moreIfNear() {
    const { panel, more } = this.parts;
    const page = this.store.pages[this.tab];
    const key = `more ${this.tab}`;
    const left = panel.scrollHeight - panel.scrollTop - panel.clientHeight;
    if (this.fits || !page?.next || !panel.clientHeight || left > NEAR_END_PX || this.asking.has(key)) return;
    this.asking.add(key);
    const waiting = afterDelay(() => { more.hidden = false; });
    try {
      this.store.furtherPage(await this.command("list.open", { tab: this.tab, cursor: page.next }));
    } catch {
      return; // the line was lost: the next scroll, or the next line, asks again
    } finally {
      waiting();
      more.hidden = true;
      this.asking.delete(key);
    }
    this.draw();
  }
}
