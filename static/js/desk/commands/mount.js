/** The command bar of this page: every deed of the shortcut table that has terms, and every page command. */
import { SHORTCUTS } from "../shortcut_keys.js";
import { stands } from "../shortcuts.js";
import { CommandBar } from "./bar.js";
import { pageCommands } from "./page_commands.js";
import { reasonAgainst } from "./reasons.js";
import { Recent } from "./recent.js";
import { Commands } from "./registry.js";

const CHATS = 5;

/**
 * @param {object} options
 * @param {HTMLDialogElement} options.dialog
 * @param {string} options.scope
 * @param {Record<string, () => void>} options.deeds
 * @param {import("../desk_list.js").DeskList} options.list
 * @param {import("../talk.js").Talk} options.talk
 * @param {import("../../realtime/socket.js").Line} options.line
 * @param {(conversation: number) => void} options.onOpen
 */
export function mountCommands({ dialog, scope, deeds, list, talk, line, onOpen }) {
  const commands = new Commands({ recent: new Recent({ scope }) });
  const chats = (typed) => named(list.store.rows.values(), typed);
  const now = () => ({ row: talk.row, open: talk.conversation !== null, rights: talk.rights, online: line.state === "open",
    waiting: list.store.digest?.waiting ?? 0, undo: stands("[data-toast-undo]"), sent: stands("[data-log] [data-recall] [data-act=menu]"), emoji: stands("[data-emoji]"),
    guard: document.querySelector("[data-guard]").dataset.guard, answer: document.querySelector("[data-guard-answer]").dataset.guardAnswer,
    promise: !document.querySelector("[data-promise]").hidden, ordered: Boolean(document.querySelector("[data-open-case]")) });
  for (const { deed, words, terms, keys } of SHORTCUTS) {
    if (terms) commands.add({ id: deed, words, terms, key: keys[0], run: () => deeds[deed](), why: () => reasonAgainst(deed, now()) });
  }
  commands.add(...pageCommands(document));
  const bar = new CommandBar(dialog, { commands, chats, onOpen, onSignedOut: () => line.reconnect() });
  document.querySelector("[data-open-bar]").addEventListener("click", () => bar.open());
  return { commands, open: () => bar.open() };
}

/** Chats of the list whose buyer is called so; those who wait first. */
function named(rows, typed) {
  const query = typed.toLowerCase();
  const found = [...rows].filter((row) => row.buyer.name.toLowerCase().includes(query));
  return found.sort((one, other) => Number(!one.unanswered_since) - Number(!other.unanswered_since) || (one.last_at < other.last_at ? 1 : -1)).slice(0, CHATS);
}
