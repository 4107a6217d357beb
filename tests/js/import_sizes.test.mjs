import assert from "node:assert/strict";
import test from "node:test";
import { megabytes } from "../../static/js/imports/sizes.js";

test("a file never has nothing, and large ones have no decimals", () => {
  assert.equal(megabytes(1), "0.1");
  assert.equal(megabytes(1.5 * 1048576), "1.5");
  assert.equal(megabytes(200 * 1048576), "200");
  assert.equal(megabytes(200 * 1048576 + 1), "201");
});
