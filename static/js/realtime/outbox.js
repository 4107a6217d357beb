/**
 * Nothing written is lost: it waits in local storage until the server has it; in order, one at a
 * time, one `client_id` for all tries. Of several tabs one sends, and takes over from a closed one.
 * Events: `change` `{conversation}` (null: all), `sent` `{item, reply}`, `failed` `{item, error}`.
 *
 * @typedef {import("./shapes.js").Item} Item
 */
import { OutboxItems } from "./outbox_items.js";
import { uuid } from "./uuid.js";

const AGAIN_SECONDS = 2;

export class Outbox extends EventTarget {
  #open = false;
  #busy = new Set();
  #waits = new Map();

  /** @param {import("./shapes.js").OutboxOptions} options */
  constructor({ scope, send, storage, page = globalThis.window }) {
    super();
    this.send = send;
    this.store = new OutboxItems({ scope, tab: uuid(), storage });
    page?.addEventListener("storage", (event) => this.#heard(event));
    page?.addEventListener("pagehide", () => this.#leave());
    page?.addEventListener("pageshow", (event) => event.persisted && this.#returned());
  }

  get durable() {
    return this.store.durable;
  }

  /** @param {string} conversation @param {string} text @param {{card?: object, answer?: object, file?: string, client_id?: string}} [what] instead of words @returns {Item} */
  add(conversation, text, what = {}) {
    const item = { client_id: uuid(), ...what, conversation, text, created_at: this.store.stamp(),
      state: "queued", tries: 0, error: null, retry_at: null };
    this.#save(item);
    this.#pump(conversation);
    return item;
  }

  /** @returns {Item[]} in the order of writing */
  items(conversation) {
    return this.store.of(conversation);
  }

  /** How many wait. @param {string} [conversation] */
  waiting(conversation) {
    return [...this.store.held.values()].filter((item) => item.state !== "failed" && item.state !== "sent"
      && (conversation === undefined || item.conversation === conversation)).length;
  }

  /** The line is open. */
  resume() {
    this.#open = true;
    for (const conversation of this.store.conversations()) this.#pump(conversation);
  }

  /** The line is lost. */
  pause() {
    this.#open = false;
    for (const timer of this.#waits.values()) clearTimeout(timer);
    this.#waits.clear();
  }

  /** It was seen in the thread. @param {string} clientId */
  settle(clientId) {
    const item = this.store.held.get(clientId);
    if (item) this.#remove(item);
  }

  retry(clientId) {
    const item = this.store.held.get(clientId);
    if (!item || item.state === "sending") return;
    Object.assign(item, { state: "queued", error: null, retry_at: null });
    this.#save(item);
    this.#pump(item.conversation);
  }

  /** @param {string} clientId @returns {string|null} its text; null while it is being sent */
  edit(clientId) {
    return this.drop(clientId)?.text ?? null;
  }

  /** @param {string} clientId @returns {Item|null} for `restore`; null while it is being sent */
  drop(clientId) {
    const item = this.store.held.get(clientId);
    if (!item || item.state === "sending" || item.state === "sent") return null;
    if (item.state === "queued" && this.store.leasedElsewhere(item.conversation)) return null;
    this.#remove(item);
    this.#pump(item.conversation);
    return item;
  }

  /** Undo a drop. @param {Item} item */
  restore(item) {
    this.#save(item);
    this.#pump(item.conversation);
  }

  async #pump(conversation) {
    if (!this.#open || this.#busy.has(conversation)) return;
    const item = this.store.of(conversation).find((each) => each.state === "queued");
    if (!item) return;
    const wait = (item.retry_at ?? 0) - Date.now();
    if (wait > 0) return this.#pumpLater(conversation, wait);
    const taken = this.store.lease(conversation);
    if (taken) return this.#pumpLater(conversation, taken);
    this.#busy.add(conversation);
    await this.#try(item);
    this.#busy.delete(conversation);
    this.store.release(conversation);
    this.#pump(conversation);
  }

  async #try(item) {
    Object.assign(item, { state: "sending", tries: item.tries + 1, retry_at: null });
    this.#save(item);
    try {
      const reply = await this.send(item);
      this.store.sent(item);
      this.dispatchEvent(new CustomEvent("sent", { detail: { item, reply } }));
      this.#changed(item.conversation);
    } catch (error) {
      if (this.store.held.has(item.client_id)) this.#refused(item, error);
    }
  }

  #refused(item, error) {
    if (error.retryAfter !== null && error.retryAfter !== undefined) {
      this.#requeue(item, error.retryAfter);
    } else if (error.code === "line_lost") {
      this.#requeue(item, this.#open ? AGAIN_SECONDS : 0);
    } else if (error.code === "timeout") {
      this.#requeue(item, AGAIN_SECONDS);
    } else {
      const { code = "unknown", message = "", action = "" } = error;
      Object.assign(item, { state: "failed", error: { code, message, action } });
      this.#save(item);
      this.dispatchEvent(new CustomEvent("failed", { detail: { item, error } }));
    }
  }

  #requeue(item, seconds) {
    Object.assign(item, { state: "queued", retry_at: seconds ? Date.now() + seconds * 1000 : null });
    this.#save(item);
  }

  #pumpLater(conversation, milliseconds) {
    clearTimeout(this.#waits.get(conversation));
    this.#waits.set(conversation, setTimeout(() => this.#pump(conversation), milliseconds));
  }

  #save(item) {
    this.store.save(item);
    this.#changed(item.conversation);
  }

  #remove(item) {
    this.store.remove(item.client_id);
    this.#changed(item.conversation);
  }

  #heard({ key, newValue }) {
    if (key === null) this.store.rewrite();
    if (key?.startsWith(this.store.leasePrefix)) {
      this.#pump(key.slice(this.store.leasePrefix.length));
      return;
    }
    const conversation = key ? this.store.heard(key, newValue) : null;
    if (conversation === null) return;
    this.#changed(conversation);
    this.#pump(conversation);
  }

  #leave() {
    for (const conversation of this.#busy) this.store.release(conversation);
  }

  #returned() {
    this.store.refresh();
    this.#changed(null);
  }

  #changed(conversation) {
    this.dispatchEvent(new CustomEvent("change", { detail: { conversation } }));
  }
}
