/** The visitor's token: kept in local storage, shared by the page's tabs, never in an address. */
import { SafeStorage } from "../realtime/safe_storage.js";
import { WireError } from "../realtime/wire_error.js";

const GIVE_UP_MS = 10000;

export class VisitorToken {
  /** @param {{slug: string, storage?: Storage, fetch?: typeof fetch, locks?: LockManager}} options `locks`: absent on a page without HTTPS */
  constructor({ slug, storage, fetch = (...args) => globalThis.fetch(...args), locks = globalThis.navigator?.locks }) {
    this.key = `helpdesk:visitor:${slug}`;
    this.url = `/chat/${encodeURIComponent(slug)}/visitor/`;
    this.storage = new SafeStorage(storage);
    this.fetch = fetch;
    this.locks = locks;
    /** The one this page says hello with. */
    this.used = null;
  }

  /** @returns {Promise<string>} */
  async get() {
    return this.storage.get(this.key) ?? this.#alone(() => this.#first());
  }

  /** Two tabs that open at once ask one after the other, so that the second finds what the first got. */
  async #alone(work) {
    let begun = false;
    try {
      if (!this.locks || !this.storage.durable) return await work();
      return await this.locks.request(this.key, () => { begun = true; return work(); });
    } catch (error) {
      if (begun || error instanceof WireError) throw error;
      return work(); // a frame without storage gets no locks either
    }
  }

  async #first() {
    const fresh = this.storage.get(this.key) ?? await this.#ask();
    if (!this.storage.get(this.key)) this.keep(fresh);
    return this.storage.get(this.key);
  }

  /** Another tab stored a token that this page does not speak with. @param {string|null} key @param {string|null} value */
  isOvertaken(key, value) {
    return key === this.key && Boolean(value) && value !== this.used;
  }

  /** The server renewed it. @param {string} token */
  keep(token) {
    if (token && token !== this.storage.get(this.key)) this.storage.set(this.key, token);
  }

  /** The server refused it; another tab may already have a new one. */
  forget() {
    if (this.storage.get(this.key) === this.used) this.storage.remove(this.key);
  }

  /** An answer that never comes is a lost line, or every later try would wait for this one. */
  async #ask() {
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), GIVE_UP_MS);
    try {
      return await this.#answered(await this.fetch(this.url, {
        method: "POST", credentials: "omit", headers: { Accept: "application/json" }, signal: stop.signal,
      }));
    } catch (error) {
      throw error instanceof WireError ? error : new WireError({ code: "line_lost" });
    } finally {
      clearTimeout(late);
    }
  }

  async #answered(answer) {
    if (answer.status === 404) throw new WireError({ code: "shop_not_found" });
    const body = await answer.json().catch(() => ({}));
    if (body.token) return body.token;
    throw new WireError({ code: "no_token", retry_after: body.retry_after ?? body.error?.retry_after });
  }
}
