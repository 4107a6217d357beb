/** What the shop knows, in the browser: whom a change concerns, what a size form is offered. */
import assert from "node:assert/strict";
import test from "node:test";
import { concerns } from "../../static/js/desk/knowledge/concerns.js";
import { numberIn } from "../../static/js/desk/knowledge/checklist.js";
import { deedOf } from "../../static/js/desk/shortcut_keys.js";

test("a change concerns the product that is shown, or its category", () => {
  const shown = { knowledgeProduct: "7", knowledgeCategory: "卫衣" };
  assert.equal(concerns({ product: 7, category: "" }, shown), true);
  assert.equal(concerns({ product: 8, category: "" }, shown), false);
  assert.equal(concerns({ product: null, category: "卫衣" }, shown), true);
  assert.equal(concerns({ product: null, category: "外套" }, shown), false);
  assert.equal(concerns({ product: null, category: "外套" }, { knowledgeProduct: "" }), true, "no product: any category may answer");
  assert.equal(concerns({ product: 7, category: "" }, undefined), false);
});

test("the first number that can be a height or a weight is offered", () => {
  assert.equal(numberIn("165 左右", 100, 230), "165");
  assert.equal(numberIn("1.65 米，165", 100, 230), "165");
  assert.equal(numberIn("大概 2 个人，110.5 斤", 60, 400), "111");
  assert.equal(numberIn("不告诉你", 60, 400), "");
});

test("Alt with a digit puts an answer in while one types, on a Mac's keyboard too", () => {
  const key = { altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false, keyCode: 0, repeat: false };
  assert.equal(deedOf({ ...key, key: "1" }, { typing: true }), "answer_1");
  assert.equal(deedOf({ ...key, key: "™" }, { typing: true }), "answer_2");
  assert.equal(deedOf({ ...key, key: "3", isComposing: true }, { typing: true }), null);
});
