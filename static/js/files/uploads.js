/**
 * Files on their way, for each chat those that wait above its message box. Each is uploaded as soon
 * as it is put there, two at a time, under the `client_id` that later sends it: once, whatever is
 * tried again. Sent in their order; one that failed holds nobody up. No DOM.
 *
 * Events: `change` `{chat}`; `ready` `{item}`: it is uploaded, wanted and next: send it.
 *
 * @typedef {object} Item
 * @property {string} id the client_id
 * @property {string} chat
 * @property {File} file
 * @property {string} name
 * @property {"queued"|"sending"|"ready"|"failed"} state
 * @property {number} progress 0 to 1
 * @property {string} why it failed
 * @property {boolean} lost it failed because the line did
 * @property {boolean} hopeless trying again would change nothing
 * @property {string} changed what the server changed of it
 * @property {number} moved when it last got further
 * @property {boolean} wanted Send was pressed
 */
import { uuid } from "../realtime/uuid.js";
import { isImage, lostText, refusal, tooMany } from "./file_words.js";

const AT_ONCE = 2;
/** What stood still for so long when the line comes back went into the dead one. */
const STILL_MS = 10000;
/** What stands still for so long on a line that is open went into a connection that is dead without knowing it. */
const STALLED_MS = 30000;
const LOOK_MS = 5000;
const AGAIN = new Set(["line_lost", "file_cut", "file_not_kept", "too_fast", "unavailable", "signed_out", "unknown"]);

export class Uploads extends EventTarget {
  /** @type {Item[]} */ #items = [];
  #running = new Map();
  #waits = new Map();

  /** @param {{put: (item: Item, onProgress: (share: number) => void) => {done: Promise<{file: object, changed: string}>, abort: () => void}, rules: () => object}} options */
  constructor({ put, rules }) {
    super();
    Object.assign(this, { put, rules });
  }

  /** @param {string} chat @returns {Item[]} */
  of(chat) {
    return this.#items.filter((item) => item.chat === chat);
  }

  /** @param {string} chat @param {File[]} files @returns {string} what was not taken, and why */
  add(chat, files) {
    const rules = this.rules();
    const room = Math.max(0, rules.per_message - this.of(chat).length);
    const problems = [];
    const fitting = files.filter((file) => {
      const problem = refusal(file, rules);
      if (problem) problems.push(problem);
      return !problem;
    });
    if (fitting.length > room) problems.push(tooMany(rules.per_message, fitting.length - room));
    for (const file of fitting.slice(0, room)) {
      this.#items.push({ id: uuid(), chat, file, name: file.name, size: file.size, image: isImage(file.type), state: "queued",
        progress: 0, moved: 0, why: "", lost: false, hopeless: false, changed: "", wanted: false });
    }
    this.#changed(chat);
    this.#pump();
    return problems.join(" ");
  }

  /** @param {string} id */
  remove(id) {
    const item = this.#find(id);
    if (!item) return;
    this.#drop(item);
    this.#running.get(id)?.abort();
    this.#flush(item.chat);
  }

  /** @param {string} id */
  retry(id) {
    const item = this.#find(id);
    if (item?.state !== "failed") return;
    Object.assign(item, { state: "queued", why: "", lost: false, progress: 0 });
    this.#changed(item.chat);
    this.#pump();
  }

  /** The line is back: what it broke off, or swallowed, is tried again. */
  resume() {
    for (const item of this.#items) {
      if (item.lost) this.retry(item.id);
      else if (item.state === "sending" && Date.now() - item.moved >= STILL_MS) this.#running.get(item.id)?.abort();
    }
  }

  /** Send all that is here, or will be. @param {string} chat @returns {boolean} whether there is anything */
  send(chat) {
    const items = this.of(chat).filter((item) => item.state !== "failed" || !item.hopeless);
    for (const item of items) item.wanted = true;
    this.#flush(chat);
    return items.length > 0;
  }

  #flush(chat) {
    for (const item of this.of(chat)) {
      if (item.state === "failed") continue;
      if (item.state !== "ready" || !item.wanted) break;
      this.#drop(item);
      this.dispatchEvent(new CustomEvent("ready", { detail: { item } }));
    }
    this.#changed(chat);
  }

  #pump() {
    for (const item of this.#items) {
      if (this.#running.size >= AT_ONCE) return;
      if (item.state === "queued" && !this.#waits.has(item.id)) this.#try(item);
    }
  }

  async #try(item) {
    Object.assign(item, { state: "sending", progress: 0, moved: Date.now() });
    const running = this.put(item, (share) => {
      Object.assign(item, { progress: share, moved: Date.now() });
      this.#changed(item.chat);
    });
    this.#running.set(item.id, running);
    this.#changed(item.chat);
    const watch = setInterval(() => { if (Date.now() - item.moved >= STALLED_MS) running.abort(); }, LOOK_MS);
    watch.unref?.(); // Node waits for it otherwise
    try {
      const { file, changed } = await running.done;
      Object.assign(item, { state: "ready", progress: 1, changed, name: file.name, size: file.size, image: file.type === "image" });
    } catch (error) {
      this.#refused(item, error);
    }
    clearInterval(watch);
    this.#running.delete(item.id);
    if (this.#find(item.id)) this.#flush(item.chat);
    this.#pump();
  }

  /** Aborted was either one that is taken away, or one that begins anew. */
  #refused(item, { code, message, action, retryAfter }) {
    if (code === "too_fast" && retryAfter) {
      item.state = "queued";
      this.#waits.set(item.id, setTimeout(() => { this.#waits.delete(item.id); this.#pump(); }, retryAfter * 1000));
      return;
    }
    if (code === "aborted") {
      item.state = "queued";
      return;
    }
    const lost = code === "line_lost";
    Object.assign(item, { state: "failed", lost, hopeless: !AGAIN.has(code), why: lost ? lostText() : `${message}${action}` });
  }

  #find(id) {
    return this.#items.find((item) => item.id === id);
  }

  #drop(item) {
    clearTimeout(this.#waits.get(item.id));
    this.#waits.delete(item.id);
    this.#items = this.#items.filter((each) => each !== item);
  }

  #changed(chat) {
    this.dispatchEvent(new CustomEvent("change", { detail: { chat } }));
  }
}
