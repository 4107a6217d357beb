/**
 * The threads this tab has opened, the last few kept, so that going back to a chat shows it at once
 * and only what came since is asked for. No DOM.
 */
import { Filler } from "../realtime/filler.js";
import { acknowledge, applyEntry, applyPositions, applySession, applySnapshot, createThread, noteLast, resetThread, setPending } from "../realtime/thread_store.js";

const KEPT = 30;

export class OpenThreads {
  /**
   * @param {object} options
   * @param {(name: string, fields: object) => Promise<any>} options.command
   * @param {import("../realtime/outbox.js").Outbox} options.outbox
   * @param {{id: number, name: string}} options.me
   * @param {(conversation: number) => void} options.onChange
   */
  constructor({ command, outbox, me, onChange }) {
    Object.assign(this, { command, outbox, me, onChange });
    /** @type {Map<number, {thread: import("../realtime/thread_store.js").Thread, filler: Filler}>} */
    this.kept = new Map();
    outbox.addEventListener("change", ({ detail }) => this.#outboxChanged(detail.conversation));
    outbox.addEventListener("sent", ({ detail }) => this.#sent(detail));
  }

  /** @param {number} conversation @returns {import("../realtime/thread_store.js").Thread} */
  get(conversation) {
    const held = this.kept.get(conversation) ?? this.#make(conversation);
    this.kept.delete(conversation);
    this.kept.set(conversation, held);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    return held.thread;
  }

  /** Ask for all that is new in it. @param {number} conversation @returns {Promise<import("./list_store.js").Row>} */
  async refresh(conversation) {
    const thread = this.get(conversation);
    const after = thread.ready ? thread.cursor : 0;
    const reply = await this.command("thread.open", { conversation, after });
    const { gap, stale } = applySnapshot(thread, reply.thread, after);
    if (stale) {
      resetThread(thread);
      return this.refresh(conversation);
    }
    for (const entry of reply.thread.entries) if (entry.client_id) this.outbox.settle(entry.client_id);
    if (gap) this.#fill(conversation);
    return reply.row;
  }

  /** @param {{conversation: number, entry: import("../realtime/thread_store.js").Entry}} event */
  heardEntry({ conversation, entry }) {
    if (entry.client_id && entry.author_id === this.me.id) this.outbox.settle(entry.client_id);
    this.#with(conversation, (thread) => applyEntry(thread, entry));
  }

  /** @param {{conversation: number, session: import("../realtime/thread_store.js").Session}} event */
  heardSession({ conversation, session }) {
    this.#with(conversation, (thread) => applySession(thread, session));
  }

  /** @param {{conversation: number, positions: object}} event */
  heardPositions({ conversation, positions }) {
    this.#with(conversation, (thread) => applyPositions(thread, positions));
  }

  /** @param {{conversation: number|null, last: number, positions: object|null}} beat */
  heardBeat({ conversation, last, positions }) {
    if (conversation === null) return;
    this.#with(conversation, (thread) => noteLast(thread, last));
    this.#with(conversation, (thread) => applyPositions(thread, positions));
  }

  #make(conversation) {
    const { id } = this.me;
    const thread = createThread({ isOwn: (entry) => entry.side === "agent" && entry.author_id === id });
    setPending(thread, this.outbox.items(String(conversation)));
    const filler = new Filler({
      thread,
      fill: (after) => this.command("thread.fill", { conversation, after }),
      onFilled: () => this.onChange(conversation),
    });
    this.kept.set(conversation, { thread, filler });
    return this.kept.get(conversation);
  }

  #with(conversation, change) {
    const held = this.kept.get(conversation);
    if (!held) return;
    const { changed, gap } = change(held.thread);
    if (changed) this.onChange(conversation);
    if (gap) this.#fill(conversation);
  }

  #fill(conversation) {
    this.kept.get(conversation)?.filler.run().catch(() => {});
  }

  #sent({ item, reply }) {
    const author = { side: "agent", author: this.me.name, author_id: this.me.id };
    this.#with(Number(item.conversation), (thread) => acknowledge(thread, item, reply, author));
  }

  /** @param {string|null} conversation null: any of them */
  #outboxChanged(conversation) {
    const ids = conversation === null ? [...this.kept.keys()] : [Number(conversation)];
    for (const id of ids) this.#with(id, (thread) => setPending(thread, this.outbox.items(String(id))));
  }
}
