// The page of automatic answers: what a buyer reads follows what is typed.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { querySelector: () => null, cookie: "csrftoken=abc" };
const { bindTexts, bindTrial, showSaid } = await import("../../static/js/settings/automatic.js");

function box(answer, text) {
  const parts = { words: { textContent: "" }, problem: { textContent: "", hidden: true }, "left-out": { hidden: true, words: { textContent: "" }, querySelector() { return this.words; } } };
  const marks = new Map();
  const field = { value: text, setAttribute: (name, value) => marks.set(name, value), removeAttribute: (name) => marks.delete(name) };
  return { parts, marks, dataset: { text: answer, language: "zh" }, querySelector: (query) => (query === "textarea" ? field : parts[query.match(/data-([\w-]+)/)[1]]) };
}

test("words, what is left out, and what is wrong", () => {
  const one = box("busy", "");
  showSaid(one, { words: "这里是小满。", left_out: ["{客服}来。"], problem: "" });
  assert.equal(one.parts.words.textContent, "这里是小满。");
  assert.deepEqual([one.parts["left-out"].hidden, one.parts["left-out"].words.textContent], [false, "{客服}来。"]);
  showSaid(one, { words: "", left_out: [], problem: "{店铺} 不认识。" });
  assert.deepEqual([one.parts["left-out"].hidden, one.parts.problem.hidden, one.marks.get("aria-invalid")], [true, false, "true"]);
});

test("a slow answer never covers a newer one", async () => {
  const one = box("busy", "一");
  const answers = [];
  let hear;
  const form = { dataset: { saidUrl: "/said/" }, addEventListener: (_, listener) => { hear = listener; } };
  bindTexts(form, () => new Promise((done) => { answers.push((words) => done({ json: () => ({ words, left_out: [], problem: "" }) })); }));
  const type = async () => { hear({ target: { closest: () => one } }); await new Promise((done) => { setTimeout(done, 320); }); };
  await type();
  await type();
  answers[1]("新的");
  await new Promise((done) => { setTimeout(done, 5); });
  answers[0]("旧的");
  await new Promise((done) => { setTimeout(done, 5); });
  assert.equal(one.parts.words.textContent, "新的");
});

test("a trial that could not be asked says so", async () => {
  let shown = null;
  let submit;
  class Fields { * [Symbol.iterator]() { yield ["at", "2026-10-01T10:00"]; } }
  globalThis.FormData = Fields;
  const form = { dataset: { trialUrl: "/try/" }, addEventListener: (_, listener) => { submit = listener; } };
  const asked = [];
  bindTrial(form, { replaceChildren: (...nodes) => { shown = nodes; } }, async (url) => { asked.push(url); return asked.length > 1 ? ["好"] : null; });
  await submit({ preventDefault() {} });
  assert.match(shown[0], /没问到/);
  await submit({ preventDefault() {} });
  assert.deepEqual([shown, asked[0]], [["好"], "/try/?at=2026-10-01T10%3A00"]);
});
