/** As what the words in a chat's box began, where another page put them there: a script and its version. */
import { Drafts } from "../realtime/drafts.js";

export class Began {
  /** @param {string} scope whose desk @param {{storage?: Storage, page?: Window}} [where] */
  constructor(scope, where = {}) {
    this.drafts = new Drafts({ scope: `script:${scope}`, ...where });
  }

  /** @param {number|string} chat @param {string} script as "12/3" */
  put(chat, script) {
    this.drafts.set(String(chat), script);
    this.drafts.flush();
  }

  /** @param {number|string} chat @returns {{id: number, version: number}|null} */
  of(chat) {
    const [id, version] = this.drafts.get(String(chat)).split("/").map(Number);
    return id && version ? { id, version } : null;
  }

  /** @param {number|string} chat */
  forget(chat) {
    this.drafts.clear(String(chat));
  }
}
