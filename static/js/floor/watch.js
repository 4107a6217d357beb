/**
 * Reads a chat along, unseen: the thread as the desk draws it, without a word of one's own, without
 * reporting what was read. One watching has one name, so that a line that comes back begins no other.
 */
import { gettext, interpolate } from "../i18n.js";
import { Filler } from "../realtime/filler.js";
import { applyEntry, applyHistory, applyPositions, applySession, applySnapshot, createThread, hasOlder, noteLast, ordered, resetThread } from "../realtime/thread_store.js";
import { uuid } from "../realtime/uuid.js";
import { DraftLine } from "../thread/draft_line.js";
import { jumpTo } from "../thread/jumping.js";
import { ThreadView } from "../thread/render.js";

const TYPING_MS = 5000;

export class Watch {
  /** @type {number|null} */ conversation = null;
  row = null;
  #thread = null;
  #filler = null;
  #watching = "";
  #typing = 0;
  #older = false;

  /**
   * @param {HTMLElement} box
   * @param {object} options
   * @param {import("../realtime/socket.js").Line} options.line
   * @param {{id: number, name: string}} options.me
   * @param {() => number} options.now
   * @param {(row: object) => void} options.onRow
   * @param {(items: object[], thread: object) => object[]} options.between what else stands in the thread
   * @param {(item: object) => object} options.noteRow
   * @param {(name: string, item: object, button: HTMLElement) => void} options.onAct
   */
  constructor(box, options) {
    Object.assign(this, options);
    const find = (name) => box.querySelector(`[data-watch-${name}]`);
    this.parts = { first: find("first"), problem: find("problem"), words: find("problem-words"), typing: find("typing") };
    find("retry").addEventListener("click", () => this.refresh());
    this.draft = new DraftLine(box.querySelector("[data-draft]"));
    const template = (name) => document.getElementById(`entry-${name}`);
    const names = ["own", "other", "card", "line", "day", "note"];
    this.view = new ThreadView({
      log: find("scroll"), list: find("log"),
      templates: Object.fromEntries(names.map((name) => [name, template(name)])),
      items: () => this.#items(), look: () => this.#look(),
      onAct: (name, item, button) => this.onAct(name, item, button), onNeedOlder: () => this.#loadOlder(),
    });
    this.#listen();
  }

  /** @param {number} conversation */
  async open(conversation) {
    if (conversation === this.conversation) return;
    this.close();
    this.conversation = conversation;
    this.draft.show(conversation);
    this.#watching = uuid();
    this.#thread = createThread({ isOwn: ({ side }) => side !== "buyer" });
    this.#filler = new Filler({ thread: this.#thread, fill: (after) => this.line.command("thread.fill", { conversation, after }), onFilled: () => this.view.schedule() });
    await this.refresh();
  }

  close() {
    this.conversation = null;
    this.row = null;
    this.#thread = null;
    this.draft.show(null);
    this.view.clear();
    this.#problem("");
    this.#typed("");
  }

  /** All that is new in it; a lost line is the line's business. */
  async refresh() {
    const { conversation } = this;
    if (conversation === null) return;
    const thread = this.#thread;
    const after = thread.ready ? thread.cursor : 0;
    try {
      const reply = await this.line.command("thread.watch", { conversation, watching: this.#watching, after });
      if (thread !== this.#thread) return;
      const { gap, stale } = applySnapshot(thread, reply.thread, after);
      if (stale) {
        resetThread(thread);
        await this.refresh();
        return;
      }
      this.#problem("");
      this.heardRow(reply.row);
      this.view.update({ quiet: true });
      this.#begin();
      if (gap) this.#filler.run().catch(() => {});
    } catch (error) {
      if (thread === this.#thread && !error.unanswered) this.#problem(`${error.message} ${error.action}`);
    }
  }

  /** @param {{conversation: number, version: number}} row */
  heardRow(row) {
    if (row.conversation !== this.conversation || (this.row && row.version < this.row.version)) return;
    this.row = row;
    this.onRow(row);
    this.view.schedule();
  }

  /** Where the thread ends, as far as this page knows. */
  get last() {
    return this.#thread?.last ?? 0;
  }

  tick() {
    this.draft.tick();
    if (this.#typing && Date.now() > this.#typing) this.#typed("");
    if (this.view.ticking) this.view.schedule();
  }

  #listen() {
    const { line } = this;
    const mine = (change) => (event) => {
      if (event.conversation !== this.conversation || !this.#thread) return;
      const { changed, gap } = change(this.#thread, event);
      if (changed) this.view.schedule();
      if (gap) this.#filler.run().catch(() => {});
    };
    line.on("thread.draft", (event) => {
      this.draft.heard(event);
      if (this.draft.shown) this.#typed("");
    });
    line.on("entry.added", ({ conversation, entry }) => this.draft.heardEntry(conversation, entry));
    line.on("entry.added", mine((thread, { entry }) => {
      this.#typed("");
      return applyEntry(thread, entry);
    }));
    for (const name of ["session.opened", "session.taken", "session.queued", "session.finished", "session.reopened"]) {
      line.on(name, mine((thread, { session }) => applySession(thread, session)));
    }
    line.on("position.moved", mine((thread, { positions }) => applyPositions(thread, positions)));
    line.on("desk.heartbeat", mine((thread, { last, positions }) => {
      applyPositions(thread, positions);
      return noteLast(thread, last);
    }));
    line.on("conversation.changed", ({ row }) => this.heardRow(row));
    line.on("thread.typing", ({ conversation, side, member }) => {
      if (conversation !== this.conversation || (side === "buyer" && this.draft.shown)) return;
      const name = side === "buyer" ? this.row?.buyer.name : member?.name;
      if (name) this.#typed(interpolate(gettext("%s正在输入…"), [name]));
    });
  }

  #items() {
    if (!this.#thread) return [];
    const name = this.row?.buyer.name ?? null;
    const items = ordered(this.#thread).map((item) => (item.entry?.side === "buyer" && !item.entry.author
      ? { ...item, entry: { ...item.entry, author: name } } : item));
    return this.between(items, this.#thread);
  }

  /** Nothing here is one's own, so nothing can be taken back. */
  #look() {
    return { reader: "desk", isOwn: () => false, me: this.me.name, position: this.#thread?.positions.buyer ?? { delivered: 0, read: 0 },
      online: this.line.state === "open", noteRow: this.noteRow, lineOf: this.lineOf, now: this.now(), recallSeconds: 0, buyer: this.row?.buyer.name };
  }

  /** To what a message quotes. @param {number} seq */
  async jump(seq) {
    const thread = this.#thread;
    const ask = (before) => this.line.command("thread.history", { conversation: this.conversation, before });
    await jumpTo({ thread, view: this.view, seq, ask, open: () => thread === this.#thread }).catch(() => { /* the line says it */ });
  }

  async #loadOlder() {
    const thread = this.#thread;
    if (!thread?.ready || !hasOlder(thread) || this.#older) return;
    this.#older = true;
    try {
      applyHistory(thread, await this.line.command("thread.history", { conversation: this.conversation, before: thread.first }));
    } catch {
      return; // the next scroll asks again
    } finally {
      this.#older = false;
    }
    if (thread !== this.#thread) return;
    this.view.update({ quiet: true });
    this.#begin();
  }

  #begin() {
    const begins = this.#thread?.ready && !hasOlder(this.#thread);
    this.parts.first.hidden = !begins;
    this.parts.first.textContent = begins ? gettext("聊天从这里开始") : "";
  }

  #typed(words) {
    this.#typing = words ? Date.now() + TYPING_MS : 0;
    this.parts.typing.hidden = !words;
    this.parts.typing.textContent = words;
  }

  #problem(words) {
    this.parts.problem.hidden = !words;
    this.parts.words.textContent = words;
  }
}
