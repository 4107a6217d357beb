/** Keys of the desk, and the dialog that lists them. What a key means stands in `shortcut_keys.js`. */
import { deedOf } from "./shortcut_keys.js";

/** @param {Element|null} element @returns {boolean} */
function isTyping(element) {
  return Boolean(element?.closest("textarea, input, select, [contenteditable=true]"));
}

/** @param {Record<import("./shortcut_keys.js").Deed, () => void>} deeds */
export function bindShortcuts(deeds) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    const dialog = Boolean(document.querySelector("dialog[open], [popover]:popover-open:not([popover=manual])"));
    const deed = deedOf(event, { typing: isTyping(document.activeElement), dialog });
    if (!deed) return;
    if (deed !== "leave") event.preventDefault();
    deeds[deed]();
  });
}

export class ShortcutsDialog {
  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.dialog = dialog;
    this.send = dialog.querySelector("[data-shortcut-send]");
    this.newline = dialog.querySelector("[data-shortcut-newline]");
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
