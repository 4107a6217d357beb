/** Keys of the desk, and the dialog that lists them. What a key means stands in `shortcut_keys.js`. */
import { gettext } from "../i18n.js";
import { deedOf, SHORTCUTS, shownKey } from "./shortcut_keys.js";

/** The box of a dialog that has just closed keeps the focus for a moment; nobody types there. @param {Element|null} element @returns {boolean} */
function isTyping(element) {
  const box = element?.closest("textarea, input:not([type=checkbox], [type=radio], [type=range]), select, [contenteditable=true]");
  return Boolean(box?.checkVisibility());
}

/** Asked for when it matters. */
const HERE = {
  get typing() { return isTyping(document.activeElement); },
  get dialog() { return Boolean(document.querySelector("dialog[open], [popover]:popover-open:not([popover=manual])")); },
};

/** Every deed of the table has to be there. @param {Record<string, () => void>} deeds */
export function bindShortcuts(deeds) {
  const missing = SHORTCUTS.find(({ deed }) => !deeds[deed]);
  if (missing) throw new Error(`no deed for ${missing.deed}`);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    const deed = deedOf(event, HERE);
    if (!deed) return;
    if (deed !== "leave") event.preventDefault();
    deeds[deed]();
  });
  for (const { on, keys } of SHORTCUTS) {
    if (on) for (const button of document.querySelectorAll(on)) button.setAttribute("aria-keyshortcuts", keys.map(spoken).join(" "));
  }
}

/** @param {string} key */
function spoken(key) {
  return key.replace(/(^|\+)(\w)$/, (_all, before, letter) => before + letter.toUpperCase());
}

/** @param {string} selector @returns {boolean} whether such a button is on the page */
export function stands(selector) {
  return Boolean(lastOf(selector));
}

/** Press the last such button, if one is on the page. @param {string} selector */
export function press(selector) {
  lastOf(selector)?.click();
}

function lastOf(selector) {
  return [...document.querySelectorAll(selector)].findLast((each) => each.checkVisibility());
}

export class ShortcutsDialog {
  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.dialog = dialog;
    this.send = dialog.querySelector("[data-shortcut-send]");
    this.newline = dialog.querySelector("[data-shortcut-newline]");
    for (const shortcut of SHORTCUTS) dialog.querySelector(`[data-keys=${shortcut.part}]`).append(lineOf(shortcut));
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.querySelector("[data-open-shortcuts]")?.addEventListener("click", () => {
      document.getElementById("me-menu").hidePopover();
      this.open();
    });
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
  }

  /** @param {"enter"|"ctrl_enter"} sendKey */
  chooseSendKey(sendKey) {
    const withCtrl = sendKey === "ctrl_enter";
    this.send.querySelector("kbd").textContent = withCtrl ? "Ctrl Enter" : "Enter";
    this.newline.querySelector("kbd").textContent = withCtrl ? "Enter" : "Shift Enter";
  }
}

/** @param {import("./shortcut_keys.js").Shortcut} shortcut */
function lineOf({ words, keys, deed }) {
  const line = document.createElement("div");
  const name = document.createElement("dt");
  const shown = document.createElement("dd");
  line.dataset.deed = deed;
  name.textContent = gettext(words);
  shown.append(...keys.flatMap((key, at) => {
    const cap = document.createElement("kbd");
    cap.textContent = shownKey(key);
    return at ? [" ", cap] : [cap];
  }));
  line.append(name, shown);
  return line;
}
