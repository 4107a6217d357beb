/**
 * What the shop keeps to itself, on the desk: notes, where I am named, tags, stage, later, endings,
 * blacklist. Makes its parts and ties them to the line; main.js knows this one alone.
 */
import { gettext, interpolate } from "../../i18n.js";
import { Drafts } from "../../realtime/drafts.js";
import { Outbox } from "../../realtime/outbox.js";
import { openMenu } from "../../thread/bubble_menu.js";
import { whyNot } from "../entry_acts.js";
import { gettext_noop } from "../noop.js";
import { BlockDialog } from "./block_dialog.js";
import { FinishDialog } from "./finish_dialog.js";
import { FinishMany } from "./finish_many.js";
import { Later } from "./later.js";
import { Lenses } from "./lenses.js";
import { MentionPicker } from "./mention_picker.js";
import { Mentions } from "./mentions.js";
import { NoteBox } from "./note_box.js";
import { NoteEdit } from "./note_edit.js";
import { Notes } from "./notes.js";
import { bindProfileForm } from "./profile_form.js";
import { fillTags, rowTags, stageWord } from "./row_tags.js";
import { TagPicker } from "./tag_picker.js";
import { TagShelf } from "./tag_shelf.js";

const STAGES = ["pre_sale", "in_sale", "after_sale"];
const BLANK = { tags: [], colleagues: [], supervisors: [], reasons: [], invitation: "never", rights: [] };

export class Inside {
  /**
   * @param {object} options
   * @param {string} options.scope
   * @param {import("../../realtime/socket.js").Line} options.line
   * @param {{id: number, name: string}} options.me
   * @param {() => import("../talk.js").Talk} options.talk
   * @param {() => import("../desk_list.js").DeskList} options.list
   * @param {import("../composer.js").Composer} options.composer
   * @param {() => import("../context_panel.js").ContextPanel} options.context
   * @param {(words: string, undo?: () => void) => void} options.say
   * @param {(row: import("../list_store.js").Row) => void} options.onRow
   * @param {(conversation: number) => void} options.onGo
   * @param {() => number} options.now
   */
  constructor(options) {
    Object.assign(this, options, { known: BLANK });
    const { line, me, scope } = this;
    const find = (name) => document.querySelector(`[data-${name}]`);
    const command = (name, fields) => line.command(name, fields);
    const shared = { command, row: () => this.talk().row, onRow: this.onRow, say: this.say };
    this.shelf = new TagShelf();
    this.outbox = new Outbox({ scope: `note:${scope}`, send: ({ conversation, client_id, text }) => command("note.add", {
      conversation: Number(conversation), client_id, text, anchor: this.#anchor(Number(conversation)) }) });
    this.box = new NoteBox(document.querySelector(".foot"), { drafts: new Drafts({ scope: `note:${scope}` }),
      sendKey: () => this.composer.sendKey, onWrite: (text) => this.#write(text), onClosed: () => this.composer.focus() });
    new MentionPicker(find("note-text"), find("note-mentions"), { colleagues: () => this.known.colleagues, me: me.id });
    this.notes = new Notes({ command, nameOf: (member) => this.known.colleagues.find(({ id }) => id === member)?.name ?? "", outbox: this.outbox, me, say: this.say, box: this.box, edit: new NoteEdit(find("note-edit")),
      onChange: (conversation) => this.talk().changed(conversation) });
    this.mentions = new Mentions(document.querySelector(".list"), { command, me: me.id, open: () => this.talk().conversation,
      onStale: () => this.open(), onGo: this.onGo });
    this.picker = new TagPicker(find("tag-picker"), { ...shared, shelf: this.shelf, mayMake: () => this.may("tag.manage") });
    this.later = new Later(find("later"), { ...shared, now: this.now });
    this.many = new FinishMany(find("finish-many"), shared);
    this.block = new BlockDialog(find("block"), shared);
    this.asking = new FinishDialog(find("finish-ask"));
    this.parts = { stage: find("stage"), more: find("more"), tags: find("talk-tags"), transfer: find("transfer"), why: find("why") };
    this.parts.stage.addEventListener("click", () => this.stage());
    this.parts.more.addEventListener("click", () => this.#more());
    find("finish-many-open").addEventListener("click", () => this.many.open());
    this.#listen();
  }

  /** The list exists now. */
  begin() {
    this.lenses = new Lenses(document.querySelector(".list"), { list: this.list(), command: (name, fields) => this.line.command(name, fields), shelf: this.shelf });
    const body = document.querySelector("[data-context-body]");
    bindProfileForm(body, { say: this.say, onSaved: () => this.context().refresh(), onSignedOut: () => this.line.reconnect() });
    body.addEventListener("click", ({ target }) => { if (target.closest("[data-edit-tags]")) this.picker.open(); });
  }

  /** The deeds of the keys. */
  get deeds() {
    return { note: () => this.box.open(), tags: () => this.picker.open(), stage: () => this.stage(), later: () => this.later.open(this.parts.more), many: () => this.many.open() };
  }

  /** For the command bar: what has no key of its own. @returns {import("../commands/registry.js").Command[]} */
  get commands() {
    const why = () => {
      if (!this.talk().row) return gettext("先打开一个会话");
      return this.may("chat.block") ? "" : gettext("拉黑要主管或店长来");
    };
    return [{ id: "block", words: gettext_noop("拉黑买家，或解除拉黑"), terms: "lh lhmj jclh block unblock", run: () => this.block.open(), why }];
  }

  /** @param {string} right */
  may(right) {
    return this.known.rights.includes(right);
  }

  /** What the shop has, asked at every new line. */
  async open() {
    this.known = await this.line.command("inside.open");
    this.shelf.fill(this.known.tags);
    this.mentions.know(this.known);
    this.#redraw();
  }

  /** A new line. */
  async catchUp() {
    const { conversation } = this.talk();
    await Promise.all([this.open(), this.lenses.reload(), conversation === null ? null : this.notes.fill(conversation)]);
  }

  /** Another chat is open. @param {number|null} conversation */
  show(conversation) {
    this.box.show(conversation === null ? null : String(conversation));
    if (conversation === null) return;
    this.notes.fill(conversation);
    this.mentions.lookAt(conversation);
  }

  /** The open chat's row. @param {import("../list_store.js").Row|null} row */
  drawRow(row) {
    this.parts.stage.textContent = row ? stageWord(row.stage) : "";
    const names = row ? this.names(row) : [];
    fillTags(this.parts.tags, names.map((text) => ({ text, tone: "" })));
    for (const box of document.querySelectorAll("[data-panel-tags]")) fillTags(box, names.map((text) => ({ text, tone: "" })));
    this.picker.refresh();
  }

  /** @param {import("../list_store.js").Row} row @returns {string[]} */
  names(row) {
    return this.shelf.named(row.tags).map((tag) => tag.name);
  }

  /** @param {import("../list_store.js").Row} row */
  tagsOf(row) {
    return rowTags(row, this.names(row), this.now());
  }

  /** Ask what has to be asked, then finish. @param {import("../list_store.js").Row} row @param {(answer: object) => Promise<{batch?: string}|null>} finish */
  finish(row, finish) {
    const reasons = row.stage === "pre_sale" ? this.known.reasons : [];
    const choose = this.known.invitation === "choose";
    const done = async (answer) => {
      const reply = await finish(answer);
      if (reply) this.say(interpolate(gettext("已结束和 %s 的接待"), [row.buyer.name]), reply.batch ? () => this.many.undo(reply.batch) : undefined);
    };
    if (reasons.length || choose) this.asking.open({ reasons, choose }, done);
    else done({});
  }

  stage() {
    const { row } = this.talk();
    if (!row) return;
    const choices = STAGES.map((stage) => ({ act: stage, label: stage === row.stage ? `✓ ${stageWord(stage)}` : stageWord(stage) }));
    openMenu(this.parts.stage, choices, async (stage) => {
      try {
        this.onRow((await this.line.command("session.stage", { conversation: row.conversation, stage })).row);
      } catch (error) {
        this.say(whyNot("%s", error));
      }
    });
  }

  #more() {
    const { row } = this.talk();
    if (!row) return;
    const choices = [{ act: "note", label: gettext("写内部备注") }, { act: "tags", label: gettext("标签") }];
    // What a phone's head has no room for. Their buttons know whether one may, and are pressed.
    const folded = new Map([["transfer", gettext("转接给同事")], ["why", this.parts.why.textContent]]
      .flatMap(([act, label]) => (this.parts[act].hidden || this.parts[act].offsetParent ? [] : [[act, label]])));
    for (const [act, label] of folded) choices.unshift({ act, label });
    if (row.state === "active") choices.push({ act: "later", label: row.snoozed_until ? gettext("从稍后拿回来") : gettext("稍后再回") });
    if (this.may("chat.block")) choices.push({ act: "block", label: row.blocked ? gettext("解除拉黑") : gettext("拉黑买家") });
    openMenu(this.parts.more, choices, (act) => {
      if (folded.has(act)) this.parts[act].click();
      else if (act === "block") this.block.open();
      else this.deeds[act]();
    });
  }

  #anchor(conversation) {
    return this.talk().lastOf(conversation);
  }

  #write(text) {
    const { conversation, view } = this.talk();
    this.outbox.add(String(conversation), text);
    view.jumpToEnd();
  }

  #redraw() {
    this.list().view.redraw();
    this.drawRow(this.talk().row);
  }

  #listen() {
    const { line } = this;
    line.on("note.changed", (event) => {
      this.notes.heard(event);
      this.mentions.heardNote(event);
    });
    line.on("note.whispered", (event) => this.#whispered(event));
    line.on("mentions.seen", (event) => {
      this.notes.heardSeen(event);
      if (event.member === this.me.id) this.open();
    });
    line.on("tags.changed", ({ tags }) => {
      this.shelf.fill(tags);
      this.#redraw();
      this.list().reopen().catch(() => {}); // a merge changed rows without telling of each
    });
    line.on("session.woken", ({ conversation, owner, buyer }) => {
      if (owner !== this.me.id) return;
      this.say(interpolate(gettext("时间到了：%s"), [buyer]), () => this.onGo(conversation), gettext("打开"));
    });
    line.on("session.reopened", ({ conversation }) => this.#refresh(conversation));
    for (const name of ["rating.invited", "rating.given"]) line.on(name, ({ conversation }) => this.#refresh(conversation));
    line.on("buyer.profiled", ({ buyer }) => this.context().heardOrder(buyer));
    line.on("desk.heartbeat", ({ conversation, notes, mentions }) => {
      this.notes.heardCount(conversation, notes);
      this.mentions.heardCount(mentions);
    });
    line.on("state", ({ state }) => {
      if (state === "open") this.outbox.resume();
      else this.outbox.pause();
    });
    document.addEventListener("visibilitychange", () => this.mentions.lookAt(this.talk().conversation));
  }

  /** Whoever it is for hears of it wherever they are; nobody else does. */
  #whispered(event) {
    this.notes.heardWhisper(event);
    if (event.member !== this.me.id) return;
    this.open();
    const { conversation } = event;
    if (conversation !== this.talk().conversation) this.say(gettext("主管悄悄跟您说了一句"), () => this.onGo(conversation), gettext("打开"));
  }

  #refresh(conversation) {
    if (conversation === this.talk().conversation) this.context().refresh();
  }
}
