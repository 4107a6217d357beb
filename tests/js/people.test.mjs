// People at the desk and the buyer's queue: words, and for how long something heard is believed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { queueWords } from "../../static/js/chat/queue_words.js";
import { Company } from "../../static/js/desk/company.js";
import { capacityOf, peakWords, stateWords } from "../../static/js/desk/duty_words.js";
import { HandedBar } from "../../static/js/desk/handed_bar.js";
import { Lately, TypingTeller } from "../../static/js/realtime/typing.js";
import { systemLine } from "../../static/js/thread/words.js";

const NOW = Date.parse("2026-06-10T06:00:00Z");
const box = () => ({ textContent: "", hidden: true, addEventListener() {} });

test("a buyer reads the place, the wait only where it was measured, and a promise when nobody is there", () => {
  const queue = (fields) => ({ mode: "queue", ahead: 0, minutes: null, reply_by: null, ...fields });
  assert.equal(queueWords(null, NOW), "");
  assert.equal(queueWords(queue({}), NOW), "下一位就是您");
  assert.equal(queueWords(queue({ ahead: 2 }), NOW), "前面还有 2 位");
  assert.equal(queueWords(queue({ ahead: 2, minutes: 3 }), NOW), "前面还有 2 位，大约 3 分钟");
  const by = new Date(NOW + 26 * 3600 * 1000).toISOString();
  assert.match(queueWords(queue({ mode: "leave", reply_by: by }), NOW), /^现在没有客服在线。您先写下来，明天 \d\d:\d\d 前回您$/);
});

test("chats at once: one's own number, else the shop's, at peak times the higher one until it ends", () => {
  const place = { state: "accepting", until: null, capacity: null, normal: 12, peak: 15, peak_until: null };
  const peak = { ...place, peak_until: new Date(NOW + 1000).toISOString() };
  assert.equal(capacityOf(place, NOW), 12);
  assert.equal(capacityOf(peak, NOW), 15);
  assert.equal(capacityOf(peak, NOW + 1001), 12);
  assert.equal(capacityOf({ ...peak, capacity: 8 }, NOW), 8);
  assert.match(peakWords(peak, NOW), /^高峰到 \d\d:\d\d$/);
  assert.equal(peakWords(peak, NOW + 1001), "");
  assert.match(stateWords({ state: "resting", until: new Date(NOW).toISOString() }), /^小休到 \d\d:\d\d$/);
  assert.equal(stateWords({ state: "away", until: null }), "下班了，不接待");
});

test("writing is told at most every three seconds, and at once after words were sent", () => {
  let now = 0;
  let told = 0;
  const teller = new TypingTeller(async () => { told += 1; }, () => now);
  teller.poke();
  now = 2999;
  teller.poke();
  assert.equal(told, 1);
  now = 3000;
  teller.poke();
  assert.equal(told, 2);
  teller.sent();
  teller.poke();
  assert.equal(told, 3);
});

test("what was heard of somebody is believed for a while only", () => {
  let now = 0;
  const lately = new Lately(6000, () => now);
  lately.heard(1, "汤姆");
  lately.heard(2, "秦越");
  now = 5999;
  lately.heard(2, "秦越");
  assert.deepEqual(lately.names, ["汤姆", "秦越"]);
  now = 6000;
  assert.deepEqual(lately.names, ["秦越"]);
  lately.forget(2);
  assert.deepEqual(lately.names, []);
});

test("the company of the open chat, without me and without those of another", () => {
  let now = 0;
  const parts = { chip: box(), words: box(), typing: box() };
  const company = new Company({ ...parts, me: 7, buyerName: () => "贝贝", now: () => now });
  company.show(1);
  company.heardWatched({ conversation: 1, members: [{ id: 7, name: "小梅" }, { id: 8, name: "秦越" }] });
  company.heardWatched({ conversation: 2, members: [{ id: 9, name: "汤姆" }] });
  assert.equal(parts.words.textContent, "秦越在看");
  company.heardTyping({ conversation: 1, side: "buyer", member: null });
  company.heardTyping({ conversation: 1, side: "agent", member: { id: 7, name: "小梅" } });
  assert.equal(parts.typing.textContent, "贝贝正在输入…");
  company.heardEntry(1, { side: "buyer", author_id: null });
  assert.equal(parts.typing.hidden, true);
  now = 13_000;
  company.draw();
  assert.equal(parts.chip.hidden, true);
  company.show(2);
  assert.equal(parts.words.textContent, "");
});

test("the note of a hand-over, and the way back for the holder alone", () => {
  const parts = { who: box(), note: box(), back: box() };
  const bar = { hidden: false, querySelector: (query) => parts[/data-handed-(\w+)/.exec(query)[1]] };
  const shown = new HandedBar(bar, { me: 7, onBack() {} });
  shown.show({ owner: { id: 7 }, handed: { id: 8, name: "秦越", note: "先查单", answered: false } });
  assert.deepEqual([bar.hidden, parts.who.textContent, parts.note.textContent, parts.back.hidden], [false, "秦越转给您：", "先查单", false]);
  shown.show({ owner: { id: 9 }, handed: { id: 8, name: "秦越", note: "", answered: true } });
  assert.deepEqual([parts.who.textContent, parts.note.textContent, parts.back.hidden], ["秦越转来的：", "没有留言", true]);
  shown.show({ owner: { id: 9 }, handed: null });
  assert.equal(bar.hidden, true);
});

test("to the buyer a hand-over is somebody who is here now; who did not answer is never said", () => {
  const line = (text, reader) => systemLine({ text, author: "小梅" }, "14:21", reader);
  assert.equal(line("session.assigned", "desk"), "14:21 派给了小梅");
  assert.equal(line("session.assigned", "buyer"), "小梅来为您服务了");
  assert.equal(line("session.transferred 汤姆", "desk"), "14:21 小梅 转给 汤姆");
  assert.equal(line("session.transferred 汤姆", "buyer"), "汤姆来为您服务了");
});
