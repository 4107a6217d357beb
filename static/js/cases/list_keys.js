/** The keys of the list of cases: single letters while nobody types and no dialog is open. */
import { isTyping } from "../todo/keys.js";

/**
 * @param {Document} root
 * @param {{walk: import("./walk.js").Walk, go: (href: string) => void, words: HTMLInputElement, keys: HTMLDialogElement}} parts
 */
export function bindListKeys(root, { walk, go, words, keys }) {
  const does = {
    j: () => walk.move(1),
    k: () => walk.move(-1),
    o: () => walk.current?.querySelector("[data-open]").click(),
    a: () => root.querySelector("[data-approvals]").click(),
    m: () => root.querySelector("[name=mine]").click(),
    "/": () => words.focus(),
    "?": () => keys.showModal(),
  };
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event)) {
      if (event.key === "Escape" && event.target === words) words.blur();
      return;
    }
    if (root.querySelector("dialog[open]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const tab = /^[1-6]$/.test(key) ? root.querySelectorAll(".cl-tab")[Number(key) - 1] : null;
    if (!tab && !(key in does)) return;
    event.preventDefault();
    if (tab) go(tab.href);
    else does[key]();
  });
}
