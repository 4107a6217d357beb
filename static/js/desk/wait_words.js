/**
 * A wait in words, for sentences and for those who hear the page: 「3 分 12 秒」.
 */
import { gettext, interpolate } from "../i18n.js";
import { waitParts } from "./wait_scale.js";

/** @param {number} seconds @returns {string} */
export function waitWords(seconds) {
  const parts = waitParts(seconds);
  if (parts.hours) return interpolate(gettext("%s 小时 %s 分"), [parts.hours, parts.minutes]);
  if (parts.minutes) return interpolate(gettext("%s 分 %s 秒"), [parts.minutes, parts.seconds]);
  return interpolate(gettext("%s 秒"), [parts.seconds]);
}
