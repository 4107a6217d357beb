import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { isMine, Reminders, titleIn, wordsOf } from "../../static/js/todo/reminders.js";

test("mine are my own, and what is nobody's and my role decides", () => {
  const me = { id: 7, role: "supervisor" };
  const told = (owner, group, role) => isMine({ owner, group, for_role: role }, me);
  assert.deepEqual([told(7, null, ""), told(8, null, ""), told(null, null, ""), told(null, 3, "")], [true, false, false, false]);
  assert.deepEqual([told(null, null, "supervisor"), told(null, null, "owner"), told(null, null, "agent")], [true, false, true]);
});

test("a title reads in the page's language where the product wrote it, and as it was typed otherwise", () => {
  const said = [{ language: "zh-hans", words: "月底盘点" }, { language: "en", words: "Stocktake" }];
  assert.deepEqual(["zh-Hans", "en", ""].map((lang) => titleIn({ title: "月底盘点", said }, lang)), ["月底盘点", "Stocktake", "月底盘点"]);
  assert.equal(titleIn({ title: "回老周", said: [] }, "en"), "回老周");
});

function shown() {
  const parts = Object.fromEntries(["open", "more", "close"].map((name) => [name, { addEventListener(_name, on) { this.press = on; } }]));
  const element = {
    dataset: { place: "/todo/0/" }, isOpen: false, on: {},
    querySelector: (query) => parts[query.match(/reminder-(\w+)/)[1]],
    addEventListener(name, on) { this.on[name] = on; },
    matches() { return this.isOpen; },
    showPopover() { this.isOpen = true; }, hidePopover() { this.isOpen = false; },
    toggleAttribute(name, on) { this[name] = on; },
  };
  return { parts, element, reminders: new Reminders(element, { id: 7, role: "agent" }) };
}

test("one at a time; later news of the same one takes its place; each goes by itself and the next follows", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { parts, element, reminders } = shown();
  const hear = (followup, percent) => reminders.hear({ followup, percent, title: `第 ${followup} 件`, owner: 7, group: null, for_role: "" });
  hear(1, 50);
  hear(2, 80);
  hear(1, 100);
  reminders.hear({ followup: 3, percent: 50, title: "x", owner: 8, group: null, for_role: "" });
  assert.deepEqual([parts.open.textContent, parts.open.href, parts.more.textContent, element["data-over"]], ["到时了：第 1 件", "/todo/1/", "还有 1 件", true]);
  element.on.pointerenter();
  mock.timers.tick(60_000);
  assert.equal(parts.open.href, "/todo/1/"); // held under the pointer
  element.on.pointerleave();
  mock.timers.tick(9_000);
  assert.deepEqual([parts.open.textContent, parts.more.textContent], [wordsOf("第 2 件", 80), ""]);
  parts.close.press();
  assert.equal(element.isOpen, false);
  mock.timers.reset();
});
