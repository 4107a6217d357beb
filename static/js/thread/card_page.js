/**
 * What a card of an after-sales case says, and the way from a card to the buyer's page behind it.
 * Fetched when the first such card is drawn. The buyer's room answers the event `card:page` with an
 * address made now; at the desk nobody does, and there is no way.
 */
import { gettext, interpolate, pgettext } from "../i18n.js";
import { clockTime, dayKey, nearDay } from "./times.js";

const HOURS = 12 * 3600 * 1000;
/** Addresses by card, and when they were asked for. @type {Map<number, {at: number, page: Promise<string>}>} */
const asked = new Map();

/** What for. @param {string} wish */
export function wishName(wish) {
  switch (wish) {
    case "refund": return pgettext("case kind", "仅退款");
    case "return": return pgettext("case kind", "退货退款");
    case "exchange": return pgettext("case kind", "换货");
    case "reship": return pgettext("case kind", "补发");
    case "repair": return pgettext("case kind", "维修");
    case "price": return pgettext("case kind", "退差价");
    case "goodwill": return pgettext("case kind", "补偿");
    default: return pgettext("case kind", "开发票");
  }
}

/** How far, so that both sides can read it. @param {string} state */
export function stateWords(state) {
  switch (state) {
    case "applied": return gettext("申请交上去了，等店里答复");
    case "negotiating": return gettext("店里提了另一个办法，请看看");
    case "refused": return gettext("店里没有同意，可以改申请或请平台介入");
    case "platform": return gettext("平台正在看");
    case "wait_buyer_ship": return gettext("同意了，请寄回商品，填上运单号");
    case "in_return": return gettext("退件在路上");
    case "wait_seller_confirm": return gettext("退件收到了，正在验货");
    case "return_lost": return gettext("在找退件，不耽误办理");
    case "wait_seller_reship": return gettext("等店里寄出");
    case "wait_buyer_confirm": return gettext("寄出了，等您收货");
    case "wait_seller_issue": return gettext("等店里开发票");
    case "refunding": return gettext("正在退款，钱按原路退回");
    case "refund_failed": return gettext("这次退款没成，正在重新办");
    case "done": return gettext("办好了");
    case "cancelled": return gettext("申请撤销了");
    default: return gettext("这个申请关闭了");
  }
}

/** The lines of a case's card. @param {object} card @param {number} now */
export function caseLines(card, now) {
  const lines = [`${wishName(card.wish)} · ${stateWords(card.state)}`];
  if (card.due_at) {
    const at = Date.parse(card.due_at);
    const when = `${nearDay(dayKey(at), now)} ${clockTime(at)}`;
    lines.push(interpolate(gettext("最晚 %(when)s"), { when }, true));
  }
  return lines;
}

/** @param {HTMLElement} box the card @param {{card: object, seq: number, reader: string}} page */
export function fillPage(box, { card, seq, reader }) {
  const part = box.querySelector("[data-page]") ?? box.appendChild(Object.assign(document.createElement("div"), { className: "card-page" }));
  if (part.dataset.page === String(seq)) return;
  part.dataset.page = String(seq);
  const lines = card.type === "case" ? caseLines(card, Date.now()) : [];
  part.replaceChildren(...lines.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
  if (reader === "buyer") addWay(part, card, seq);
}

async function addWay(part, card, seq) {
  const page = await addressOf(part, seq);
  if (!page || part.dataset.page !== String(seq)) return;
  const link = document.createElement("a");
  link.className = "card-way";
  link.href = `${page}?lang=${document.documentElement.lang === "en" ? "en" : "zh-hans"}`;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = card.type === "case" ? gettext("看进度、补材料") : gettext("申请售后");
  part.append(link);
}

function addressOf(part, seq) {
  const known = asked.get(seq);
  if (known && Date.now() - known.at < HOURS) return known.page;
  const detail = { seq, answer: null };
  part.dispatchEvent(new CustomEvent("card:page", { bubbles: true, detail }));
  const page = Promise.resolve(detail.answer).then((reply) => reply?.page ?? "", () => { asked.delete(seq); return ""; });
  asked.set(seq, { at: Date.now(), page });
  return page;
}
