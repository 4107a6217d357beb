/**
 * The shops in the "me" menu by keyboard: up and down go from one to the next, and opening the menu
 * by key leads to the shop one is in.
 */

/** @param {HTMLElement} group @param {EventTarget} [menu] */
export function mountShopMenu(group, menu = group.closest("[popover]")) {
  const buttons = [...group.querySelectorAll("button")];
  group.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = buttons.indexOf(event.target);
    if (!step || at < 0) return;
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length].focus();
  });
  menu?.addEventListener("toggle", (event) => {
    if (event.newState !== "open") return;
    (buttons.find((button) => button.getAttribute("aria-current") === "true") ?? buttons[0])?.focus();
  });
}

if (globalThis.document) {
  for (const group of document.querySelectorAll("[data-shops]")) mountShopMenu(group);
}
