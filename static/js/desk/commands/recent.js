/** The commands that this person gave last in this browser, the newest first. */
import { SafeStorage } from "../../realtime/safe_storage.js";

const MOST = 6;

export class Recent {
  /** @param {{scope: string, storage?: Storage}} options */
  constructor({ scope, storage }) {
    this.key = `helpdesk:commands:${scope}`;
    this.storage = new SafeStorage(storage);
  }

  /** @returns {string[]} */
  get ids() {
    const kept = this.storage.read(this.key);
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  }

  /** @param {string} id */
  add(id) {
    this.storage.set(this.key, JSON.stringify([id, ...this.ids.filter((each) => each !== id)].slice(0, MOST)));
  }

  /** Those given lately first. @template {{id: string}} T @param {T[]} commands @returns {T[]} */
  first(commands) {
    const { ids } = this;
    const place = ({ id }) => (ids.includes(id) ? ids.indexOf(id) : MOST);
    return commands.map((command, at) => ({ command, at })).sort((one, other) => place(one.command) - place(other.command) || one.at - other.at)
      .map(({ command }) => command);
  }
}
