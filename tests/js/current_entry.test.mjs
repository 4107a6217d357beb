import assert from "node:assert/strict";
import { test } from "node:test";

test("the entry of the page shown is brought to the middle of its row; a row without one stays", async () => {
  const box = (left, width) => ({ left, width });
  const row = (entry) => ({
    scrollLeft: 10,
    querySelector: () => entry && { getBoundingClientRect: () => entry },
    getBoundingClientRect: () => box(20, 300),
  });
  const rows = [row(box(500, 80)), row(null)];
  globalThis.document = { querySelectorAll: () => rows };
  await import("../../static/js/settings/current_entry.js");
  delete globalThis.document;
  assert.deepEqual(rows.map((one) => one.scrollLeft), [380, 10]);
});
