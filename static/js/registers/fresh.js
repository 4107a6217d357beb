/** When a part of the page may be put anew, and what of the old one is kept. Pure, over nodes. */

const FIELDS = "input, textarea, select";

/** Somebody is in it, points at it, or has typed into it. @param {HTMLElement} region @param {Document} page */
export function isBusy(region, page) {
  if (region.contains(page.activeElement) || region.matches(":hover")) return true;
  return [...region.querySelectorAll(FIELDS)].some(isTyped);
}

/** What was typed into the old one, into the fields of the fresh one. @param {ParentNode} old @param {ParentNode} fresh */
export function keepTyped(old, fresh) {
  const there = [...fresh.querySelectorAll(FIELDS)];
  for (const field of [...old.querySelectorAll(FIELDS)].filter(isTyped)) {
    const same = there.find((other) => other.name === field.name && other.type === field.type && (!isTick(field) || other.value === field.value));
    if (!same) continue;
    if (isTick(field)) same.checked = field.checked;
    else same.value = field.value;
  }
}

/** How many rows are new or read differently; at least one. @param {ParentNode} old @param {ParentNode} fresh */
export function newsIn(old, fresh) {
  const known = new Set([...old.querySelectorAll("[data-row]")].map(({ dataset }) => dataset.row));
  const other = [...fresh.querySelectorAll("[data-row]")].filter(({ dataset }) => !known.has(dataset.row));
  return Math.max(1, other.length);
}

/** What of a part counts as new: not its tokens, nor clocks, which go on by themselves. @param {string} html */
export function steady(html) {
  return html.replace(/ name="csrfmiddlewaretoken" value="[^"]*"/g, "").replace(/ data-step="[^"]*"/g, "")
    .replace(/ style="--share:[^"]*"/g, "").replace(/<span class="due">.*?<\/span>/gs, "");
}

function isTyped(field) {
  if (field.type === "hidden") return false;
  if (isTick(field)) return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  return field.value !== field.defaultValue;
}

function isTick({ type }) {
  return type === "checkbox" || type === "radio";
}
