/**
 * The shop's own rules of wording in the browser: fetched when somebody begins to write, again when the
 * shop says that they changed, when the line comes back, and when one of them has run out. Until they are
 * there the built-in rules serve; the server decides in any case.
 */
import { Guard } from "./guard.js";
import { ShopGuard } from "./own.js";

export class Book extends EventTarget {
  /** @param {{url: string, fetch?: typeof fetch, now?: () => number}} options */
  constructor({ url, fetch = (...args) => globalThis.fetch(...args), now = () => Date.now() }) {
    super();
    Object.assign(this, { url, fetch, now, revision: -1, until: Infinity, coming: null });
    this.guard = new Guard();
  }

  /** The guard as the shop has it now. */
  get current() {
    if (this.now() >= this.until) {
      this.until = Infinity;
      this.refresh();
    }
    return this.guard;
  }

  /** The rules are at this number. @param {number} revision */
  heard(revision) {
    return revision > this.revision ? this.refresh() : Promise.resolve();
  }

  /** Ask again; what is there serves until then. */
  refresh() {
    this.coming ??= this.#get().catch(() => {}).finally(() => { this.coming = null; });
    return this.coming;
  }

  async #get() {
    const answer = await this.fetch(this.url, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const told = await answer.json();
    if (told.revision === this.revision && this.until !== Infinity) return;
    this.revision = told.revision;
    this.until = told.until ? Date.parse(told.until) : Infinity;
    this.guard = told.rules ? new ShopGuard(told) : new Guard();
    this.dispatchEvent(new Event("change"));
  }
}
