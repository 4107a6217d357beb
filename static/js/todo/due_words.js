/** How a deadline stands: written, as a share of its span, as a step of the shop's points. Pure. */
import { gettext, interpolate } from "../i18n.js";

/** @param {number} due ms @param {number} now ms @returns {string} 「剩 41 分」「过了 12 分」, as `followups/due_words.py` */
export function leftWords(due, now) {
  const over = due <= now;
  const minutes = Math.floor(Math.abs(due - now) / 60000);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days) return interpolate(over ? gettext("过了 %s 天") : gettext("剩 %s 天"), [days]);
  if (hours) return interpolate(over ? gettext("过了 %s 小时 %s 分") : gettext("剩 %s 小时 %s 分"), [hours, minutes % 60]);
  return interpolate(over ? gettext("过了 %s 分") : gettext("剩 %s 分"), [minutes]);
}

/** @param {string} span "start/due" in ISO @returns {{starts: number, due: number}} */
export function readSpan(span) {
  const [starts, due] = span.split("/").map((word) => Date.parse(word));
  return { starts, due };
}

/** @param {{starts: number, due: number}} span @param {number} now @returns {number} 0 to 1 */
export function shareUsed({ starts, due }, now) {
  return due <= starts ? 1 : Math.min(1, Math.max(0, (now - starts) / (due - starts)));
}

/** @param {number} share @param {number[]} percentages ascending @returns {number} 1 fine to 4 very late */
export function stepOf(share, percentages) {
  return 1 + percentages.filter((percent) => share * 100 >= percent).length;
}

/** Lets every deadline under a root tick. @param {ParentNode} root @param {{now: number, steps: number[]}} scene */
export function tick(root, { now, steps }) {
  for (const row of root.querySelectorAll("[data-span]")) {
    const span = readSpan(row.dataset.span);
    const share = shareUsed(span, now);
    const step = String(stepOf(share, steps));
    const filled = `${Math.round(share * 100)}%`;
    if (row.dataset.step !== step) row.dataset.step = step;
    if (row.style.getPropertyValue("--share") !== filled) row.style.setProperty("--share", filled);
    const place = row.querySelector("[data-due]");
    const words = row.dataset.far || leftWords(span.due, now);
    if (place && place.textContent !== words) place.textContent = words;
  }
}
