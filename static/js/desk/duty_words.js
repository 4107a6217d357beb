/**
 * What the foot of the list says of the agent's own state. Pure.
 *
 * @typedef {import("../realtime/events.gen.js").MyPlace} MyPlace
 */
import { gettext, interpolate, pgettext } from "../i18n.js";
import { clockTime } from "../thread/times.js";

/** @param {MyPlace} place @param {number} now @returns {boolean} */
export function isPeak({ peak_until: until }, now) {
  return Boolean(until) && Date.parse(until) > now;
}

/** How many chats at once: the person's own number, else the shop's. @param {MyPlace} place @param {number} now */
export function capacityOf(place, now) {
  return place.capacity ?? (isPeak(place, now) ? place.peak : place.normal);
}

/** @param {Pick<MyPlace, "state"|"until">} place @returns {string} */
export function stateWords({ state, until }) {
  switch (state) {
    case "accepting": return pgettext("presence", "接待中");
    case "busy": return pgettext("presence", "忙，不接新的");
    case "resting": return interpolate(pgettext("presence", "小休到 %s"), [clockTime(Date.parse(until))]);
    case "leaving": return pgettext("presence", "收尾");
    default: return pgettext("presence", "下班了，不接待");
  }
}

/** @param {MyPlace} place @param {number} now @returns {string} empty while it does not run */
export function peakWords(place, now) {
  return isPeak(place, now) ? interpolate(gettext("高峰到 %s"), [clockTime(Date.parse(place.peak_until))]) : "";
}
