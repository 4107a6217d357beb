// A long list draws the stretch about the view, and every line keeps its place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lineAt, spanOf, topOf, WHOLE } from "../../static/js/desk/list_span.js";

const heights = { row: 60, heading: 24 };
const headings = [0, 301];

test("a line's place and the line of a place agree, headings and all", () => {
  let top = 0;
  for (let at = 0; at < 2002; at += 1) {
    assert.equal(topOf(at, headings, heights), top);
    const height = headings.includes(at) ? heights.heading : heights.row;
    for (const pixels of [top, top + height - 1]) assert.equal(lineAt(pixels, 2002, headings, heights), at);
    top += height;
  }
  assert.equal(lineAt(1e9, 2002, headings, heights), 2001);
  assert.equal(lineAt(-5, 2002, headings, heights), 0);
});

test("a short list is whole", () => {
  assert.deepEqual(spanOf({ count: WHOLE, headings, heights, top: 3000, height: 700 }), { from: 0, to: WHOLE, above: 0, below: 0 });
});

test("of a long one the view is always covered, bounded, and as high as all of it", () => {
  const count = 2002;
  const whole = topOf(count, headings, heights);
  for (let top = 0; top <= whole; top += 137) {
    const { from, to, above, below } = spanOf({ count, headings, heights, top, height: 700 });
    assert.ok(above <= top && whole - below >= Math.min(whole, top + 700), String(top));
    assert.ok(to - from < 70, `${to - from} lines`);
    assert.equal(above + (topOf(to, headings, heights) - topOf(from, headings, heights)) + below, whole);
  }
});
