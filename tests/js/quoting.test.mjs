// What a quote says and to whom, what a recall leaves of it, the way to it; and the emoji.
import assert from "node:assert/strict";
import { test } from "node:test";

import { COLUMNS, stepIn } from "../../static/js/emoji/grid_steps.js";
import { emojiSet } from "../../static/js/emoji/emoji_set.js";
import { Outbox } from "../../static/js/realtime/outbox.js";
import * as store from "../../static/js/realtime/thread_store.js";
import { jumpTo } from "../../static/js/thread/jumping.js";
import { quoteOf } from "../../static/js/thread/quote_strip.js";
import { RowWindow } from "../../static/js/thread/row_window.js";
import { quoteView, toRows } from "../../static/js/thread/rows.js";
import { FakeStorage, fakePage } from "./fakes.mjs";

const message = (seq, extra = {}) => ({ seq, kind: "message", side: "agent", author: "小梅", author_id: null, text: `第 ${seq} 条`,
  at: new Date(seq * 1000).toISOString(), session: 1, client_id: `id-${seq}`, card: null, target: null, quote: null, recalled: false, ...extra });
const quoting = (seq, quoted) => message(seq, { target: quoted.seq, quote: quoteOf(quoted) });
const recall = (seq, target) => message(seq, { kind: "recall", text: "", target });
const look = (extra = {}) => ({ reader: "buyer", isOwn: ({ side }) => side === "buyer", me: "访客", position: { delivered: 0, read: 0 },
  online: true, now: 10_000, recallSeconds: 120, ...extra });
const opened = (list, first = list[0].seq) => {
  const thread = store.createThread({ isOwn: () => false });
  store.applySnapshot(thread, { entries: list, through: list.at(-1).seq, last: list.at(-1).seq, first, session: null,
    positions: { buyer: { delivered: 0, read: 0 }, shop: { delivered: 0, read: 0 } } });
  return thread;
};
const quotes = (thread) => store.ordered(thread).map(({ entry, pending }) => (entry ?? pending).quote).filter(Boolean);

test("a quote carries the first sixty signs on one line, whole emoji counted as the server counts", () => {
  assert.equal(quoteOf(message(1, { text: `字\n\n${"𠮷".repeat(58)}` })).text, `字 ${"𠮷".repeat(58)}`);
  assert.equal([...quoteOf(message(1, { text: "𠮷".repeat(61) })).text].length, 60);
  assert.deepEqual(quoteOf(message(4, { kind: "file", text: "价目表.xlsx", card: { type: "file" } })),
    { seq: 4, side: "agent", author: "小梅", text: "价目表.xlsx", code: "file", recalled: false });
});

test("it says whose words they are to each reader", () => {
  const bea = quoteOf(message(1, { side: "buyer", author: "贝贝" }));
  assert.equal(quoteView(bea, look()).who, "您");
  assert.equal(quoteView(bea, look({ reader: "desk", buyer: "贝贝" })).who, "贝贝");
  assert.equal(quoteView(quoteOf(message(2)), look()).who, "小梅");
  assert.equal(quoteView({ ...bea, code: "file", text: "价目表.xlsx" }, look()).words, "[文件 价目表.xlsx]");
  assert.equal(quoteView({ ...bea, code: "image", text: "外箱.png" }, look()).words, "[图片] 外箱.png");
  assert.deepEqual(quoteView({ ...bea, text: "", recalled: true }, look()), { who: "您", words: "已撤回" });
});

test("a recall takes the words out of quotes, whichever comes first, and out of what waits", () => {
  const [one, two] = [message(1), message(2)];
  for (const order of [[quoting(3, one), recall(4, 1)], [recall(4, 1), quoting(3, one)]]) {
    const thread = opened([one, two]);
    store.setPending(thread, [{ client_id: "x", text: "等网", created_at: 1, state: "queued", quote: quoteOf(one) }]);
    for (const entry of order) store.applyEntry(thread, entry);
    assert.deepEqual(quotes(thread).map(({ text, recalled }) => [text, recalled]), [["", true], ["", true]]);
    store.setPending(thread, [{ client_id: "y", text: "又等", created_at: 1, state: "queued", quote: quoteOf(one) }]);
    assert.deepEqual(quotes(thread).map(({ text }) => text), ["", ""]);
  }
  const kept = opened([one, two, quoting(3, two)]);
  store.applyEntry(kept, recall(4, 1));
  assert.deepEqual(quotes(kept).map(({ text }) => text), ["第 2 条"]);
});

test("an acknowledged message shows its quote before it is heard", () => {
  const thread = opened([message(1)]);
  const quote = quoteOf(message(1));
  store.acknowledge(thread, { client_id: "x", text: "好", quote }, { seq: 2, at: new Date(2000).toISOString(), session: 1 }, { side: "buyer" });
  assert.deepEqual([thread.bySeq.get(2).target, quotes(thread)], [1, [quote]]);
});

test("a quote waits in the outbox over a reload and comes back with its words", () => {
  const storage = new FakeStorage();
  const outbox = () => new Outbox({ scope: "chat:x", send: async () => ({}), storage, page: fakePage() });
  const quote = quoteOf(message(1));
  const { client_id: id } = outbox().add("chat", "好", { quote });
  const after = outbox();
  assert.deepEqual(after.items("chat")[0].quote, quote);
  assert.deepEqual(after.drop(id).quote, quote);
});

test("a message whose quote is gone is not tried again as it is", () => {
  const pending = { client_id: "x", text: "好", created_at: 9000, state: "failed", error: { code: "quote_recalled", message: "引用的那条已经撤回了。" }, retry_at: null };
  assert.deepEqual(toRows([{ key: "cx", pending }], look()).at(-1).acts.map(({ act }) => act), ["edit", "drop"]);
});

test("the menu is there for whoever may quote; recall ends by time all the same", () => {
  const row = (extra, more) => toRows([{ key: "a", entry: message(1, extra) }], look(more)).at(-1);
  assert.deepEqual([row({}).menu, row({}, { quotes: true }).menu, row({}, { quotes: true }).recall], [false, true, false]);
  assert.equal(row({ side: "buyer" }, { quotes: true }).recall, true);
  assert.equal(row({ side: "buyer" }, { quotes: true, now: 200_000 }).recall, false);
});

test("up to three emoji alone are large", () => {
  const big = (text) => toRows([{ key: "a", entry: message(1, { text }) }], look()).at(-1).big;
  for (const text of ["👍", "👍🏽❤️", "👨‍👩‍👧 🎉 🙏", "🇨🇳🇨🇳🇨🇳", "❗"]) assert.equal(big(text), true, text);
  for (const text of ["", "1", "12", "#", "©", "好👍", "👍👍👍👍", "👍!", "\u200d"]) assert.equal(big(text), false, text);
});

test("a jump fetches what lies between and no more", async () => {
  const all = Array.from({ length: 200 }, (_, at) => message(at + 1));
  const thread = opened(all.slice(150));
  const asked = [];
  const ask = async (before) => {
    asked.push(before);
    const entries = all.slice(Math.max(0, before - 51), before - 1);
    return { entries, first: entries[0]?.seq ?? 0 };
  };
  const rows = new Map();
  const view = { items: () => store.ordered(thread), keeper: { stuck: true }, window: new RowWindow(), log: { scrollTop: 7, getBoundingClientRect: () => ({ top: 60, height: 100 }) }, list: { children: [] },
    update() {
      const { from, to } = this.window.place(this.items(), this.keeper.stuck);
      this.list.children = this.items().slice(from, to).map(({ key }) => ({ dataset: { key }, getBoundingClientRect: () => { rows.set(key, true); return { top: 500, height: 20 }; },
        focus() {}, toggleAttribute() {}, removeAttribute() {} }));
    } };
  assert.equal(await jumpTo({ thread, view, seq: 70, ask }), true);
  assert.deepEqual(asked, [151, 101]);
  assert.deepEqual([...rows.keys()], ["cid-70"]);
  assert.equal(view.log.scrollTop, 7 + 400); // in the middle of the log; no box around it moves
  assert.equal(view.keeper.stuck, false);
  assert.equal(await jumpTo({ thread, view, seq: 20, ask, open: () => false }), false);
  await assert.rejects(jumpTo({ thread: opened(all.slice(150)), view, seq: 1, ask: async () => { throw new Error("line_lost"); } }));
});

test("arrows go round the grid", () => {
  assert.deepEqual(["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End", "a"].map((key) => stepIn(key, 0, 40)), [1, 39, 8, 32, 0, 7, -1]);
  assert.equal(stepIn("ArrowDown", 35, 40), 3);
});

test("forty emoji in whole rows, each named once", () => {
  const all = emojiSet().flatMap(({ emoji }) => emoji);
  assert.ok(emojiSet().every(({ emoji }) => emoji.length === COLUMNS));
  assert.equal(new Set(all.map(([sign]) => sign)).size, 40);
  assert.equal(new Set(all.map(([, name]) => name)).size, 40);
});
