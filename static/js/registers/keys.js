/**
 * J and K walk the rows, / goes to the box, C to a new row, N to what was found at the next look.
 * Enter is the browser's own: what has the focus is a link or a button.
 */

const TYPING = "input, textarea, select, [contenteditable]";

/** @param {Document} page */
export function startKeys(page) {
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
    const done = act(page, event.key.toLowerCase());
    if (done) event.preventDefault();
  });
}

/**
 * @param {Document} page
 * @param {string} key
 * @returns {boolean} whether it meant something here
 */
export function act(page, key) {
  if (key === "j") return walk(page, 1);
  if (key === "k") return walk(page, -1);
  if (key === "/") return focusOn(page.querySelector("[data-scan]") ?? page.querySelector("[data-find]"));
  if (key === "n") return focusOn(page.querySelector("[data-check]"));
  if (key === "c") return openNew(page.querySelector("[data-new]"));
  return false;
}

function walk(page, by) {
  const rows = [...page.querySelectorAll("[data-row-link]")];
  if (!rows.length) return false;
  const at = rows.indexOf(page.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  return focusOn(rows[next]);
}

function openNew(details) {
  if (!details) return false;
  details.open = true;
  return focusOn(details.querySelector(TYPING));
}

function focusOn(node) {
  if (!node) return false;
  node.focus();
  node.scrollIntoView?.({ block: "nearest" });
  return true;
}
