/**
 * Puts a fresh fragment in the place of an older one, row by row: what reads the same stays the same
 * node, so that focus, selection and what is being typed are kept. Rows do not re-sort under the
 * pointer (order.js).
 */
import { orderOf } from "./order.js";

/** What each row read when it was put there: ticking clocks have changed it since. */
const said = new WeakMap();

/** @param {ParentNode} live @param {ParentNode} fresh both hold `[data-region]` with keyed children */
export function patch(live, fresh) {
  const focus = focusIn(live);
  for (const region of live.querySelectorAll("[data-region]")) {
    const other = fresh.querySelector(`[data-region="${region.dataset.region}"]`);
    if (other) patchRegion(region, other);
  }
  if (focus && !document.activeElement?.closest("[data-key]")) refocus(live, focus);
}

/** The rows that are there already, so that a first patch changes only what differs. @param {ParentNode} live */
export function remember(live) {
  for (const row of live.querySelectorAll("[data-region] > [data-key]")) said.set(row, row.outerHTML);
}

function patchRegion(region, other) {
  const rows = new Map([...region.children].map((row) => [row.dataset.key, row]));
  const fresh = new Map([...other.children].map((row) => [row.dataset.key, row]));
  const held = "ordered" in region.dataset && region.matches(":hover");
  if (held) whenLeft(region, other.cloneNode(true));
  for (const [key, row] of rows) if (!fresh.has(key)) row.remove();
  let before = region.firstElementChild;
  for (const key of orderOf([...rows.keys()], [...fresh.keys()], held)) {
    const row = same(rows.get(key), fresh.get(key));
    if (row === before) before = before.nextElementSibling;
    else region.insertBefore(row, before);
    const old = rows.get(key);
    if (old && old !== row) {
      if (old === before) before = old.nextElementSibling;
      old.remove();
    }
  }
}

/** The old node where it reads the same. */
function same(old, fresh) {
  const html = fresh.outerHTML;
  if (old && said.get(old) === html) return old;
  said.set(fresh, html);
  return fresh;
}

/** The order that waited comes once the pointer is gone. */
const waiting = new WeakMap();

function whenLeft(region, other) {
  const known = waiting.has(region);
  waiting.set(region, other);
  if (known) return;
  region.addEventListener("pointerleave", () => {
    const last = waiting.get(region);
    waiting.delete(region);
    const fresh = document.createElement("div");
    fresh.append(last);
    patch(region.parentElement, fresh);
  }, { once: true });
}

function focusIn(live) {
  const { activeElement } = document;
  const row = activeElement?.closest("[data-key]");
  if (!row || !live.contains(row) || !activeElement.dataset.focus) return null;
  return { region: row.closest("[data-region]").dataset.region, key: row.dataset.key, focus: activeElement.dataset.focus };
}

function refocus(live, { region, key, focus }) {
  const place = `[data-region="${region}"] > [data-key="${key}"]`;
  live.querySelector(`${place} [data-focus="${focus}"]`)?.focus({ preventScroll: true });
}
