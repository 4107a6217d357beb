/** The visitor's token, or the one that the shop's word for its customer gave: that one in memory only. */
import { VisitorToken } from "./token.js";

export class CustomerToken extends VisitorToken {
  #person = null;
  #customer = null;
  onIdentity = () => {};

  /** @param {object|null} person as hello wants it @returns {boolean} whether it is another one than before */
  name(person) {
    if (JSON.stringify(person) === JSON.stringify(this.#person)) return false;
    this.#person = person;
    this.#customer = null;
    return true;
  }

  /** What hello says besides the token. */
  get claim() {
    return this.#customer ? null : this.#person;
  }

  async get() {
    return this.#customer ?? super.get();
  }

  keep(token, identity) {
    if (this.#customer || identity?.known) this.#customer = token;
    else super.keep(token);
    if (identity) this.onIdentity(identity);
  }

  isOvertaken(key, value) {
    return !this.#customer && super.isOvertaken(key, value);
  }

  forget() {
    if (!this.#customer) super.forget();
    this.#customer = null;
  }
}
