/**
 * All scripts that one may send, in the browser's memory: fetched once under the version that the page
 * names (the browser keeps it), and again when the library says that it changed.
 *
 * @typedef {object} Script
 * @property {number} id @property {number} version @property {string} code @property {string} title @property {string} body
 * @property {string} stage @property {string} language @property {string} scope @property {string[]} tags
 * @property {string} folder @property {boolean} starred @property {number[]} uses by stage @property {number} rated
 * @property {number} pleased @property {[number, string][]} goods
 * @property {[string, string, string, number][]} files key, name, kind, whether a picture
 * @property {number[]} liking by stage, see `finding.js`
 * @property {string} lowTitle @property {string} lowCode @property {string} rest tags and folder @property {string} all but the code that keys may mean, a line each
 * @property {string} initials @property {string} pinyin syllables without a space @property {number[]} syllables where each begins
 */

import { likingOf } from "./finding.js";

/** @param {any[]} row as `scripts_library/queries/pack.py` writes it @returns {Script} */
export function scriptOf([id, version, code, title, body, pinyin, initials, stage, language, scope, tags, folder, starred, counts, goods, files = []]) {
  const syllables = [];
  let at = 0;
  for (const one of pinyin.split(" ")) {
    syllables.push(at);
    at += one.length;
  }
  const script = {
    id, version, code, title, body, stage, language, scope, tags, folder, goods, files, initials, syllables,
    starred: Boolean(starred), uses: counts.slice(0, 3), rated: counts[3], pleased: counts[4],
    lowTitle: title.toLowerCase(), lowCode: code.toLowerCase(),
    rest: [...tags, folder].join(" ").toLowerCase(), pinyin: pinyin.replaceAll(" ", ""), all: "", liking: [],
  };
  script.all = [script.lowTitle, initials, script.pinyin, script.rest, body.toLowerCase()].join("\n");
  script.liking = likingOf(script);
  return script;
}

export class Pack {
  /** @param {{url: string, version: string, fetch?: typeof fetch}} options */
  constructor({ url, version, fetch = (...args) => globalThis.fetch(...args) }) {
    Object.assign(this, { url, version, fetch });
    /** @type {Script[]} */
    this.scripts = [];
    /** Key, Chinese and English name of each. @type {[string, string, string][]} */
    this.variables = [];
    /** @type {Set<string>} */
    this.names = new Set();
    this.revision = -1;
    /** The end of the shop's day: then other scripts may be valid. */
    this.until = Infinity;
    /** The last fetch broke off, and there are none. */
    this.failed = false;
    /** @type {Promise<void>|null} */
    this.coming = null;
  }

  /** There, or on its way: asked for once. */
  ready() {
    if (this.revision >= 0 && Date.now() >= this.until) this.#again();
    this.coming ??= this.#get(`${this.url}?v=${encodeURIComponent(this.version)}`).catch((error) => {
      this.coming = null;
      this.failed = true;
      throw error;
    });
    return this.coming;
  }

  /** The library is at this number: what is older is fetched again. @param {number} revision */
  async heard(revision) {
    await this.coming?.catch(() => {});
    if (this.revision < 0 || revision <= this.revision) return;
    await this.#again();
  }

  /** One was sent: the order follows at once. @param {number} id @param {number} stage its place in `uses` */
  used(id, stage) {
    const found = this.scripts.find((one) => one.id === id);
    if (!found || stage < 0) return;
    found.uses[stage] += 1;
    found.liking = likingOf(found);
  }

  /** Whatever is the newest; the old ones serve until the line is back. */
  #again() {
    this.until = Infinity;
    this.coming = this.#get(this.url).catch(() => {});
    return this.coming;
  }

  async #get(url) {
    const answer = await this.fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`scripts: ${answer.status}`);
    const { revision, until = Infinity, variables, scripts } = await answer.json();
    Object.assign(this, { revision, until, failed: false });
    this.scripts = scripts.map(scriptOf);
    this.variables = variables;
    this.names = new Set(variables.flatMap(([, zh, en]) => [zh, en]));
  }
}
