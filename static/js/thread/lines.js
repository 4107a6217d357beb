/** The sentences between the bubbles, as a buyer or the desk is told them. */
import { gettext, interpolate } from "../i18n.js";

/** @param {import("./shapes.js").Entry} entry @param {string} time @param {"buyer"|"desk"} reader */
export function systemLine(entry, time, reader) {
  const values = { name: entry.author ?? gettext("客服"), time };
  const say = (sentence) => interpolate(sentence, values, true);
  if (entry.text === "session.taken") {
    return reader === "buyer" ? say(gettext("%(name)s来为您服务了")) : say(gettext("%(time)s %(name)s接了这次接待"));
  }
  if (entry.text === "session.finished") {
    return reader === "buyer" ? say(gettext("%(name)s %(time)s 结束了这次接待 · 有事随时再发"))
      : say(gettext("%(time)s %(name)s结束了这次接待"));
  }
  return "";
}

/** @param {import("./shapes.js").Entry} entry @param {boolean} own */
export function recallLine(entry, own) {
  if (own) return gettext("您撤回了一条消息");
  if (entry.author) return interpolate(gettext("%(name)s撤回了一条消息"), { name: entry.author }, true);
  return gettext("对方撤回了一条消息");
}
