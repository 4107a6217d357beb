// A memo is built in the handbook's order and read back without losing a word.
import assert from "node:assert/strict";
import { test } from "node:test";

import { buildMemo, memoBytes, readMemo, wholeMemo } from "../../static/js/desk/memo_grammar.js";

const WORDS = { between: "、", then: "；", courier: "发%s快递", hold: "库存未确认", gift: "赠送%s", refund: "退还%s元", and: "并" };
const FULL = { agent: "小梅", courier: "圆通", hold: true, gift: "小礼品", refund: "5" };
const NONE = { agent: "", courier: "", hold: false, gift: "", refund: "" };

test("the handbook's example", () => {
  assert.equal(buildMemo(FULL, WORDS), "小梅、发圆通快递、库存未确认、赠送小礼品并退还5元");
});

test("every choice of parts comes back as it was", () => {
  for (let bits = 0; bits < 32; bits += 1) {
    const parts = { ...NONE };
    Object.keys(FULL).forEach((name, place) => { if (bits & (1 << place)) parts[name] = FULL[name]; });
    for (const rest of ["", "周五前发；别打电话"]) {
      if (!buildMemo(parts, WORDS)) continue;
      assert.deepEqual(readMemo(wholeMemo(parts, rest, WORDS), WORDS), { parts, rest });
    }
  }
});

test("what is not in the grammar stays what it is", () => {
  for (const memo of ["先别发、等买家确认颜色再说、很急", "、、", "发圆通快递、小梅"]) {
    const { parts, rest } = readMemo(memo, WORDS);
    assert.equal(wholeMemo(parts, rest, WORDS), memo);
  }
  assert.deepEqual(readMemo("", WORDS), { parts: NONE, rest: "" });
});

test("bytes are counted as the platforms do", () => {
  assert.equal(memoBytes(" 备注ab\n"), 8);
});
