/**
 * What this agent asked the supervisors about blocked words, and what came of it. The server keeps no
 * number of a person in the words; this browser remembers what it asked, for that is what may go.
 *
 * @typedef {{id: number, conversation: number, state: "waiting"|"granted"|"refused", words: string, whole: boolean,
 *   answer: string, by: string, kinder: string}} Answer
 */
import { csrfToken } from "../csrf.js";

const HEADERS = { Accept: "application/json" };

export class Answers extends EventTarget {
  /** @param {{url: string, scope: string, storage: import("../realtime/safe_storage.js").SafeStorage, fetch?: typeof fetch}} options */
  constructor({ url, scope, storage, fetch = (...args) => globalThis.fetch(...args) }) {
    super();
    Object.assign(this, { url, storage, fetch, key: `helpdesk:guard-asked:${scope}`, coming: null });
    /** @type {Answer[]} */
    this.all = [];
  }

  /** Whether this browser asked something that was not answered when it last looked. */
  get hasAsked() {
    return Object.keys(this.#asked()).length > 0;
  }

  /** The newest answer of a chat, if one is there to be read. @param {number|null} conversation @returns {Answer|null} */
  of(conversation) {
    return this.all.find((one) => one.conversation === conversation && one.state !== "waiting") ?? null;
  }

  /** Whether a supervisor let exactly these words go in this chat. @param {number|null} conversation @param {string} words */
  lets(conversation, words) {
    return this.all.some((one) => one.conversation === conversation && one.state === "granted" && this.wordsOf(one) === words);
  }

  /** Whether a supervisor has yet to answer about these. @param {number|null} conversation @param {string} words */
  waits(conversation, words) {
    return this.all.some((one) => one.conversation === conversation && one.state === "waiting" && this.wordsOf(one) === words);
  }

  /** The very words, or "" where only another browser has them. @param {Answer} one */
  wordsOf(one) {
    return this.#asked()[one.id] ?? (one.whole ? one.words : "");
  }

  /** Ask about words. @param {number} conversation @param {string} words @returns {Promise<boolean>} whether it arrived */
  async ask(conversation, words) {
    const body = new URLSearchParams({ conversation: String(conversation), text: words });
    const answer = await this.#post(this.url, body);
    if (!answer?.ok) return false;
    const { id } = await answer.json();
    this.#keep({ ...this.#asked(), [id]: words });
    await this.refresh();
    return true;
  }

  /** As the server has them now. */
  refresh() {
    this.coming ??= this.#get().catch(() => {}).finally(() => { this.coming = null; });
    return this.coming;
  }

  /** It was read, or its words were sent. @param {Answer} one @param {{sent?: boolean}} [how] */
  async close(one, { sent = false } = {}) {
    this.all = this.all.filter((other) => other.id !== one.id);
    this.dispatchEvent(new Event("change"));
    if (!sent) await this.#post(`${this.url}${one.id}/close/`, new URLSearchParams());
  }

  async #get() {
    const answer = await this.fetch(this.url, { headers: HEADERS });
    if (!answer.ok) return;
    this.all = (await answer.json()).appeals;
    const asked = this.#asked();
    this.#keep(Object.fromEntries(this.all.filter(({ id }) => id in asked).map(({ id }) => [id, asked[id]])));
    this.dispatchEvent(new Event("change"));
  }

  #post(url, body) {
    return this.fetch(url, { method: "POST", body, headers: { ...HEADERS, "X-CSRFToken": csrfToken() } }).catch(() => null);
  }

  #asked() {
    return this.storage.read(this.key) ?? {};
  }

  #keep(asked) {
    if (Object.keys(asked).length) this.storage.set(this.key, JSON.stringify(asked));
    else this.storage.remove(this.key);
  }
}
