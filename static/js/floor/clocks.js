/**
 * Waits and remaining times, by the server's clock: written, as a step of the shop's scale, and as
 * the bar that fills. Where the row reads the same the document is not touched.
 */
import { gettext, interpolate } from "../i18n.js";
import { clockText, waitedSeconds, waitShare, waitStep } from "../desk/wait_scale.js";

/** @param {ParentNode} root @param {{now: number, steps: number[]}} scene */
export function tick(root, { now, steps }) {
  for (const place of root.querySelectorAll("[data-wait]")) {
    const seconds = waitedSeconds(place.dataset.wait, now);
    write(place, clockText(seconds));
    mark(place, seconds, steps);
    const row = place.closest("[data-wait-row]");
    if (row) mark(row, seconds, steps);
  }
  for (const place of root.querySelectorAll("[data-left]")) write(place, leftWords(place.dataset.left, now));
}

/** @param {string} until ISO time @param {number} now @returns {string} 「剩 1 小时 28 分」 */
export function leftWords(until, now) {
  const minutes = Math.max(0, Math.ceil((Date.parse(until) - now) / 60000));
  if (minutes < 60) return interpolate(gettext("剩 %s 分"), [minutes]);
  return interpolate(gettext("剩 %s 小时 %s 分"), [Math.floor(minutes / 60), minutes % 60]);
}

function write(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

function mark(element, seconds, steps) {
  const step = String(waitStep(seconds, steps));
  if (element.dataset.step !== step) element.dataset.step = step;
  const share = `${Math.round(waitShare(seconds, steps) * 100)}%`;
  if (element.style.getPropertyValue("--share") !== share) element.style.setProperty("--share", share);
}
