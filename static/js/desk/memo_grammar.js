/**
 * A memo in the shop's grammar: agent, courier, hold, gift and refund, in this order, then whatever
 * else is to be said. Pure. The words come from the server (helpdesk/commerce/memo_words.py).
 *
 * buildMemo({agent: "小梅", courier: "圆通", hold: true, gift: "小礼品", refund: "5"}, words)
 *   → "小梅、发圆通快递、库存未确认、赠送小礼品并退还5元"
 *
 * @typedef {{agent: string, courier: string, hold: boolean, gift: string, refund: string}} Parts
 * @typedef {{between: string, then: string, courier: string, hold: string, gift: string, refund: string, and: string}} Words
 */

export const MEMO_BYTES = 1000;

/** @param {string} text @returns {number} as the platforms count */
export function memoBytes(text) {
  return new TextEncoder().encode(text.trim()).length;
}

/** @param {Parts} parts @param {Words} words @returns {string} */
export function buildMemo(parts, words) {
  const gift = parts.gift && words.gift.replace("%s", parts.gift);
  const refund = parts.refund && words.refund.replace("%s", parts.refund);
  return [
    parts.agent,
    parts.courier && words.courier.replace("%s", parts.courier),
    parts.hold && words.hold,
    [gift, refund].filter(Boolean).join(words.and),
  ].filter(Boolean).join(words.between);
}

/** The parts that a memo begins with, and the rest. @param {string} text @param {Words} words @returns {{parts: Parts, rest: string}} */
export function readMemo(text, words) {
  const cut = splitAt(text, words.then);
  const parts = { agent: "", courier: "", hold: false, gift: "", refund: "" };
  cut.head.split(words.between).forEach((piece, place) => readPiece(piece, place, parts, words));
  return buildMemo(parts, words) === cut.head ? { parts, rest: cut.tail } : { parts: blank(), rest: text };
}

/** The whole memo again. @param {Parts} parts @param {string} rest @param {Words} words @returns {string} */
export function wholeMemo(parts, rest, words) {
  return [buildMemo(parts, words), rest].filter(Boolean).join(words.then);
}

function blank() {
  return { agent: "", courier: "", hold: false, gift: "", refund: "" };
}

function splitAt(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? { head: text, tail: "" } : { head: text.slice(0, at), tail: text.slice(at + mark.length) };
}

function readPiece(piece, place, parts, words) {
  const courier = within(piece, words.courier);
  const [gift, refund] = giftAndRefund(piece, words);
  if (piece === words.hold) parts.hold = true;
  else if (courier) parts.courier = courier;
  else if (gift || refund) Object.assign(parts, { gift, refund });
  else if (place === 0 && piece.length <= 20) parts.agent = piece;
}

function giftAndRefund(piece, words) {
  const joint = piece.lastIndexOf(words.and + words.refund.split("%s")[0]);
  if (joint < 0) return [within(piece, words.gift), within(piece, words.refund)];
  return [within(piece.slice(0, joint), words.gift), within(piece.slice(joint + words.and.length), words.refund)];
}

/** What stands at %s, or "" where the piece is another. */
function within(piece, pattern) {
  const [before, after] = pattern.split("%s");
  const fits = piece.startsWith(before) && piece.endsWith(after) && piece.length > before.length + after.length;
  return fits ? piece.slice(before.length, piece.length - after.length) : "";
}
