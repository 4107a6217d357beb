// The small rules of the desk: wait scale, next waiting, rights, keys, title.
import assert from "node:assert/strict";
import { test } from "node:test";
import { titleOf } from "../../static/js/desk/page_title.js";
import { nextWaiting } from "../../static/js/desk/row_order.js";
import { lastWords } from "../../static/js/desk/row_view.js";
import { deedOf } from "../../static/js/desk/shortcut_keys.js";
import { rightsOf } from "../../static/js/desk/talk_rights.js";
import { clockText, waitedSeconds, waitShare, waitStep } from "../../static/js/desk/wait_scale.js";

const STEPS = [30, 90, 180];
const key = (name, more = {}) => ({ key: name, altKey: false, ctrlKey: false, metaKey: false, isComposing: false, keyCode: 0, repeat: false, ...more });

test("steps begin at the shop's seconds", () => {
  assert.deepEqual([0, 29, 30, 89, 90, 179, 180, 5000].map((seconds) => waitStep(seconds, STEPS)), [1, 1, 2, 2, 3, 3, 4, 4]);
  assert.equal(waitStep(500, []), 1);
});

test("the bar is full at the limit and never beyond", () => {
  assert.equal(waitShare(90, STEPS), 0.5);
  assert.equal(waitShare(180, STEPS), 1);
  assert.equal(waitShare(9999, STEPS), 1);
  assert.equal(waitShare(10, []), 0);
});

test("waits are written mm:ss, from an hour on h:mm:ss", () => {
  assert.deepEqual([0, 47, 192, 3599, 3735].map(clockText), ["00:00", "00:47", "03:12", "59:59", "1:02:15"]);
});

test("a wait is counted by the server's clock and never below nothing", () => {
  const since = "2026-06-12T08:00:00.000Z";
  assert.equal(waitedSeconds(since, Date.parse(since) + 47900), 47);
  assert.equal(waitedSeconds(since, Date.parse(since) - 5000), 0);
  assert.equal(waitedSeconds(null, 1), 0);
});

test("the next waiting is the longest one that I may answer, and not the one that is open", () => {
  const other = { conversation: 1, state: "active", owner: { id: 9 } };
  const free = { conversation: 2, state: "waiting", owner: null };
  const mine = { conversation: 3, state: "active", owner: { id: 7 } };
  assert.equal(nextWaiting([other, free, mine], null, 7), free);
  assert.equal(nextWaiting([other, free, mine], 2, 7), mine);
  assert.equal(nextWaiting([other, free], 2, 7), free);
  assert.equal(nextWaiting([other], null, 7), null);
});

test("who may take, take over and finish", () => {
  const agent = { id: 7, role: "agent" };
  const lead = { id: 8, role: "supervisor" };
  const free = { state: "waiting", owner: null };
  const mine = { state: "active", owner: { id: 7 } };
  const over = { state: "finished", owner: { id: 7 } };
  assert.deepEqual(rightsOf(free, agent), { held: "nobody", locked: false, take: true, takeOver: false, handOver: true, finish: false });
  assert.deepEqual(rightsOf(mine, agent), { held: "me", locked: false, take: false, takeOver: false, handOver: true, finish: true });
  assert.deepEqual(rightsOf({ state: "active", owner: { id: 9 } }, agent), { held: "other", locked: true, take: false, takeOver: false, handOver: false, finish: false });
  assert.deepEqual(rightsOf(mine, lead), { held: "other", locked: true, take: false, takeOver: true, handOver: true, finish: true });
  assert.deepEqual(rightsOf(over, agent), { held: "over", locked: false, take: false, takeOver: false, handOver: false, finish: false });
  assert.equal(rightsOf(null, agent).held, "over");
});

test("letters act only while nobody types, Alt with an arrow always", () => {
  assert.equal(deedOf(key("n"), { typing: false }), "next_waiting");
  assert.equal(deedOf(key("N"), { typing: false }), "next_waiting");
  assert.equal(deedOf(key("n"), { typing: true }), null);
  assert.equal(deedOf(key("ArrowDown", { altKey: true }), { typing: true }), "next");
  assert.equal(deedOf(key("Escape"), { typing: true }), "leave");
  assert.equal(deedOf(key("？"), { typing: false }), "help");
  assert.equal(deedOf(key("/"), { typing: false }), "scripts");
  assert.equal(deedOf(key("/"), { typing: true }), null); // in the box it is a slash, and the picker's
});

test("keys of the browser, of an input method, of a dialog and held keys are left alone", () => {
  assert.equal(deedOf(key("e", { ctrlKey: true }), { typing: false }), null);
  for (const held of ["ctrlKey", "metaKey"]) {
    assert.equal(deedOf(key("k", { [held]: true }), { typing: true }), "commands");
    assert.equal(deedOf(key("K", { [held]: true }), { typing: false }), "commands");
    assert.equal(deedOf(key("k", { [held]: true }), { typing: false, dialog: true }), null);
    assert.equal(deedOf(key("k", { [held]: true, repeat: true }), { typing: false }), null);
  }
  assert.equal(deedOf(key("k", { ctrlKey: true, shiftKey: true }), { typing: false }), null);
  assert.equal(deedOf(key("Escape", { isComposing: true }), { typing: true }), null);
  assert.equal(deedOf(key("e", { keyCode: 229 }), { typing: false }), null);
  assert.equal(deedOf(key("e"), { typing: false, dialog: true }), null);
  assert.equal(deedOf(key("e", { repeat: true }), { typing: false }), null);
  assert.equal(deedOf(key("j", { repeat: true }), { typing: false }), "next");
});

test("the title counts who waits", () => {
  assert.equal(titleOf(3, "小满"), "(3) 会话 · 小满");
  assert.equal(titleOf(0, "小满"), "会话 · 小满");
});

test("the last words say whether the shop has answered", () => {
  assert.equal(lastWords({ last_side: "buyer", last_text: "在吗" }), "在吗");
  assert.equal(lastWords({ last_side: "agent", last_text: "在的" }), "已回：在的");
  assert.equal(lastWords({ last_side: "auto", last_text: "您好" }), "自动：您好");
});
