/** Times in the reader's zone and language: `14:31`; 今天, 昨天, 周六, then 6月9日, another year's with the year. */
import { gettext } from "../i18n.js";

const formats = new Map();

function format(name, options) {
  if (!formats.has(name)) {
    formats.set(name, new Intl.DateTimeFormat(globalThis.document?.documentElement.lang || "zh-Hans", options));
  }
  return formats.get(name);
}

/** @param {number} at ms */
export function clockTime(at) {
  return format("time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** The same all day. @param {number} at ms */
export function dayKey(at) {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** @param {number} at @param {number} now ms */
export function dayName(at, now) {
  const start = (time) => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((start(now) - start(at)) / 86400000);
  if (days <= 0) return gettext("今天");
  if (days === 1) return gettext("昨天");
  if (days < 7) return format("weekday", { weekday: "short" }).format(at);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return sameYear ? format("date", { month: "long", day: "numeric" }).format(at)
    : format("year", { year: "numeric", month: "long", day: "numeric" }).format(at);
}
