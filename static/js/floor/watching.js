/**
 * The chat beside the floor, whole: the thread read along, whispers and notes in it, and what can be
 * done with it from here.
 */
import { insideLine } from "../desk/inside/inside_lines.js";
import { NoteEdit } from "../desk/inside/note_edit.js";
import { Notes } from "../desk/inside/notes.js";
import { gettext, interpolate } from "../i18n.js";
import { Drafts } from "../realtime/drafts.js";
import { Outbox } from "../realtime/outbox.js";
import { post } from "./deeds.js";
import { Watch } from "./watch.js";
import { WhisperBox } from "./whisper_box.js";

export class Watching {
  /**
   * @param {object} options
   * @param {string} options.scope
   * @param {import("../realtime/socket.js").Line} options.line
   * @param {{id: number, name: string}} options.me
   * @param {() => number} options.now
   * @param {import("./drawer.js").Drawer} options.drawer
   * @param {import("./dialogs.js").AssignDialog} options.assign
   * @param {import("./dialogs.js").TakeDialog} options.take
   * @param {(conversation: number) => string} options.deskOf
   * @param {(conversation: number) => string} options.takeOf
   * @param {() => void} options.onMoved the row has changed
   * @param {(words: string) => void} options.say
   */
  constructor(options) {
    Object.assign(this, options);
    const { line, me, scope } = this;
    const find = (name) => document.querySelector(`[data-${name}]`);
    const command = (name, fields) => line.command(name, fields);
    this.parts = { desk: find("watch-desk"), mine: find("watch-mine"), assign: find("watch-assign"), take: find("watch-take"), wait: find("watch-wait") };
    this.outbox = new Outbox({ scope: `whisper:${scope}`, send: ({ conversation, client_id, text }) => command("note.whisper", {
      conversation: Number(conversation), client_id, text, anchor: Number(conversation) === this.watch.conversation ? this.watch.last : 2 ** 31 - 1 }) });
    this.box = new WhisperBox(find("whisper"), { drafts: new Drafts({ scope: `whisper:${scope}` }), sendKey: () => "enter", onSay: (text) => this.#whisper(text) });
    this.notes = new Notes({ command, outbox: this.outbox, me, box: this.box, edit: new NoteEdit(find("note-edit")), say: this.say,
      nameOf: () => "", onChange: (conversation) => { if (conversation === this.watch.conversation) this.watch.view.schedule(); } });
    this.watch = new Watch(find("watch-box"), {
      line, me, now: this.now, onRow: (row) => this.#row(row), lineOf: insideLine,
      between: (items, thread) => this.notes.between(this.watch.conversation, items, thread.first),
      noteRow: (item) => this.notes.row(item, line.state === "open"),
      onAct: (name, item, button) => {
        if ("note" in item) this.notes.do(name, item, button, this.watch.conversation);
        else if (name === "jump") this.watch.jump(item.entry.quote.seq);
      },
    });
    this.parts.assign.addEventListener("click", () => this.assign.open(this.watch.conversation, this.watch.row.buyer.name));
    this.parts.take.addEventListener("click", () => this.take.open(this.watch.conversation, this.watch.row.owner.name));
    this.parts.mine.addEventListener("click", () => this.#takeWaiting());
    this.#listen();
  }

  /** @param {number} conversation @param {HTMLElement} opener */
  async open(conversation, opener) {
    this.drawer.watch(opener);
    this.drawer.title("", "");
    this.box.open(conversation);
    this.#quiet();
    await Promise.all([this.watch.open(conversation), this.notes.fill(conversation)]);
    document.querySelector("[data-drawer-title]").focus({ preventScroll: true });
  }

  close() {
    this.watch.close();
    this.box.open(null);
    this.#quiet();
  }

  /** A new line. */
  async catchUp() {
    const { conversation } = this.watch;
    if (conversation === null) return;
    await Promise.all([this.watch.refresh(), this.notes.fill(conversation)]);
  }

  tick() {
    this.watch.tick();
  }

  /** Nothing is known of the chat yet, or there is none. */
  #quiet() {
    this.box.form.hidden = true;
    for (const part of Object.values(this.parts)) part.hidden = true;
  }

  #row(row) {
    const { wait, desk, mine, assign, take } = this.parts;
    const others = row.state === "active" && row.owner && row.owner.id !== this.me.id;
    this.drawer.title(row.buyer.name, whereWords(row));
    wait.hidden = !row.unanswered_since;
    wait.toggleAttribute("data-wait", Boolean(row.unanswered_since));
    if (row.unanswered_since) wait.dataset.wait = row.unanswered_since;
    desk.hidden = false;
    desk.href = this.deskOf(row.conversation);
    mine.hidden = row.state !== "waiting";
    assign.hidden = row.state !== "waiting";
    take.hidden = !others;
    this.box.show(row, this.me.id);
    this.onMoved();
  }

  /** Nobody holds it, so there is nobody to explain it to. */
  async #takeWaiting() {
    const problem = await post(this.takeOf(this.watch.conversation));
    if (problem) this.say(problem);
  }

  #whisper(text) {
    this.outbox.add(String(this.watch.conversation), text);
    this.watch.view.jumpToEnd();
  }

  #listen() {
    const { line, notes } = this;
    line.on("note.changed", (event) => notes.heard(event));
    line.on("note.whispered", (event) => notes.heardWhisper(event));
    line.on("mentions.seen", (event) => notes.heardSeen(event));
    line.on("desk.heartbeat", ({ conversation, notes: last }) => notes.heardCount(conversation, last));
    line.on("state", ({ state }) => {
      if (state === "open") this.outbox.resume();
      else this.outbox.pause();
    });
  }
}

function whereWords({ state, owner }) {
  if (state === "waiting" || !owner) return gettext("没分到人");
  if (state === "finished") return gettext("这次接待已经结束");
  return interpolate(gettext("%s接待"), [owner.name]);
}
