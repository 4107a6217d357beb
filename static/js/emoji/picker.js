/**
 * Emoji beside a message box: arrows move, Enter puts one in at the caret, Esc or a click elsewhere
 * closes. What is put in is plain text, as if it had been typed.
 */
import { lateStyle } from "../thread/late_style.js";
import { emojiSet } from "./emoji_set.js";
import { stepIn } from "./grid_steps.js";

let close = null;

/** @param {HTMLButtonElement} button @param {HTMLTextAreaElement} box */
export async function toggleEmoji(button, box) {
  if (close) return close();
  await lateStyle(button.dataset.style);
  return close ? undefined : open(button, box);
}

function open(button, box) {
  const panel = document.createElement("div");
  panel.className = "emoji";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", button.getAttribute("aria-label"));
  panel.append(...emojiSet().map(group));
  const cells = [...panel.querySelectorAll("button")];
  const stop = new AbortController();
  close = () => {
    close = null;
    stop.abort();
    panel.remove();
    button.setAttribute("aria-expanded", "false");
  };
  const leave = (chosen) => {
    close();
    if (chosen) {
      box.setRangeText(chosen, box.selectionStart, box.selectionEnd, "end");
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    box.focus();
  };
  panel.addEventListener("click", (event) => {
    const cell = event.target.closest("button");
    if (cell) leave(cell.textContent);
  });
  panel.addEventListener("keydown", (event) => {
    const to = stepIn(event.key, cells.indexOf(document.activeElement), cells.length);
    if (to >= 0) focus(cells, to);
    else if (event.key === "Escape") leave("");
    else if (event.key === "Tab") return close();
    else if (event.key === "Enter" || event.key === " ") return event.stopPropagation();
    event.stopPropagation();
    return event.preventDefault();
  });
  const elsewhere = ({ target }) => { if (!panel.contains(target) && !button.contains(target)) close?.(); };
  document.addEventListener("pointerdown", elsewhere, { signal: stop.signal, capture: true });
  window.addEventListener("resize", () => place(panel, button), { signal: stop.signal });
  document.body.append(panel);
  place(panel, button);
  button.setAttribute("aria-expanded", "true");
  focus(cells, 0);
}

function group({ name, emoji }) {
  const node = document.createElement("div");
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", name);
  const head = document.createElement("p");
  head.textContent = name;
  head.setAttribute("aria-hidden", "true");
  node.append(head, ...emoji.map(([sign, called]) => {
    const cell = Object.assign(document.createElement("button"), { type: "button", tabIndex: -1, textContent: sign, title: called });
    cell.setAttribute("aria-label", called);
    return cell;
  }));
  return node;
}

function focus(cells, at) {
  for (const cell of cells) cell.tabIndex = -1;
  cells[at].tabIndex = 0;
  cells[at].focus();
}

/** Above the button, within the window. */
function place(panel, button) {
  const at = button.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  panel.style.left = `${Math.max(8, Math.min(at.left, globalThis.innerWidth - width - 8))}px`;
  panel.style.top = `${Math.max(8, at.top - height - 6)}px`;
}

