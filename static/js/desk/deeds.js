/** What each key of `shortcut_keys.js` does, by the parts that do it. */
import { openAttention } from "./attention/attention_dialog.js";
import { nextWaiting } from "./row_order.js";
import { addressOfSearch } from "./arriving.js";
import { press } from "./shortcuts.js";

/**
 * @param {object} parts
 * @param {import("./desk_list.js").DeskList} parts.list
 * @param {import("./talk.js").Talk} parts.talk
 * @param {{deeds: Record<string, () => void>}} parts.inside note, tags, stage, later, many
 * @param {{transfer: () => void, why: () => void, chooseState: () => void}} parts.people
 * @param {import("./composer.js").Composer} parts.composer
 * @param {import("./context_panel.js").ContextPanel} parts.context
 * @param {import("./card_buttons.js").CardButtons} parts.cardButtons
 * @param {import("./shortcuts.js").ShortcutsDialog} parts.shortcuts
 * @param {() => {open: () => void}} parts.bar
 * @param {(row: import("./list_store.js").Row|null) => void} parts.go
 * @param {(step: number) => void} parts.goBy
 * @param {{pick: () => void}} parts.files
 * @param {{newest: () => void}} parts.quoting
 * @param {{open: () => void}} parts.scripts
 * @param {{put: (place: number) => void}} parts.knowledge
 * @param {{sendAnyway: () => void, ask: () => void}} parts.guard
 * @param {() => void} parts.changeOrder
 * @param {{id: number}} parts.me
 * @param {() => void} parts.close the open chat
 * @returns {Record<string, () => void>}
 */
export function deedsOf({ list, talk, inside, files, quoting, scripts, knowledge, guard, people, composer, context, cardButtons, shortcuts, bar, go, goBy, changeOrder, me, close }) {
  return {
    next_waiting: () => go(nextWaiting(list.store.view("waiting").waiting, talk.conversation, me.id)),
    next: () => goBy(1),
    previous: () => goBy(-1),
    tab_waiting: () => list.tabs.choose("waiting"),
    tab_mine: () => list.tabs.choose("mine"),
    tab_all: () => list.tabs.choose("all"),
    order: changeOrder,
    lens_mentions: () => press("[data-lens-mentions]"),
    lens_later: () => press("[data-lens-later]"),
    lens_tagged: () => press("[data-lens-tagged]"),
    search: () => press("[data-rail-search]"),
    search_here: () => { if (talk.conversation !== null) location.assign(addressOfSearch(talk.conversation)); },
    take: () => talk.take(),
    transfer: () => people.transfer(),
    send_back: () => press("[data-handed-back]"),
    finish: () => talk.finish(),
    ...inside.deeds,
    more: () => press("[data-more]"),
    why: () => people.why(),
    context: () => context.toggleDrawer(),
    cards: () => { if (context.reveal()) cardButtons.focus(); },
    case: () => { if (context.reveal()) document.querySelector("[data-open-case]")?.click(); },
    newest: () => { if (talk.conversation !== null) talk.view.jumpToEnd(); },
    message_menu: () => press("[data-log] [data-recall] [data-act=menu]"),
    quote: () => quoting.newest(),
    to_list: close,
    write: () => composer.focus(),
    attach: () => files.pick(),
    scripts: () => { composer.focus(); scripts.open(); },
    promise: () => press("[data-promise-keep]"),
    answer_1: () => knowledge.put(1),
    answer_2: () => knowledge.put(2),
    answer_3: () => knowledge.put(3),
    emoji: () => press("[data-emoji]"),
    send_anyway: () => guard.sendAnyway(),
    ask_supervisor: () => guard.ask(),
    leave: () => { if (!composer.leave()) context.close(); },
    commands: () => bar().open(),
    state: () => people.chooseState(),
    undo: () => press("[data-toast-undo]"),
    me: openMe,
    attention: () => openAttention(),
    help: () => shortcuts.open(),
  };
}

function openMe() {
  const menu = document.getElementById("me-menu");
  menu.showPopover();
  menu.querySelector("input:checked, a, button")?.focus();
}
