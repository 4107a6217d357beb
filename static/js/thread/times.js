/** Times in the shop's zone (`<html data-time-zone>`), else the reader's: 14:31; 今天, 昨天, 周六, 6月9日. */
import { gettext } from "../i18n.js";

const formats = new Map();

function format(name, options) {
  if (!formats.has(name)) {
    const root = globalThis.document?.documentElement;
    const timeZone = root?.dataset?.timeZone || undefined;
    formats.set(name, new Intl.DateTimeFormat(name === "key" ? "en-CA" : root?.lang === "en" ? "en-GB" : "zh-Hans", { ...options, timeZone }));
  }
  return formats.get(name);
}

/** @param {number} at ms */
export function clockTime(at) {
  return format("time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** 6月9日; 9 Jun. @param {number} at ms */
export function shortDate(at) {
  return format("short", { month: "short", day: "numeric" }).format(at);
}

/** The same all day: `2026-11-22`. @param {number} at ms */
export function dayKey(at) {
  return format("key", { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

/** A day to come or gone by: 明天, 周六, 11月24日. @param {string} day `2026-11-24` @param {number} now */
export function nearDay(day, now) {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const days = Math.round((Date.parse(day) - Date.parse(dayKey(now))) / 86400000);
  if (days < 1) return days ? dayName(noon, now) : gettext("今天");
  if (days < 3) return days === 1 ? gettext("明天") : gettext("后天");
  return days < 7 ? format("weekday", { weekday: "short" }).format(noon) : format("date", { month: "long", day: "numeric" }).format(noon);
}

/** @param {number} at @param {number} now ms */
export function dayName(at, now) {
  const [day, today] = [dayKey(at), dayKey(now)];
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86400000);
  if (days <= 0) return gettext("今天");
  if (days === 1) return gettext("昨天");
  if (days < 7) return format("weekday", { weekday: "short" }).format(at);
  return day.slice(0, 4) === today.slice(0, 4) ? format("date", { month: "long", day: "numeric" }).format(at)
    : format("year", { year: "numeric", month: "long", day: "numeric" }).format(at);
}
