/**
 * The open chat: which one it is, its thread on the page, its head, its composer, taking and
 * finishing. Knows nothing of the list but what it is told of the chat's row.
 */
import { gettext, interpolate } from "../i18n.js";
import { applyHistory, hasOlder, newestFromOthers, ordered } from "../realtime/thread_store.js";
import { PositionReporter } from "../thread/positions.js";
import { ThreadView } from "../thread/render.js";
import { whyNot } from "./entry_acts.js";
import { insideLine } from "./inside/inside_lines.js";
import { afterDelay } from "./skeletons.js";
import { rightsOf } from "./talk_rights.js";

export class Talk {
  /** @type {number|null} the open conversation */ conversation = null;
  /** @type {import("./list_store.js").Row|null} */ row = null;
  /** @type {import("../realtime/thread_store.js").Thread|null} */ #thread = null;
  #loadingOlder = null;
  /** Calls off the skeleton that is about to be shown. */
  ready = () => {};

  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {import("../realtime/socket.js").Line} options.line
   * @param {import("./open_threads.js").OpenThreads} options.threads
   * @param {import("./composer.js").Composer} options.composer
   * @param {import("./talk_head.js").TalkHead} options.head
   * @param {import("./entry_acts.js").EntryActs} options.acts
   * @param {{id: number, name: string, role: string}} options.me
   * @param {() => {recall_seconds: number}} options.rules
   * @param {() => number} options.now
   * @param {(row: import("./list_store.js").Row) => void} options.onRow the server told the row
   * @param {import("./inside/inside.js").Inside} options.inside
   * @param {(words: string) => void} options.say
   */
  constructor(root, options) {
    Object.assign(this, options);
    const find = (name) => root.querySelector(`[data-${name}]`);
    this.parts = { foot: root.querySelector(".foot"), note: find("history-note"), skeleton: find("talk-skeleton"), problem: find("talk-problem"), problemWords: find("talk-problem-words") };
    find("talk-retry").addEventListener("click", () => this.refresh().catch(() => {}));
    const template = (name) => document.getElementById(`entry-${name}`);
    this.view = new ThreadView({
      log: find("scroll"), list: find("log"), newer: find("to-newest"),
      templates: { own: template("own"), other: template("other"), card: template("card"), line: template("line"), day: template("day"), note: template("note") },
      items: () => this.#items(),
      look: () => this.#look(),
      onAct: (name, item, button) => ("note" in item ? this.inside.notes.do(name, item, button, this.conversation) : this.acts.do(name, item, button)),
      onNeedOlder: () => this.#older(),
      onMoved: () => this.positions.poke(),
    });
    this.positions = new PositionReporter({
      report: (position) => this.line.command("position.report", { conversation: this.conversation, ...position }),
      newest: () => (this.#thread ? newestFromOthers(this.#thread) : 0),
      atEnd: () => this.view.atEnd,
    });
  }

  /** @param {number|null} conversation @param {import("./list_store.js").Row|null} row as the list knows it */
  open(conversation, row) {
    if (conversation === this.conversation) return;
    this.conversation = conversation;
    this.row = row;
    this.#thread = conversation === null ? null : this.threads.get(conversation);
    this.positions.reset();
    this.view.clear();
    this.#settled();
    this.#problem("");
    this.composer.open(conversation === null ? null : String(conversation));
    this.draw();
    if (conversation === null) return;
    this.view.update({ quiet: true });
    this.#note();
    this.ready();
    this.ready = this.#thread.ready ? () => {} : afterDelay(() => { this.parts.skeleton.hidden = false; });
    this.refresh().catch(() => {});
  }

  /** All that is new in the open chat. A lost line is the line's business. */
  async refresh() {
    const { conversation } = this;
    if (conversation === null || this.line.state === "waiting" || this.line.state === "stopped") return;
    this.#problem("");
    try {
      const row = await this.threads.refresh(conversation);
      this.onRow(row);
      if (conversation === this.conversation) this.#loaded(row);
    } catch (error) {
      if (error.unanswered) throw error;
      if (conversation === this.conversation) this.#problem(`${error.message} ${error.action}`);
    }
  }

  /** Something in a thread changed. @param {number} conversation */
  changed(conversation) {
    if (conversation !== this.conversation) return;
    this.view.schedule();
    this.#note();
    this.positions.know(this.#thread.positions.shop);
    this.positions.poke();
  }

  /** @param {import("./list_store.js").Row} row */
  heardRow(row) {
    if (row.conversation !== this.conversation || (this.row && row.version < this.row.version)) return;
    this.row = row;
    this.draw();
  }

  /** Why nothing can be said here now; "" when it can. */
  get lockedWords() {
    return this.rights.locked ? lockWords(this.row, this.rights) : "";
  }

  /** Head and composer, by row and line. */
  draw() {
    const rights = this.rights;
    this.head.show(this.row, rights, this.now());
    this.inside.drawRow(this.row);
    this.composer.show({
      locked: this.lockedWords,
      mayTakeOver: rights.takeOver,
      note: noteWords(this.row, rights),
    });
    if (this.conversation !== null) this.view.schedule();
  }

  /** The passing second. */
  tick() {
    this.head.tick(this.now());
    if (this.view.ticking) this.view.schedule();
  }

  /** @returns {import("./talk_rights.js").Rights} */
  get rights() {
    return rightsOf(this.row, this.me);
  }

  async take() {
    if (!this.rights.take && !this.rights.takeOver) return;
    await this.#change("session.take", gettext("没接成：%s"));
    this.composer.focus();
  }

  finish() {
    if (!this.rights.finish) return;
    this.inside.finish(this.row, (answer) => this.#change("session.finish", gettext("没结束成：%s"), answer));
  }

  /** How far a thread goes as this tab knows it. @param {number} conversation @returns {number} */
  lastOf(conversation) {
    return this.threads.get(conversation).cursor;
  }

  /** The reply, or null when it was refused. */
  async #change(command, sentence, fields = {}) {
    const { conversation } = this;
    try {
      const reply = await this.line.command(command, { conversation, ...fields });
      this.onRow(reply.row);
      return reply;
    } catch (error) {
      if (conversation === this.conversation) this.composer.problem(whyNot(sentence, error));
      return null;
    }
  }

  #loaded(row) {
    this.#settled();
    this.heardRow(row);
    this.view.update({ quiet: true });
    this.#note();
    this.positions.know(this.#thread.positions.shop);
    this.positions.poke();
  }

  /** The thread in order; the buyer's own entries carry no name, the row does. */
  #items() {
    const name = this.row?.buyer.name ?? null;
    const items = this.#thread ? ordered(this.#thread) : [];
    const named = items.map((item) => (item.entry?.side === "buyer" && !item.entry.author
      ? { ...item, entry: { ...item.entry, author: name } } : item));
    return this.#thread ? this.inside.notes.between(this.conversation, named, this.#thread.first) : named;
  }

  #look() {
    const { isOwn = () => false, positions } = this.#thread ?? {};
    return { reader: "desk", isOwn, me: this.me.name, position: positions?.buyer ?? { delivered: 0, read: 0 },
      online: this.line.state === "open", lineOf: insideLine, noteRow: (item) => this.inside.notes.row(item, this.line.state === "open"), now: this.now(), recallSeconds: this.rules().recall_seconds, quotes: true, buyer: this.row?.buyer.name };
  }

  async #older() {
    const thread = this.#thread;
    if (!thread?.ready || !hasOlder(thread) || this.#loadingOlder === thread) return;
    this.#loadingOlder = thread;
    try {
      const { conversation } = this;
      applyHistory(thread, await this.line.command("thread.history", { conversation, before: thread.first }));
    } catch {
      return; // the next scroll asks again
    } finally {
      this.#loadingOlder = null;
    }
    if (thread !== this.#thread) return;
    this.view.update({ quiet: true });
    this.#note();
  }

  #note() {
    const { note } = this.parts;
    const thread = this.#thread;
    const begins = thread?.ready && !hasOlder(thread);
    note.hidden = !begins;
    note.textContent = begins ? gettext("聊天从这里开始") : "";
  }

  /** What was asked is there: no skeleton now, nor in a moment. */
  #settled() {
    this.ready();
    this.parts.skeleton.hidden = true;
  }

  #problem(words) {
    const { foot, problem, problemWords } = this.parts;
    if (words) this.#settled();
    problem.hidden = !words;
    problemWords.textContent = words;
    foot.hidden = Boolean(words) && !this.#thread?.ready;
  }
}

/** @param {import("./list_store.js").Row} row @param {import("./talk_rights.js").Rights} rights */
function lockWords(row, rights) {
  if (row.blocked) return gettext("这位买家在黑名单里，双方都发不了消息。要接着聊，请主管从「更多」里解除。");
  const name = row.owner?.name ?? "";
  return rights.takeOver
    ? interpolate(gettext("%s在接待这位买家。要您来回，先接过来；草稿都留着。"), [name])
    : interpolate(gettext("%s在接待这位买家，所以这里锁着。要换您来，请主管或店长接过去；草稿都留着。"), [name]);
}

function noteWords(row, { held }) {
  if (!row) return "";
  if (held === "over") return gettext("这次接待已经结束。再写一条，就是新的一次接待。");
  return held === "nobody" ? gettext("还没有人接。您回第一句，就是您来接。") : "";
}
