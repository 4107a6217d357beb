/**
 * What was typed but not sent, one draft a chat, in local storage: saved at most 300 ms after a key
 * and when the page is put away; cleared on send.
 */
import { SafeStorage } from "./safe_storage.js";

const SAVE_MS = 300;
const LONGEST = 20000;
const MOST = 200;

export class Drafts {
  /** @param {import("./shapes.js").DraftsOptions} options */
  constructor({ scope, storage, page = globalThis.window }) {
    this.prefix = `helpdesk:draft:${scope}:`;
    this.storage = new SafeStorage(storage);
    this.unsaved = new Map();
    this.timer = null;
    page?.addEventListener("pagehide", () => this.flush());
    page?.document?.addEventListener("visibilitychange", () => this.flush());
  }

  get(chat) {
    if (this.unsaved.has(chat)) return this.unsaved.get(chat);
    return this.storage.read(this.prefix + chat)?.text ?? "";
  }

  set(chat, text) {
    this.unsaved.set(chat, text.slice(0, LONGEST));
    this.timer ??= setTimeout(() => this.flush(), SAVE_MS);
  }

  clear(chat) {
    this.unsaved.delete(chat);
    this.storage.remove(this.prefix + chat);
  }

  flush() {
    clearTimeout(this.timer);
    this.timer = null;
    if (!this.unsaved.size) return;
    for (const [chat, text] of this.unsaved) {
      if (text) this.storage.set(this.prefix + chat, JSON.stringify({ text, at: Date.now() }));
      else this.storage.remove(this.prefix + chat);
    }
    this.unsaved.clear();
    this.#prune();
  }

  #prune() {
    const keys = this.storage.keys(this.prefix);
    if (keys.length <= MOST) return;
    const age = (key) => this.storage.read(key)?.at ?? 0;
    keys.map((key) => [age(key), key]).sort((a, b) => a[0] - b[0])
      .slice(0, keys.length - MOST).forEach(([, key]) => this.storage.remove(key));
  }
}
