import assert from "node:assert/strict";
import { test } from "node:test";

import { Backoff, LONGEST, SHORTEST, wait } from "../../static/js/realtime/backoff.js";

test("waits lie between 0.3 s and 15 s", () => {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    assert.equal(wait(attempt, () => 0), SHORTEST);
    assert.ok(wait(attempt, () => 0.999999) <= LONGEST);
  }
  assert.ok(wait(30, () => 0.999999) > 14.9);
});

test("the ceiling grows, and reset begins again", () => {
  const backoff = new Backoff(() => 0.5);
  const waits = [0, 1, 2, 3, 4, 5, 6].map(() => backoff.next());
  assert.deepEqual(waits, [...waits].sort((a, b) => a - b));
  backoff.reset();
  assert.equal(backoff.next(), waits[0]);
});

test("a thousand pages do not come back together", () => {
  const waits = new Set(Array.from({ length: 1000 }, () => wait(3).toFixed(3)));
  assert.ok(waits.size > 500);
});
