/** The radar's keys: single letters while nobody types and no dialog is open. */

const DEEDS = { e: "done", p: "postpone", h: "hand", t: "take", c: "new", "?": "keys" };
const WHOSE = { 1: "mine", 2: "team", 3: "all" };

/** @param {KeyboardEvent} event @returns {boolean} whether the key is meant for what is typed in, or for a button */
export function isTyping({ target }) {
  return target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}

/**
 * @param {Document} root
 * @param {{rows: import("./rows.js").Rows, card: import("./card.js").Card, ask: (deed: string, from?: HTMLElement) => void, go: (href: string) => void, isBusy: () => boolean}} parts
 */
export function bindKeys(root, { rows, card, ask, go, isBusy }) {
  const does = (key) => {
    if (key === "j" || key === "k") return rows.move(key === "j" ? 1 : -1);
    if (key === "x") return rows.pick();
    if (key === "o") return rows.current && card.open(rows.current.dataset.row, rows.current.querySelector("[data-open]"));
    if (key === "v") return go(root.querySelector("[data-views] a:not([aria-current])").href);
    if (key in WHOSE) return go(root.querySelector(`[data-whose="${WHOSE[key]}"]`).href);
    if (key === "Escape") return rows.selection.chosen.size ? (rows.selection.clear(), rows.settle()) : card.close();
    if (key === "Enter") return enter();
    return ask(DEEDS[key], card.isOpen && !rows.selection.chosen.size ? card.box.querySelector("[data-one]") : undefined);
  };
  const enter = () => {
    const row = (card.isOpen && card.box.querySelector("[data-one]")) || rows.current;
    if (!row) return undefined;
    return row.dataset.opens ? location.assign(row.dataset.opens) : ask("done", row);
  };
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isBusy() || isTyping(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "Enter" && event.target.closest("a:not([data-open]), button, input")) return;
    if (!(key in DEEDS || key in WHOSE || "jkxov".includes(key) || key === "Escape" || key === "Enter")) return;
    event.preventDefault();
    does(key);
  });
}
