// The radar's parts without a page: how deadlines are written, what is chosen, where the keyboard goes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mayPromise } from "../../static/js/desk/promises.js";
import { leftWords, readSpan, shareUsed, stepOf, tick } from "../../static/js/todo/due_words.js";
import { Selection } from "../../static/js/todo/selection.js";

const NOW = Date.parse("2026-06-11T06:32:00Z");
const MINUTE = 60000;

test("what is left, and what is over, is said in one unit that fits", () => {
  const said = (minutes) => leftWords(NOW + minutes * MINUTE, NOW);
  assert.equal(said(18), "剩 18 分");
  assert.equal(said(0), "过了 0 分");
  assert.equal(said(-12), "过了 12 分");
  assert.equal(said(5 * 60 + 12), "剩 5 小时 12 分");
  assert.equal(said(-61), "过了 1 小时 1 分");
  assert.equal(said(3 * 24 * 60), "剩 3 天");
});

test("the bar fills once and its steps are the shop's points", () => {
  const span = readSpan("2026-06-11T00:00:00Z/2026-06-11T10:00:00Z");
  assert.equal(shareUsed(span, span.starts - MINUTE), 0);
  assert.equal(shareUsed(span, span.due + MINUTE), 1);
  assert.deepEqual([0.49, 0.5, 0.8, 0.95, 1].map((share) => stepOf(share, [50, 80, 95])), [1, 2, 3, 4, 4]);
});

function rowOf(span, far = "") {
  const place = { textContent: "" };
  const kept = new Map();
  return { dataset: { span, far, step: "1" }, place, kept, querySelector: () => place,
    style: { getPropertyValue: (name) => kept.get(name) ?? "", setProperty: (name, value) => kept.set(name, value) } };
}

test("a row ticks; one of another day keeps its day", () => {
  const near = rowOf("2026-06-11T05:32:00Z/2026-06-11T06:50:00Z");
  const far = rowOf("2026-06-11T05:32:00Z/2026-06-12T02:00:00Z", "周五 10:00");
  tick({ querySelectorAll: () => [near, far] }, { now: NOW, steps: [50, 80, 95] });
  assert.equal(near.place.textContent, "剩 18 分");
  assert.equal(near.dataset.step, "2");
  assert.equal(near.kept.get("--share"), "77%");
  assert.equal(far.place.textContent, "周五 10:00");
});

test("the keyboard walks, stops at the ends, and forgets what is gone", () => {
  const one = new Selection();
  assert.equal(one.move([], 1), null);
  assert.equal(one.move(["a", "b"], -1), "b");
  assert.equal(one.move(["a", "b"], 1), "b");
  assert.equal(one.move(["a", "b"], -1), "a");
  assert.deepEqual(one.about, ["a"]);
  one.toggle("b");
  assert.deepEqual(one.about, ["b"], "what is chosen goes before where the keyboard stands");
  one.keep(["c"]);
  assert.deepEqual(one.about, []);
});

test("the server is asked only where words look like a promise", () => {
  for (const words of ["今天18:00前给准信", "半小时内回您", "明天上午给您答复", "15号给您准信", "I'll reply shortly"]) assert.ok(mayPromise(words), words);
  for (const words of ["好的", "在的，您说", "明天上午您方便吗？", "这款是纯棉的"]) assert.ok(!mayPromise(words), words);
});
