/** Moments to come, in the clock of the desk: the choices of "later", and how one is said. Pure. */
import { gettext, interpolate } from "../../i18n.js";
import { clockTime, dayKey, dayName, shortDate } from "../../thread/times.js";

const HOUR = 3600 * 1000;
const EVENING = 18;
const MORNING = 9;

/** 18:00 today; 明天 09:00; 6月9日 09:00. @param {number} at @param {number} now @returns {string} */
export function laterWords(at, now) {
  const time = clockTime(at);
  if (dayKey(at) === dayKey(now)) return time;
  if (dayKey(at) === dayKey(now + 24 * HOUR)) return interpolate(gettext("明天 %s"), [time]);
  return `${dayName(now, at) === gettext("今天") ? "" : shortDate(at)} ${time}`.trim();
}

/** The moment at which the desk's clock shows this hour, some days from now. @param {number} now @param {number} days @param {number} hour */
export function atHour(now, days, hour) {
  const day = now + days * 24 * HOUR;
  const [shown, minutes] = clockTime(day).split(":").map(Number);
  const second = day % 60000;
  return day - (shown - hour) * HOUR - minutes * 60000 - second;
}

/** @param {number} now @returns {{act: string, label: string, at: number|null}[]} `at` null: a moment of one's own */
export function laterChoices(now) {
  const choices = [{ act: "hour", at: now + HOUR }];
  const evening = atHour(now, 0, EVENING);
  if (evening - now > HOUR) choices.push({ act: "evening", at: evening });
  choices.push({ act: "morning", at: atHour(now, 1, MORNING) }, { act: "days", at: atHour(now, 3, MORNING) });
  const named = choices.map(({ act, at }) => ({ act, at, label: laterWords(at, now) }));
  return [...named, { act: "own", at: null, label: gettext("另选时间…") }];
}
