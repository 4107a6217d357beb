/** Where a waiting buyer stands, in calm words. Pure. */
import { gettext, interpolate, ngettext, pgettext } from "../i18n.js";
import { clockTime, dayKey, dayName } from "../thread/times.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * @param {import("../realtime/events.gen.js").Queue|null} queue
 * @param {number} now @returns {string} empty for somebody who does not wait
 */
export function queueWords(queue, now) {
  if (!queue) return "";
  if (queue.mode === "leave") {
    const by = Date.parse(queue.reply_by);
    return interpolate(gettext("现在没有客服在线。您先写下来，%(when)s 前回您"), { when: momentWords(by, now) }, true);
  }
  const { ahead, minutes } = queue;
  const place = ahead === 0 ? gettext("下一位就是您")
    : interpolate(ngettext("前面还有 %(ahead)s 位", "前面还有 %(ahead)s 位", ahead), { ahead }, true);
  if (minutes === null) return place;
  const wait = interpolate(ngettext("大约 %(minutes)s 分钟", "大约 %(minutes)s 分钟", minutes), { minutes }, true);
  return `${place}${pgettext("between parts of a line", "，")}${wait}`;
}

/** 今天 21:00, 明天 09:00, else the day. */
function momentWords(at, now) {
  if (dayKey(at) === dayKey(now + DAY_MS)) return interpolate(gettext("明天 %s"), [clockTime(at)]);
  return `${dayName(at, now)} ${clockTime(at)}`;
}
