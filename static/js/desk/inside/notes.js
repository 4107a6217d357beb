/**
 * Notes of the open chats: written through an outbox of their own, heard live, filled after a break;
 * edited and deleted by their author.
 */
import { gettext } from "../../i18n.js";
import { openMenu } from "../../thread/bubble_menu.js";
import { whyNot } from "../entry_acts.js";
import { noteRow } from "./note_row.js";
import { applyNote, applyNotes, createNotes, noteGap, seeWhispers, withNotes } from "./note_store.js";

const KEPT = 30;

export class Notes {
  /**
   * @param {object} options
   * @param {(name: string, fields: object) => Promise<any>} options.command
   * @param {import("../../realtime/outbox.js").Outbox} options.outbox the notes' own
   * @param {{id: number, name: string}} options.me
   * @param {import("./note_edit.js").NoteEdit} options.edit
   * @param {import("./note_box.js").NoteBox} options.box
   * @param {(words: string) => void} options.say
   * @param {(member: number) => string} options.nameOf
   * @param {(conversation: number) => void} options.onChange
   */
  constructor(options) {
    Object.assign(this, options);
    /** @type {Map<number, import("./note_store.js").Notes>} */
    this.kept = new Map();
    this.filling = new Set();
    this.outbox.addEventListener("change", ({ detail }) => { if (detail.conversation !== null) this.onChange(Number(detail.conversation)); });
    this.outbox.addEventListener("sent", ({ detail }) => this.#stored(detail));
  }

  /** @param {number} conversation @param {object[]} items @param {number} first */
  between(conversation, items, first) {
    const notes = [...this.#of(conversation).byNumber.values()];
    return withNotes(items, notes, this.outbox.items(String(conversation)), first);
  }

  row(item, online) {
    return noteRow(item, { me: this.me, online, nameOf: this.nameOf });
  }

  /** @param {{conversation: number, note: import("./note_store.js").Note}} event */
  heard({ conversation, note }) {
    if (note.author_id === this.me.id) this.outbox.settle(note.client_id);
    if (!this.kept.has(conversation)) return;
    const notes = this.#of(conversation);
    if (applyNote(notes, note)) this.onChange(conversation);
    if (noteGap(notes)) this.fill(conversation);
  }

  /** A heartbeat of the open chat. @param {number|null} conversation @param {number} last */
  heardCount(conversation, last) {
    if (conversation !== null && noteGap(this.#of(conversation), last)) this.fill(conversation);
  }

  /** A whisper: its words come only to those who may read it, so ask. @param {{conversation: number, last: number}} event */
  heardWhisper({ conversation, last }) {
    if (this.kept.has(conversation)) this.heardCount(conversation, last);
  }

  /** @param {{conversation: number, member: number}} event */
  heardSeen({ conversation, member }) {
    if (this.kept.has(conversation) && seeWhispers(this.#of(conversation), member)) this.onChange(conversation);
  }

  /** All that changed since; several calls at once ask once. @param {number} conversation */
  async fill(conversation) {
    if (this.filling.has(conversation)) return;
    this.filling.add(conversation);
    const notes = this.#of(conversation);
    try {
      let page;
      do {
        page = await this.command("notes.fill", { conversation, after: notes.cursor });
        if (applyNotes(notes, page)) this.onChange(conversation);
        for (const note of page.notes) this.outbox.settle(note.client_id);
      } while (page.through < page.last);
    } catch {
      return; // the next heartbeat, or the next line, asks again
    } finally {
      this.filling.delete(conversation);
    }
  }

  /** @param {string} act @param {{note: import("./note_store.js").Note|null, pendingNote?: object}} item @param {HTMLElement} button @param {number} conversation */
  do(act, item, button, conversation) {
    if (act === "menu") {
      const choices = [{ act: "note-edit", label: gettext("改这条备注") }, { act: "note-delete", label: gettext("删掉") }];
      return openMenu(button, choices, (choice) => this.do(choice, item, button, conversation));
    }
    if (act === "note-edit") return this.edit.open(item.note, (text) => this.#ask("note.edit", conversation, { number: item.note.number, text }));
    if (act === "note-delete") return this.#delete(conversation, item.note.number);
    const words = this.outbox.edit(item.pendingNote.client_id);
    if (act === "note-rewrite" && words !== null) this.box.take(words);
  }

  async #delete(conversation, number) {
    const problem = await this.#ask("note.delete", conversation, { number });
    if (problem) this.say(problem);
  }

  /** Null when it is done. @returns {Promise<string|null>} */
  async #ask(name, conversation, fields) {
    try {
      const { note } = await this.command(name, { conversation, ...fields });
      this.heard({ conversation, note });
      return null;
    } catch (error) {
      return whyNot(name === "note.edit" ? gettext("没改成：%s") : gettext("没删成：%s"), error);
    }
  }

  #stored({ item, reply }) {
    this.heard({ conversation: Number(item.conversation), note: reply.note });
  }

  #of(conversation) {
    const held = this.kept.get(conversation) ?? createNotes();
    this.kept.delete(conversation);
    this.kept.set(conversation, held);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    return held;
  }
}
