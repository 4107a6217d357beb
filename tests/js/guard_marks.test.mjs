// The underlines in the message box: where they stand, how they move; what supervisors answered.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Answers } from "../../static/js/guard/answers.js";
import { moved, placesOf } from "../../static/js/guard/marks.js";

const hit = (level, text, start) => ({ level, text, start, end: start + text.length });

test("hits stand where the box has them, without the marks around, the graver over the lighter", () => {
  const hits = [hit("warn", "，没办法。", 2), hit("block", "返现", 9), hit("hint", "返现吧", 9), hit("hint", "嗯", 14)];
  assert.deepEqual(placesOf(hits, ["warn", "block", "hint"], 1), [
    { start: 4, end: 7, level: "warn" }, { start: 10, end: 12, level: "block" }, { start: 15, end: 16, level: "hint" }]);
  assert.deepEqual(placesOf(hits, ["hint"], 0).map(({ start }) => start), [9, 14]);
  assert.deepEqual(placesOf([hit("warn", "。。", 0)], ["warn"], 0), [{ start: 0, end: 2, level: "warn" }]);
});

const PLACES = [{ start: 2, end: 4, level: "warn" }, { start: 6, end: 8, level: "block" }];
for (const [name, before, after, stay] of [
  ["typed behind, they stay", "零一二三四五六七", "零一二三四五六七八", [[2, 4], [6, 8]]],
  ["typed before, they move along", "零一二三四五六七", "新的零一二三四五六七", [[4, 6], [8, 10]]],
  ["typed between", "零一二三四五六七", "零一二三四x五六七", [[2, 4], [7, 9]]],
  ["written into, it is gone until the next reading", "零一二三四五六七", "零一二x三四五六七", [[7, 9]]],
  ["taken out with a part of it", "零一二三四五六七", "零一二三四五六", [[2, 4]]],
  ["all replaced", "零一二三四五六七", "别的", []],
  ["the same letters twice are read from the left", "零零二三四五六七", "零零零二三四五六七", [[3, 5], [7, 9]]],
]) test(name, () => assert.deepEqual(moved(PLACES, before, after).map(({ start, end }) => [start, end]), stay));

test("an answer lets exactly the words go that this browser asked about", async () => {
  const kept = new Map();
  const storage = { read: (key) => kept.get(key) ?? null, set: (key, text) => kept.set(key, JSON.parse(text)), remove: (key) => kept.delete(key) };
  const told = { id: 7, conversation: 3, words: "返您 138****5678", whole: false, answer: "", by: "", kinder: "" };
  let state = "waiting";
  const posted = [];
  const fetch = async (url, { method } = {}) => {
    if (method === "POST") posted.push(url);
    return { ok: true, json: async () => (method === "POST" ? { id: 7 } : { appeals: posted.length < 3 ? [{ ...told, state }] : [] }) };
  };
  globalThis.document ??= { cookie: "" };
  const answers = new Answers({ url: "/guard/appeals/", scope: "desk:a:1", storage, fetch });
  assert.equal(answers.hasAsked, false);
  assert.equal(await answers.ask(3, "返您 13812345678"), true);
  assert.deepEqual([answers.waits(3, "返您 13812345678"), answers.lets(3, "返您 13812345678"), answers.of(3)], [true, false, null]);
  state = "granted";
  await answers.refresh();
  assert.deepEqual([answers.lets(3, "返您 13812345678"), answers.lets(3, "返您 138****5678"), answers.lets(4, "返您 13812345678")], [true, false, false]);
  assert.equal(answers.wordsOf(answers.of(3)), "返您 13812345678");
  const elsewhere = new Answers({ url: "/guard/appeals/", scope: "desk:a:1", storage: { read: () => null, set: () => {}, remove: () => {} }, fetch });
  await elsewhere.refresh();
  assert.equal(elsewhere.wordsOf(elsewhere.of(3)), "");
  await answers.close(answers.of(3));
  assert.deepEqual([posted.at(-1), answers.of(3)], ["/guard/appeals/7/close/", null]);
});
