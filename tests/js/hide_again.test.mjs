// What was opened closes by itself: by the clock, by looking away, by losing its place; once.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { HideAgain } from "../../static/js/desk/hide_again.js";
import { fakePage } from "./fakes.mjs";

function opened({ seconds = 60, isThere } = {}) {
  const page = fakePage().document;
  const seen = { ticks: [], ends: 0, at: 0 };
  const hide = new HideAgain({
    seconds, page, isThere, now: () => seen.at,
    onTick: (left) => seen.ticks.push(left), onEnd: () => { seen.ends += 1; },
  });
  const pass = (passed) => { for (let one = 0; one < passed; one += 1) { seen.at += 1000; mock.timers.tick(1000); } };
  return { page, seen, hide, pass };
}

test.beforeEach(() => mock.timers.enable({ apis: ["setInterval"] }));
test.afterEach(() => mock.timers.reset());

test("after its seconds, counted each second, not a moment before", () => {
  const { seen, pass } = opened({ seconds: 3 });
  pass(2);
  assert.deepEqual([seen.ticks, seen.ends], [[3, 2, 1], 0]);
  pass(1);
  assert.equal(seen.ends, 1);
  pass(9);
  assert.deepEqual([seen.ticks.length, seen.ends], [3, 1]);
});

test("a computer that slept has not stopped the clock", () => {
  const { seen } = opened();
  seen.at = 3_600_000;
  mock.timers.tick(1000);
  assert.equal(seen.ends, 1);
});

test("at once when the page is no longer looked at", () => {
  const { page, seen, pass } = opened();
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(seen.ends, 0);
  page.visibilityState = "hidden";
  page.dispatchEvent(new Event("visibilitychange"));
  page.dispatchEvent(new Event("visibilitychange"));
  pass(90);
  assert.equal(seen.ends, 1);
});

test("when the place it stood in is gone", () => {
  let there = true;
  const { seen, pass } = opened({ isThere: () => there });
  pass(1);
  there = false;
  pass(1);
  assert.equal(seen.ends, 1);
});

test("when somebody ends it, once", () => {
  const { seen, hide, pass } = opened();
  hide.end();
  hide.end();
  pass(90);
  assert.equal(seen.ends, 1);
});
