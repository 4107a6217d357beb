import assert from "node:assert/strict";
import { test } from "node:test";

import { EVERY, follow, TRIES } from "../../static/js/settings/delivery_result.js";

/** A piece of the page as far as this needs it. */
function piece(waiting, address = "/result/") {
  const made = { dataset: { result: address }, hasAttribute: () => waiting, shown: null };
  made.replaceWith = (next) => { made.shown = next; };
  return made;
}

function clock() {
  const pauses = [];
  return { pauses, pause: async (milliseconds) => { pauses.push(milliseconds); } };
}

test("asks every second until the answer is there, and shows it once", async () => {
  const box = piece(true);
  const done = piece(false);
  const answers = [piece(true), null, done, piece(false)];
  const asked = [];
  const { pauses, pause } = clock();
  const ended = await follow(box, async (address) => { asked.push(address); return answers.shift(); }, pause);
  assert.equal(ended, true);
  assert.equal(box.shown, done);
  assert.deepEqual(asked, ["/result/", "/result/", "/result/"]);
  assert.deepEqual(pauses, [EVERY, EVERY, EVERY]);
});

test("gives up after half a minute and leaves what stands there", async () => {
  const box = piece(true);
  let asked = 0;
  const ended = await follow(box, async () => { asked += 1; return piece(true); }, clock().pause);
  assert.equal(ended, false);
  assert.equal(asked, TRIES);
  assert.equal(box.shown, null);
});

test("what is there already is not asked for", async () => {
  const ended = await follow(piece(false), () => assert.fail("asked"), clock().pause);
  assert.equal(ended, true);
});
