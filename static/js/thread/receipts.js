/** How far one's message has come, in a word, and what can be done about it. Pure. */
import { gettext, interpolate } from "../i18n.js";

const HOPELESS = new Set(["text_too_long", "text_empty", "frame_too_large"]);

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
  const edit = { act: "edit", label: gettext("改") };
  const drop = { act: "drop", label: gettext("不发了") };
  if (pending.state === "failed") {
    const retry = { act: "retry", label: gettext("重试") };
    const why = pending.error?.code === "frame_too_large" ? gettext("太长了") : pending.error?.message;
    const label = why ? interpolate(gettext("没发出去：%(why)s"), { why: why.replace(/[。.]$/, "") }, true) : gettext("没发出去");
    return { step: "failed", label, acts: HOPELESS.has(pending.error?.code) ? [edit, drop] : [retry, edit, drop] };
  }
  if (pending.state === "queued" && !online) return { step: "queued", label: gettext("等网络"), acts: [edit, drop] };
  if (pending.state === "queued" && pending.retry_at) {
    return { step: "queued", label: gettext("稍后自动再发"), acts: [edit, drop] };
  }
  return { step: "sending", label: gettext("发送中"), acts: [] };
}
