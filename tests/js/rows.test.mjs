import assert from "node:assert/strict";
import { test } from "node:test";

import { initial } from "../../static/js/thread/initial.js";
import { MOST, RowWindow } from "../../static/js/thread/row_window.js";
import { toRows } from "../../static/js/thread/rows.js";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const isOwn = (entry) => entry.side === "buyer";
const look = (extra = {}) => ({ reader: "buyer", isOwn, me: "访客", position: { delivered: 0, read: 0 }, online: true,
  now: NOW, recallSeconds: 120, ...extra });
const item = (seq, extra = {}, more = {}) => ({ key: `s${seq}`, ...more, entry: { seq, kind: "message", side: "agent", author: "小梅",
  author_id: null, text: `第 ${seq} 条`, at: new Date(NOW - 60000 + seq * 1000).toISOString(), session: 1, client_id: null,
  target: null, recalled: false, ...extra } });
const kinds = (rows) => rows.map((row) => row.kind);

test("a day line begins each day, and a group shows who speaks once", () => {
  const rows = toRows([item(1, { at: "2026-11-19T10:00:00Z" }), item(2), item(3)], look());
  assert.deepEqual(kinds(rows), ["day", "other", "day", "other", "other"]);
  assert.deepEqual(rows.map((row) => row.head), [false, true, false, true, false]);
  assert.match(rows[2].text, /^今天/);
});

test("receipts follow the other side's position", () => {
  const own = [1, 2, 3].map((seq) => item(seq, { side: "buyer" }));
  const rows = toRows(own, look({ position: { delivered: 2, read: 1 } }));
  assert.deepEqual(rows.slice(1).map((row) => row.step), ["read", "delivered", "sent"]);
  assert.match(rows[1].state, /^已读 /);
});

test("bubbles of a minute share one receipt", () => {
  const rows = toRows([1, 2].map((seq) => item(seq, { side: "buyer" })), look());
  assert.equal(rows[1].state, "");
  assert.match(rows[2].state, /^已发送/);
});

test("recall is offered while the shop allows, to the writer only", () => {
  const fresh = item(1, { side: "buyer" });
  const old = item(2, { side: "buyer", at: new Date(NOW - 121000).toISOString() });
  assert.equal(toRows([fresh], look()).at(-1).menu, true);
  assert.equal(toRows([old], look()).at(-1).menu, false);
  assert.equal(toRows([item(3)], look()).at(-1).menu, false);
});

test("a recalled message is a line; one's own can be written again for five minutes", () => {
  const recall = { text: "原话", at: new Date(NOW - 60000).toISOString() };
  const own = item(1, { side: "buyer", text: "", recalled: true }, { recall });
  const row = toRows([own], look()).at(-1);
  assert.deepEqual([row.kind, row.text, row.acts[0].act], ["line", "您撤回了一条消息", "rewrite"]);
  assert.deepEqual(toRows([own], look({ now: NOW + 5 * 60000 })).at(-1).acts, []);
  assert.equal(toRows([item(1, { text: "", recalled: true })], look()).at(-1).text, "小梅撤回了一条消息");
});

test("waiting words say why they wait and what can be done", () => {
  const pending = (extra) => [{ key: "cx", pending: { client_id: "x", text: "在吗", created_at: NOW, state: "queued", error: null, retry_at: null, ...extra } }];
  const said = (extra, more) => { const row = toRows(pending(extra), look(more)).at(-1); return [row.state, row.acts.map(({ act }) => act).join()]; };
  assert.deepEqual(said({}, { online: false }), ["等网络", "edit,drop"]);
  assert.deepEqual(said({ state: "sending" }), ["发送中", ""]);
  assert.deepEqual(said({ retry_at: NOW + 9 }), ["稍后自动再发", "edit,drop"]);
  assert.deepEqual(said({ state: "failed", error: { code: "held_by_other", message: "小周在接。" } }), ["没发出去：小周在接", "retry,edit,drop"]);
  assert.deepEqual(said({ state: "failed", error: { code: "frame_too_large" } }), ["没发出去：太长了", "edit,drop"]);
});

test("automatic words are marked, and on the desk stand on the shop's side without a receipt", () => {
  const auto = item(1, { side: "auto", author: "小满" });
  assert.deepEqual([toRows([auto], look()).at(-1).kind, toRows([auto], look()).at(-1).auto], ["other", true]);
  const row = toRows([auto], look({ reader: "desk" })).at(-1);
  assert.deepEqual([row.kind, row.state], ["own", ""]);
});

test("an unknown system code is not shown", () => {
  assert.deepEqual(kinds(toRows([item(1, { kind: "system", text: "never.heard" }), item(2)], look())), ["day", "other"]);
  assert.match(toRows([item(1, { kind: "system", text: "session.finished" })], look()).at(-1).text, /小梅 .* 结束了这次接待/);
});

test("the sign of a name", () => {
  const names = { 小梅: "梅", 秦越: "秦", 贝贝不吃香菜: "贝", 老周的修车铺: "周", tb_8841037: "T", 小: "小", "": "·" };
  for (const [name, sign] of Object.entries(names)) assert.equal(initial(name), sign);
});

test("a long thread is drawn in a window that follows the end, slides up and down, and keeps its place", () => {
  const all = Array.from({ length: 5000 }, (_, index) => ({ key: `s${index}` }));
  const window = new RowWindow();
  assert.deepEqual(window.place(all, true), { from: 4800, to: 5000 });
  for (let step = 0; step < 10; step += 1) assert.equal(window.up(all), true);
  const { from, to } = window.place(all, false);
  assert.deepEqual([from, to - from, window.followsEnd], [3800, MOST, false]);
  const longer = [...Array.from({ length: 50 }, (_, index) => ({ key: `h${index}` })), ...all, { key: "new" }];
  assert.deepEqual(window.place(longer, false), { from: from + 50, to: to + 50 });
  while (window.down(longer));
  assert.equal(window.followsEnd, true);
  window.toEnd();
  assert.deepEqual(window.place(longer, true), { from: longer.length - 200, to: longer.length });
  while (window.up(longer));
  assert.equal(window.place(longer, false).from, 0);
});
