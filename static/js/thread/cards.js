/** What a card shows, in the reader's words. Pure; facts come frozen from the server, as codes, fen and moments. */
import { gettext, interpolate, pgettext } from "../i18n.js";
import { clockTime, dayKey, nearDay } from "./times.js";
import { pendingState } from "./words.js";

/** What kind of card or answer it is. @param {"order"|"product"|"address"|"case"|"image"|"file"|"right"|"change"} code */
export function cardName(code) {
  switch (code) {
    case "order": return gettext("订单卡片");
    case "product": return gettext("商品卡片");
    case "address": return gettext("核对地址");
    case "case": return gettext("售后进度");
    case "image": return gettext("图片");
    case "file": return gettext("文件");
    case "right": return gettext("地址没错");
    default: return gettext("要改地址");
  }
}

/** One line: [图片], [文件 价目表.xlsx], [订单卡片] 云感卫衣. @param {string} code @param {string} words */
export function tagged(code, words) {
  if (code === "image") return `[${cardName(code)}]`;
  return code === "file" ? `[${cardName(code)} ${words}]` : `[${cardName(code)}] ${words}`;
}

/** @param {import("./shapes.js").ThreadItem} item @param {import("./shapes.js").Look} look @returns {import("./shapes.js").CardView} */
export function cardView(item, look) {
  const { card } = item.entry;
  const view = { type: card.type, name: cardName(card.type), sub: "", status: "", step: "", asks: false, acts: [] };
  if (card.type === "product") {
    return { ...view, title: card.name, amount: money(card.price_fen), lines: productLines(card) };
  }
  const lines = card.type === "order" ? orderLines(card, look.now) : card.type === "case" ? [] : [`${card.receiver} ${card.phone}`, card.address];
  const seen = { ...view, title: goods(card), sub: say(gettext("订单 %(tail)s"), { tail: card.tail }), amount: card.amount_fen || card.type !== "case" ? money(card.amount_fen) : "", lines: lines.filter((line) => line.trim()) };
  if (card.type === "case" || (card.type === "order" && look.reader === "buyer")) seen.page = { card, seq: item.entry.seq, reader: look.reader };
  return card.type === "address" ? { ...seen, ...standing(item, look) } : seen;
}

const say = (sentence, values) => interpolate(sentence, values, true);

function goods({ title, spec, quantity, kinds }) {
  const first = `${title} ${spec}`.trim() + (quantity > 1 ? ` ×${quantity}` : "");
  return kinds > 1 ? say(gettext("%(first)s 等 %(kinds)s 种"), { first, kinds }) : first;
}

function orderLines(card, now) {
  const moment = (at) => `${nearDay(dayKey(Date.parse(at)), now)} ${clockTime(Date.parse(at))}`;
  const lines = [[stateName(card.state), card.courier, card.waybill].filter(Boolean).join(" · ")];
  if (card.signed_at) lines.push(say(gettext("%(when)s 签收"), { when: moment(card.signed_at) }));
  else if (card.place && card.scanned_at) lines.push(`${card.place} ${moment(card.scanned_at)}`);
  if (card.leaves_at) lines.push(say(gettext("%(when)s 这批发"), { when: moment(card.leaves_at) }));
  if (card.arrives_on) lines.push(say(gettext("预计%(day)s到"), { day: nearDay(card.arrives_on, now) }));
  if (card.refunded_fen) lines.push(say(gettext("已退 %(amount)s"), { amount: money(card.refunded_fen) }));
  return lines;
}

function productLines({ colours, variants, stock, facts }) {
  const kinds = [colours, variants].map((each) => each.join(" / ")).filter(Boolean).join(" · ");
  return [kinds, ...stock.map(({ spec, note }) => `${spec} ${note}`.trim()), facts].filter(Boolean);
}

/** How the question about the address stands. */
function standing({ answer, replaced, answering }, { reader, online }) {
  const buyer = reader === "buyer";
  if (answer) {
    const { says } = answer.card;
    const values = { time: clockTime(Date.parse(answer.at)), what: whatChanges(answer.card) };
    const sentence = says === "right"
      ? (buyer ? gettext("您 %(time)s 说地址没错") : gettext("买家 %(time)s 说地址没错"))
      : (buyer ? gettext("您 %(time)s 说要改：%(what)s") : gettext("买家 %(time)s 说要改：%(what)s"));
    return { step: says, status: say(sentence, values) };
  }
  if (replaced) return { step: "over", status: gettext("店里又发了一张，以新的为准") };
  if (answering) {
    const { step, label, acts } = pendingState(answering, online);
    return { step: step === "failed" ? "failed" : "waiting", status: label, acts };
  }
  return { step: "waiting", status: buyer ? "" : gettext("等买家回答"), asks: buyer };
}

/** What is to be different, as one line. */
export function whatChanges({ receiver, phone, address, words }) {
  const parts = [[pgettext("of a parcel", "收货人"), receiver], [pgettext("of a parcel", "手机"), phone], [pgettext("of a parcel", "地址"), address]]
    .filter(([, value]) => value).map((part) => part.join(" "));
  return [...parts, words].filter(Boolean).join(pgettext("between parts of a line", "，"));
}

function stateName(state) {
  switch (state) {
    case "unpaid": return pgettext("order state", "待付款");
    case "paid": return pgettext("order state", "待发货");
    case "shipped": return pgettext("order state", "运输中");
    case "signed": return pgettext("order state", "已签收");
    case "finished": return pgettext("order state", "已完成");
    default: return pgettext("order state", "已关闭");
  }
}

/** ¥1,260.00 */
function money(fen) {
  return `¥${(fen / 100).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
