/** The words of a thread: the lines between its bubbles, and how far one's own message has come. Pure. */
import { gettext, interpolate } from "../i18n.js";

const HOPELESS = new Set(["text_too_long", "text_empty", "frame_too_large", "order_on_its_way", "order_not_going", "address_missing", "not_found", "file_gone", "quote_gone", "quote_recalled"]);

const HANDED_OVER = "session.transferred ";

/** @param {import("./shapes.js").Entry} entry @param {string} time @param {"buyer"|"desk"} reader */
export function systemLine(entry, time, reader) {
  const values = { name: entry.author ?? gettext("客服"), time };
  const say = (sentence) => interpolate(sentence, values, true);
  if (entry.text === "session.taken") {
    return reader === "buyer" ? say(gettext("%(name)s来为您服务了")) : say(gettext("%(time)s %(name)s接了这次接待"));
  }
  if (entry.text === "session.assigned") {
    return reader === "buyer" ? say(gettext("%(name)s来为您服务了")) : say(gettext("%(time)s 派给了%(name)s"));
  }
  if (entry.text.startsWith(HANDED_OVER)) {
    values.to = entry.text.slice(HANDED_OVER.length);
    return reader === "buyer" ? say(gettext("%(to)s来为您服务了")) : say(gettext("%(time)s %(name)s 转给 %(to)s"));
  }
  if (entry.text === "session.idle") return gettext("这次接待结束了，随时再发消息");
  if (entry.text.startsWith("session.rated.")) return gettext("您评过了，谢谢");
  if (entry.text === "session.finished") {
    return reader === "buyer" ? say(gettext("%(name)s %(time)s 结束了这次接待 · 有事随时再发"))
      : say(gettext("%(time)s %(name)s结束了这次接待"));
  }
  return "";
}

/** An answer where it was given; the card says the same. @param {import("./shapes.js").Entry} entry @param {string} time @param {"buyer"|"desk"} reader */
export function answerLine({ author, card }, time, reader) {
  const values = { name: author ?? gettext("买家"), time, tail: card.tail };
  const right = card.says === "right";
  const own = right ? gettext("您 %(time)s 说订单 %(tail)s 的地址没错") : gettext("您 %(time)s 说订单 %(tail)s 的地址要改");
  const theirs = right ? gettext("%(name)s %(time)s 说订单 %(tail)s 的地址没错") : gettext("%(name)s %(time)s 说订单 %(tail)s 的地址要改");
  return interpolate(reader === "buyer" ? own : theirs, values, true);
}

/** @param {import("./shapes.js").Entry} entry @param {boolean} own */
export function recallLine(entry, own) {
  if (own) return gettext("您撤回了一条消息");
  if (entry.author) return interpolate(gettext("%(name)s撤回了一条消息"), { name: entry.author }, true);
  return gettext("对方撤回了一条消息");
}

/** @param {number} seq @param {import("./shapes.js").Position} position the other side's @returns {import("./shapes.js").Step} */
export function stepOf(seq, position) {
  if (position.read >= seq) return "read";
  return position.delivered >= seq ? "delivered" : "sent";
}

export function stepLabel(step) {
  if (step === "read") return gettext("已读");
  return step === "delivered" ? gettext("已送达") : gettext("已发送");
}

/** @param {import("../realtime/shapes.js").Item} pending @param {boolean} online */
export function pendingState(pending, online) {
  const edit = pending.card || pending.answer || pending.file ? [] : [{ act: "edit", label: gettext("改") }];
  const drop = { act: "drop", label: gettext("不发了") };
  if (pending.state === "failed") {
    const retry = { act: "retry", label: gettext("重试") };
    const why = pending.error?.code === "frame_too_large" ? gettext("太长了") : pending.error?.message;
    const label = why ? interpolate(gettext("没发出去：%(why)s"), { why: why.replace(/[。.]$/, "") }, true) : gettext("没发出去");
    return { step: "failed", label, acts: HOPELESS.has(pending.error?.code) ? [...edit, drop] : [retry, ...edit, drop] };
  }
  if (pending.state === "queued" && !online) return { step: "queued", label: gettext("等网络"), acts: [...edit, drop] };
  if (pending.state === "queued" && pending.retry_at) {
    return { step: "queued", label: gettext("稍后自动再发"), acts: [...edit, drop] };
  }
  return { step: "sending", label: gettext("发送中"), acts: [] };
}
