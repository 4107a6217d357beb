/** A small menu beside a button: arrows move, Enter or its key chooses, Esc or a click elsewhere closes it. */

let closeOpen = null;

/** @param {HTMLElement} button @param {import("./shapes.js").Act[]} choices @param {(act: string) => void} onChoose */
export function openMenu(button, choices, onChoose) {
  closeOpen?.();
  const menu = document.createElement("div");
  menu.className = "bubble-menu";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", button.getAttribute("aria-label") ?? "");
  const stop = new AbortController();
  const close = ({ refocus = false } = {}) => {
    stop.abort();
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    closeOpen = null;
    if (refocus && button.isConnected) button.focus();
  };
  const items = choices.map(({ act, label, key }) => {
    const item = document.createElement("button");
    item.type = "button";
    item.setAttribute("role", "menuitem");
    item.tabIndex = -1;
    item.textContent = label;
    if (key) {
      item.setAttribute("aria-keyshortcuts", key);
      item.append(" ", Object.assign(document.createElement("kbd"), { textContent: key, ariaHidden: "true" }));
    }
    item.addEventListener("click", () => { close({ refocus: true }); onChoose(act); });
    return item;
  });
  menu.append(...items);
  document.body.append(menu);
  place(menu, button);
  button.setAttribute("aria-expanded", "true");
  closeOpen = close;
  items[0].focus();
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const keyed = !event.ctrlKey && !event.metaKey && !event.altKey && choices.findIndex(({ key }) => key === event.key.toUpperCase());
    if (event.key === "Escape") close({ refocus: true });
    else if (event.key === "Tab") close();
    else if (keyed >= 0 && keyed !== false) items[keyed].click();
    else if (step) items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  });
  const outside = (event) => { if (!menu.contains(event.target)) close(); };
  document.addEventListener("pointerdown", outside, { signal: stop.signal, capture: true });
  document.addEventListener("scroll", () => close(), { signal: stop.signal, capture: true });
}

function place(menu, button) {
  const at = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.right - size.width), globalThis.innerWidth - size.width - 8);
  const below = at.bottom + 4 + size.height <= globalThis.innerHeight - 8;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom + 4 : at.top - size.height - 4}px`;
}
