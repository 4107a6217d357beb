/** Of two questions on their way, the answer for where one is now counts. */
import assert from "node:assert/strict";
import test from "node:test";

import { Latest } from "../../static/js/floor/latest.js";

test("what was asked before somebody went elsewhere is not wanted any more", () => {
  const latest = new Latest();
  const before = latest.stay();
  const wanted = latest.leave();
  const onTheWay = latest.stay();
  assert.equal(before(), false);
  assert.equal(wanted(), true);
  latest.arrive();
  assert.equal(onTheWay(), false);
  assert.equal(latest.stay()(), true);
});

test("of two places the later one is shown, whichever answers last", () => {
  const latest = new Latest();
  const first = latest.leave();
  const second = latest.leave();
  assert.equal(first(), false);
  assert.equal(second(), true);
});
