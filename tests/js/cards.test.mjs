// Cards: what they show in words, how a question stands, what a page knows of them in any order.
import assert from "node:assert/strict";
import { test } from "node:test";

import { AddressForm, problemOf } from "../../static/js/chat/address_form.js";
import { CardButtons } from "../../static/js/desk/card_buttons.js";
import { lastWords } from "../../static/js/desk/row_view.js";
import { deedOf } from "../../static/js/desk/shortcut_keys.js";
import { acknowledge, applyEntries, applyEntry, createThread, ordered, setPending } from "../../static/js/realtime/thread_store.js";
import { cardName, cardView, whatChanges } from "../../static/js/thread/cards.js";
import { toRows } from "../../static/js/thread/rows.js";
import { nearDay } from "../../static/js/thread/times.js";

globalThis.document = { documentElement: { lang: "zh-Hans", dataset: { timeZone: "Asia/Shanghai" } } };
const NOW = Date.parse("2026-11-22T04:00:00Z");
const at = (minutes = 0) => new Date(NOW - minutes * 60000).toISOString();
const look = (extra = {}) => ({ reader: "buyer", isOwn: (entry) => entry.side === "buyer", me: "访客",
  position: { delivered: 0, read: 0 }, online: true, now: NOW, recallSeconds: 120, ...extra });
const desk = look({ reader: "desk", isOwn: (entry) => entry.side === "agent", me: "小梅" });
const ADDRESS = { type: "address", tail: "…7731", title: "云感卫衣", spec: "M", quantity: 1, kinds: 1, amount_fen: 15900,
  receiver: "张**", phone: "138****5678", address: "浙江省绍兴市越城区***201室" };
const ORDER = { type: "order", tail: "…7731", title: "云感卫衣", spec: "M", quantity: 2, kinds: 3, state: "shipped", amount_fen: 126000,
  refunded_fen: 0, courier: "圆通", waybill: "YT7731…204", place: "杭州转运中心", scanned_at: at(60), signed_at: null, leaves_at: null, arrives_on: "2026-11-23" };
const PRODUCT = { type: "product", name: "云感卫衣", price_fen: 3900, colours: ["燕麦色", "雾蓝"], variants: ["M"], stock: [{ spec: "燕麦色 M", note: "余 26 件" }], facts: "380g 加绒棉" };
const SAID = { type: "answer", says: "change", tail: "…7731", title: "云感卫衣 M", receiver: "", phone: "139****1234", address: "", words: "放门卫" };
const entry = (seq, extra = {}) => ({ seq, kind: "card", side: "agent", author: "小梅", author_id: 7, text: "云感卫衣 M", card: ADDRESS,
  at: at(5), session: 1, client_id: `c${seq}`, target: null, recalled: false, ...extra });
const answer = (seq, target, card = SAID) => entry(seq, { kind: "answer", side: "buyer", author: null, author_id: null, target, card });

function threadOf(...entries) {
  const thread = createThread({ isOwn: (one) => one.side === "buyer" });
  thread.ready = true;
  applyEntries(thread, { entries, through: entries.at(-1).seq, last: entries.at(-1).seq });
  return thread;
}
const viewOf = (thread, seq, how = look()) => cardView(ordered(thread).find((item) => item.entry?.seq === seq), how);

test("an order card says how far it is, and its promise by the reader's day", () => {
  const view = cardView({ entry: entry(1, { card: ORDER }) }, look());
  assert.equal(view.title, "云感卫衣 M ×2 等 3 种");
  assert.equal(view.amount, "¥1,260.00");
  assert.deepEqual(view.lines, ["运输中 · 圆通 · YT7731…204", "杭州转运中心 今天 11:00", "预计明天到"]);
  assert.deepEqual([view.status, view.asks], ["", false]);
});

test("an order that waits in the shop says which batch it leaves with; one paid back says so", () => {
  const card = { ...ORDER, state: "paid", courier: "", waybill: "", place: "", leaves_at: "2026-11-22T09:00:00Z", arrives_on: null, refunded_fen: 500 };
  assert.deepEqual(cardView({ entry: entry(1, { card }) }, look()).lines, ["待发货", "今天 17:00 这批发", "已退 ¥5.00"]);
});

test("a product card lists what there is of it, and stock only where it was told", () => {
  const { title, amount, lines } = cardView({ entry: entry(1, { card: PRODUCT }) }, look());
  assert.deepEqual([title, amount, lines], ["云感卫衣", "¥39.00", ["燕麦色 / 雾蓝 · M", "燕麦色 M 余 26 件", "380g 加绒棉"]]);
  assert.deepEqual(cardView({ entry: entry(1, { card: { ...PRODUCT, stock: [], facts: "" } }) }, look()).lines, ["燕麦色 / 雾蓝 · M"]);
});

test("only the buyer is asked, and only while the question waits", () => {
  const waiting = threadOf(entry(1));
  assert.deepEqual([viewOf(waiting, 1).asks, viewOf(waiting, 1).status], [true, ""]);
  assert.deepEqual([viewOf(waiting, 1, desk).asks, viewOf(waiting, 1, desk).status], [false, "等买家回答"]);
  const changed = threadOf(entry(1), answer(2, 1));
  assert.deepEqual([viewOf(changed, 1).asks, viewOf(changed, 1).step], [false, "change"]);
  assert.equal(viewOf(changed, 1).status, "您 11:55 说要改：手机 139****1234，放门卫");
  assert.equal(viewOf(changed, 1, desk).status, "买家 11:55 说要改：手机 139****1234，放门卫");
  const right = threadOf(entry(1), answer(2, 1, { ...SAID, says: "right" }));
  assert.equal(viewOf(right, 1, desk).status, "买家 11:55 说地址没错");
  const replaced = threadOf(entry(1), entry(2, { target: 1 }));
  assert.deepEqual([viewOf(replaced, 1).step, viewOf(replaced, 1).asks, viewOf(replaced, 2).asks], ["over", false, true]);
});

test("an answer that comes before its card, or with a gap, finds it", () => {
  const thread = createThread();
  thread.ready = true;
  assert.equal(applyEntry(thread, answer(2, 1)).gap, true);
  applyEntry(thread, entry(1));
  assert.equal(viewOf(thread, 1).step, "change");
  assert.deepEqual(toRows(ordered(thread), look()).map((row) => row.kind), ["day", "card", "line"]);
});

test("an answer on its way stands in the card, can be left, and is no row of its own", () => {
  const thread = threadOf(entry(1));
  const pending = { client_id: "x", text: "", created_at: NOW, state: "queued", error: null, retry_at: null, answer: { seq: 1, says: "right" } };
  setPending(thread, [pending]);
  const view = viewOf(thread, 1, look({ online: false }));
  assert.deepEqual([view.status, view.asks, view.acts.map(({ act }) => act)], ["等网络", false, ["drop"]]);
  assert.equal(ordered(thread).length, 1);
  assert.equal(acknowledge(thread, pending, { seq: 2, at: at(), session: 1 }, { side: "buyer" }).gap, true);
  assert.equal(thread.bySeq.has(2), false, "what an answer says only the server knows");
});

test("a card on its way is named, and offers no change of words", () => {
  const pending = { client_id: "x", text: "云感卫衣 M", card: { card: "order", about: 9 }, created_at: NOW, state: "queued", error: null, retry_at: null };
  const row = toRows([{ key: "cx", pending }], look({ reader: "desk", online: false })).at(-1);
  assert.deepEqual([row.text, row.acts.map(({ act }) => act)], ["[订单卡片] 云感卫衣 M", ["drop"]]);
  const failed = { ...pending, state: "failed", error: { code: "order_on_its_way", message: "订单 …7731 已经发货，核对地址来不及了。" } };
  const told = toRows([{ key: "cx", pending: failed }], desk).at(-1);
  assert.deepEqual([told.state, told.acts.map(({ act }) => act)], ["没发出去：订单 …7731 已经发货，核对地址来不及了", ["drop"]]);
});

test("a card that was taken back is blank, whichever came first, and is not written again", () => {
  for (const order of [[1, 2], [2, 1]]) {
    const thread = createThread({ isOwn: () => true });
    thread.ready = true;
    const both = { 1: entry(1, { at: at(1) }), 2: entry(2, { kind: "recall", card: null, text: "", target: 1, at: at(1) }) };
    for (const seq of order) applyEntry(thread, both[seq]);
    assert.equal(thread.bySeq.get(1).card, null);
    const row = toRows(ordered(thread), { ...desk, isOwn: () => true }).at(-1);
    assert.deepEqual([row.kind, row.acts], ["line", []]);
  }
});

test("a page is told that something happened to a card", () => {
  const thread = threadOf(entry(1));
  const before = thread.cards;
  applyEntry(thread, entry(2, { kind: "message", card: null }));
  assert.equal(thread.cards, before);
  applyEntry(thread, answer(3, 1));
  applyEntry(thread, answer(3, 1));
  assert.equal(thread.cards, before + 1);
});

test("the list names the kind of card in the reader's words", () => {
  assert.equal(lastWords({ last_side: "agent", last_text: "云感卫衣 M", last_card: "order" }), "已回：[订单卡片] 云感卫衣 M");
  assert.equal(lastWords({ last_side: "buyer", last_text: "放门卫", last_card: "change" }), "[要改地址] 放门卫");
  assert.equal(lastWords({ last_side: "buyer", last_text: "在吗", last_card: "" }), "在吗");
  assert.equal(new Set(["order", "product", "address", "right", "change"].map(cardName)).size, 5);
});

test("days to come and gone by", () => {
  const said = ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-12-30"].map((day) => nearDay(day, NOW));
  assert.deepEqual(said, ["周五", "昨天", "今天", "明天", "后天", "12月30日"]);
});

test("a wish says what is to change, or what is wrong with it", () => {
  const none = { receiver: "", phone: "", address: "", words: "" };
  assert.match(problemOf(none), /还没写/);
  for (const phone of ["12", "没有", "1".repeat(21), "138-x"]) assert.match(problemOf({ ...none, phone }), /7 到 20 位/);
  for (const good of [{ phone: "+86 139-0000-1234" }, { words: "放门卫" }, { receiver: "李" }]) assert.equal(problemOf({ ...none, ...good }), "");
  assert.equal(whatChanges({ ...none, receiver: "李**", words: "放门卫" }), "收货人 李**，放门卫");
});

/** As much of a form as `settle` touches. */
const formOf = (values) => ({ elements: { namedItem: (name) => ({ value: values[name] ?? "" }) } });

test("what stands in a form whose card is over moves to the message box, once", () => {
  const lost = [];
  const form = new AddressForm({ addEventListener() {} }, { drafts: { clear() {} }, onChange() {}, onLost: (words) => lost.push(words) });
  form.open.set(1, formOf({ phone: " 139 " }));
  form.open.set(2, formOf({ words: "还在写" }));
  form.open.set(3, formOf({}));
  for (let time = 0; time < 2; time += 1) form.settle((seq) => seq === 2);
  assert.deepEqual(lost, ["手机 139"]);
  assert.deepEqual([...form.open.keys()], [2]);
});

test("a button of the panel sends its card, any other click nothing", () => {
  const sent = [];
  let click;
  new CardButtons({ addEventListener: (_, listener) => { click = listener; } }, { onSend: (...what) => sent.push(what) });
  const button = { dataset: { sendCard: "address", about: "12", goods: " 云感卫衣 M " } };
  click({ target: { closest: () => button } });
  click({ target: { closest: () => null } });
  assert.deepEqual(sent, [[{ card: "address", about: 12 }, "云感卫衣 M"]]);
});

test("O goes to the buttons, and is a letter while typing", () => {
  const key = { key: "o", altKey: false, ctrlKey: false, metaKey: false, isComposing: false, keyCode: 79, repeat: false };
  assert.equal(deedOf(key, { typing: false }), "cards");
  assert.equal(deedOf(key, { typing: true }), null);
});
