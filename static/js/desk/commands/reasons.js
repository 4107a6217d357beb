/**
 * Why a deed of the desk can't be done now, in a sentence; "" when it can. Pure.
 *
 * @typedef {{row: import("../list_store.js").Row|null, open: boolean, rights: import("../talk_rights.js").Rights,
 *   online: boolean, waiting: number, undo: boolean, sent: boolean, emoji: boolean, guard: string, answer: string, promise: boolean,
 *   ordered: boolean}} Now
 */
import { gettext, interpolate } from "../../i18n.js";

const ON_A_CHAT = new Set(["search_here", "take", "transfer", "send_back", "finish", "why", "context", "cards", "case", "newest", "message_menu", "quote", "emoji", "to_list", "write", "scripts", "attach", "send_anyway", "ask_supervisor", "promise", "note", "tags", "stage", "later", "more", "block"]);
const BY_THE_LINE = new Set(["take", "transfer", "send_back", "finish", "why", "state", "stage", "later", "many", "block"]);

/** @param {string} deed @param {Now} now @returns {string} */
export function reasonAgainst(deed, now) {
  if (ON_A_CHAT.has(deed) && !now.open) return gettext("先打开一个会话");
  if (BY_THE_LINE.has(deed) && !now.online) return gettext("连不上服务器，连上再做");
  const holder = now.row?.owner?.name ?? "";
  const { held } = now.rights;
  switch (deed) {
    case "next_waiting": return now.waiting ? "" : gettext("现在没有买家在等");
    case "undo": return now.undo ? "" : gettext("没有刚做的可以撤销");
    case "send_anyway": return now.guard === "warn" ? "" : gettext("输入框里没有被提醒的话");
    case "ask_supervisor": return now.guard === "block" || now.answer ? "" : gettext("输入框里没有被拦下的话");
    case "promise": return now.promise ? "" : gettext("刚发的话里没有答应什么时间");
    case "case": return now.ordered ? "" : gettext("这位买家没有付过款的订单");
    case "message_menu": return now.sent ? "" : gettext("没有还能撤回的消息");
    case "later": return now.row?.state === "active" ? "" : gettext("接待中的会话才能放到稍后");
    case "attach":
    case "emoji":
    case "quote":
    case "scripts":
    case "write":
      if (now.row?.blocked) return gettext("这位买家在黑名单里");
      if (now.rights.locked) return interpolate(gettext("%s在接待，先接过来"), [holder]);
      return deed === "emoji" && !now.emoji ? gettext("店里的规则收起了表情按钮；键盘打的照样发") : "";
    case "take":
      if (now.rights.take || now.rights.takeOver) return "";
      if (now.row?.blocked) return gettext("这位买家在黑名单里");
      if (held === "me") return gettext("已经在您手上");
      return held === "over" ? gettext("已经结束；写一条就重新开始") : interpolate(gettext("%s在接待，主管才能接过来"), [holder]);
    case "transfer": return now.rights.handOver ? "" : refusal(held, holder);
    case "finish": return now.rights.finish ? "" : refusal(held, holder);
    case "why": return held === "over" ? gettext("这次接待已经结束") : "";
    case "send_back": return now.row?.handed && held === "me" ? "" : gettext("不是同事转给您的");
    default: return "";
  }
}

function refusal(held, holder) {
  if (held === "over") return gettext("这次接待已经结束");
  return held === "nobody" ? gettext("还没有人接，先接过来") : interpolate(gettext("%s在接待，他和主管才行"), [holder]);
}
