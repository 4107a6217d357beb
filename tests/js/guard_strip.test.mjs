// The strip over the message box: what it says of a verdict, and what a key means while it shows.
import assert from "node:assert/strict";
import { test } from "node:test";

import { keyMeans, shownOf } from "../../static/js/guard/showing.js";

const hit = (level, text, rewrite = "换一句") => ({ level, about: "taboo", rule: "r", text, start: 0, end: 1, why: `为什么${text}`, rewrite });
const ALL = ["hint", "warn", "block"];

test("the gravest level that the shop has switched on is shown, with its own words", () => {
  const verdict = { level: "block", hits: [hit("warn", "没办法，"), hit("block", "返现"), hit("warn", "再等等")] };
  assert.deepEqual(shownOf(verdict, ALL, "原话"), { level: "block", about: "taboo", found: ["返现"], around: ["", "话"], why: "为什么返现", rewrite: "换一句" });
  assert.deepEqual(shownOf(verdict, ["hint", "warn"], "原话").found, ["没办法", "再等等"]);
  assert.equal(shownOf(verdict, ["hint"], "原话"), null);
  assert.equal(shownOf({ level: "ok", hits: [] }, ALL, "原话"), null);
});

test("a rewrite that changes nothing is not offered", () => {
  assert.equal(shownOf({ level: "hint", hits: [hit("hint", "嗯", "嗯")] }, ALL, "嗯").rewrite, "");
});

const warned = shownOf({ level: "warn", hits: [hit("warn", "没办法")] }, ALL, "没办法");
const blocked = shownOf({ level: "block", hits: [hit("block", "返现", "")] }, ALL, "返现");
const key = (name, more = {}) => ({ key: name, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false, keyCode: 0, defaultPrevented: false, ...more });
for (const [name, event, now, means] of [
  ["Tab takes the rewrite", key("Tab"), { shown: warned }, "accept"],
  ["Tab goes on where nothing is offered", key("Tab"), { shown: blocked }, null],
  ["Tab backwards is never ours", key("Tab", { shiftKey: true }), { shown: warned }, null],
  ["a hole took Tab first", key("Tab", { defaultPrevented: true }), { shown: warned }, null],
  ["an input method keeps its keys", key("Tab", { isComposing: true }), { shown: warned }, null],
  ["Ctrl Enter sends past a warning", key("Enter", { ctrlKey: true }), { shown: warned }, "anyway"],
  ["but not where it is how one sends", key("Enter", { ctrlKey: true }), { shown: warned, sendKey: "ctrl_enter" }, null],
  ["nor past a block", key("Enter", { ctrlKey: true }), { shown: blocked }, null],
  ["Enter alone is the box's", key("Enter"), { shown: warned }, null],
  ["Ctrl Z brings the words back", key("z", { ctrlKey: true }), { swapped: true }, "back"],
  ["so does Escape", key("Escape"), { swapped: true }, "back"],
  ["Escape without a rewrite leaves the box", key("Escape"), { shown: warned }, null],
]) test(name, () => assert.equal(keyMeans(event, { shown: null, swapped: false, sendKey: "enter", ...now }), means));
