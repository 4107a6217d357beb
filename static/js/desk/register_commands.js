/** What is put down in the registers of after-sales from an open chat. */
import { gettext } from "../i18n.js";
import { gettext_noop } from "./noop.js";

/**
 * @param {object} options
 * @param {string} options.complaints the address of the register of complaints
 * @param {() => number|null} options.conversation the chat that is open
 * @param {(address: string) => void} [options.go]
 * @returns {import("./commands/registry.js").Command[]}
 */
export function registerCommands({ complaints, conversation, go = (address) => location.assign(address) }) {
  return [{
    id: "complaint",
    words: gettext_noop("给这位买家记投诉"),
    terms: "jts ts tousu complaint",
    run: () => go(`${complaints}?conversation=${conversation()}`),
    why: () => (conversation() === null ? gettext("先打开一个会话") : ""),
  }];
}
