/**
 * Who waits, where it is seen without looking at the list: the document's title and the number on
 * 会话 in the rail, which is red only while someone is past the shop's limit.
 */
import { gettext } from "../i18n.js";

/** @param {number} waiting @param {string} shop @returns {string} */
export function titleOf(waiting, shop) {
  const name = `${gettext("会话")} · ${shop}`;
  return waiting > 0 ? `(${waiting}) ${name}` : name;
}

/** @param {HTMLElement|null} badge @param {number} waiting @param {boolean} late */
export function showCount(badge, waiting, late) {
  if (!badge) return;
  badge.hidden = waiting === 0;
  badge.textContent = waiting > 99 ? "99+" : String(waiting);
  badge.toggleAttribute("data-late", late);
}
