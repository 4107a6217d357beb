import assert from "node:assert/strict";
import test from "node:test";
import { cardView } from "../../static/js/thread/cards.js";
import { caseLines, stateWords } from "../../static/js/thread/card_page.js";

const CARD = { type: "case", tail: "…7731", title: "云感连帽卫衣", spec: "M", quantity: 1, kinds: 1, wish: "return", state: "wait_buyer_ship", amount_fen: 9000, timer: "ship_back", due_at: "2026-11-29T06:31:00.000Z" };

test("a case's card says what for, how far and until when", () => {
  const lines = caseLines(CARD, Date.parse("2026-11-28T06:31:00.000Z"));
  assert.match(lines[0], /^退货退款 · 同意了，请寄回商品/);
  assert.match(lines[1], /^最晚 明天 /);
  assert.equal(caseLines({ ...CARD, due_at: null }, 0).length, 1);
  assert.notEqual(stateWords("closed"), stateWords("done"));
});

test("who reads it decides whether there is a way to a page", () => {
  const item = (card) => ({ entry: { seq: 7, card, at: "" } });
  const view = (card, reader) => cardView(item(card), { reader, now: 0 });
  assert.deepEqual(view(CARD, "buyer").page, { card: CARD, seq: 7, reader: "buyer" });
  assert.equal(view(CARD, "desk").amount, "¥90.00");
  assert.equal(view({ ...CARD, amount_fen: 0 }, "desk").amount, "");
  const order = { type: "order", tail: "…1", title: "a", spec: "", quantity: 1, kinds: 1, state: "paid", amount_fen: 1, refunded_fen: 0, courier: "", waybill: "", place: "", scanned_at: null, signed_at: null, leaves_at: null, arrives_on: null };
  assert.ok(view(order, "buyer").page);
  assert.equal(view(order, "desk").page, undefined);
});
