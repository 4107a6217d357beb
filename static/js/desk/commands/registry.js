/**
 * All that the command bar can do. A module adds what it does in one line:
 * `commands.add({ id: "tag", words: gettext_noop("贴标签"), terms: "tbq tag label", run, why })`.
 *
 * @typedef {object} Command
 * @property {string} id
 * @property {string} words in Chinese, marked for the catalogue
 * @property {string} terms pinyin initials and English, parted by spaces
 * @property {() => void} run
 * @property {() => string} [why] why it can't be done now; "" when it can
 * @property {string} [key] as the shortcut table spells it
 *
 * @typedef {Command & {shown: string, reason: string}} Offer
 */
import { gettext } from "../../i18n.js";
import { fitting } from "./matching.js";

const MOST = 8;

export class Commands {
  /** @param {{recent: import("./recent.js").Recent}} options */
  constructor({ recent }) {
    this.recent = recent;
    /** @type {Map<string, Command>} */
    this.all = new Map();
  }

  /** @param {Command[]} commands */
  add(...commands) {
    for (const command of commands) this.all.set(command.id, command);
  }

  /** What fits; with nothing typed, what can be done now, the last ones first. @param {string} typed @returns {Offer[]} */
  offers(typed) {
    const offers = this.recent.first([...this.all.values()]).map((command) => ({ ...command, shown: gettext(command.words), reason: command.why?.() ?? "" }));
    if (!typed.trim()) return offers.filter(({ reason }) => !reason).slice(0, MOST);
    const found = fitting(offers, typed);
    return [...found.filter(({ reason }) => !reason), ...found.filter(({ reason }) => reason)].slice(0, MOST);
  }

  /** @param {Command} command one that can be done */
  run(command) {
    this.recent.add(command.id);
    command.run();
  }
}
