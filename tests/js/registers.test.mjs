import assert from "node:assert/strict";
import test from "node:test";

import { registerCommands } from "../../static/js/desk/register_commands.js";
import { act } from "../../static/js/registers/keys.js";
import { isBusy, keepTyped, newsIn, steady } from "../../static/js/registers/fresh.js";
import { Queue, soundOf } from "../../static/js/registers/results.js";
import { QUICK_MS, Run } from "../../static/js/registers/scan.js";

const box = () => ({ value: "ALT", focused: 0, focus() { this.focused += 1; } });

test("marks that come quickly are a scan and replace what stood in the box", () => {
  const into = box();
  const run = new Run(() => into);
  assert.equal(run.heard("Y", 1000), false);
  assert.equal(run.heard("T", 1000 + QUICK_MS), true);
  assert.equal(into.value, "YT");
  assert.equal(into.focused, 1);
});

test("keys of a finger stay keys", () => {
  const into = box();
  const run = new Run(() => into);
  run.heard("j", 1000);
  assert.equal(run.heard("k", 1001 + QUICK_MS), false);
  assert.equal(run.heard("Enter", 1002 + QUICK_MS), false);
  assert.equal(run.heard("j", 1003 + QUICK_MS), false, "an Enter between ends the run");
  assert.equal(into.focused, 0);
});

function page(rows) {
  const found = { activeElement: null };
  const nodes = rows.map((name) => ({ name, focus() { found.activeElement = this; } }));
  const input = { name: "input", focus() { found.activeElement = this; } };
  const details = { open: false, querySelector: () => input };
  found.querySelectorAll = () => nodes;
  found.querySelector = (asked) => (asked === "[data-new]" ? details : asked === "[data-find]" ? input : null);
  return { found, details };
}

test("J and K walk the rows and stop at their ends", () => {
  const { found } = page(["one", "two"]);
  for (const [key, at] of [["j", "one"], ["j", "two"], ["j", "two"], ["k", "one"], ["k", "one"]]) {
    assert.equal(act(found, key), true);
    assert.equal(found.activeElement.name, at);
  }
  assert.equal(act(page([]).found, "j"), false);
});

test("C opens a new row, / goes to the box, anything else is not ours", () => {
  const { found, details } = page([]);
  assert.equal(act(found, "c"), true);
  assert.equal(details.open, true);
  assert.equal(act(found, "/"), true);
  assert.equal(found.activeElement.name, "input");
  assert.equal(act(found, "n"), false);
  assert.equal(act(found, "x"), false);
});

test("a complaint is put down from the chat that is open", () => {
  let open = null;
  const went = [];
  const [command] = registerCommands({ complaints: "/c/", conversation: () => open, go: (address) => went.push(address) });
  assert.notEqual(command.why(), "");
  open = 7;
  assert.equal(command.why(), "");
  command.run();
  assert.deepEqual(went, ["/c/?conversation=7"]);
});

const region = (fields = [], more = {}) => ({
  querySelectorAll: () => fields,
  contains: (node) => node === more.inside,
  matches: () => Boolean(more.hovered),
  ...more,
});
const field = (now, before = "") => ({ type: "text", name: "found", value: now, defaultValue: before });

test("a region is left alone while somebody is in it or has typed into it", () => {
  const inside = {};
  assert.equal(isBusy(region(), { activeElement: null }), false);
  assert.equal(isBusy(region([], { inside }), { activeElement: inside }), true);
  assert.equal(isBusy(region([], { hovered: true }), { activeElement: null }), true);
  assert.equal(isBusy(region([field("问了两位")]), { activeElement: null }), true);
  assert.equal(isBusy(region([field("按店规", "按店规")]), { activeElement: null }), false);
});

test("what was typed goes into the fresh fields, what the server says stays", () => {
  const hidden = { type: "hidden", name: "version", value: "1", defaultValue: "1" };
  const old = region([field("问了两位"), hidden]);
  const fresh = { found: field(""), version: { type: "hidden", name: "version", value: "2", defaultValue: "2" } };
  keepTyped(old, { querySelectorAll: () => Object.values(fresh) });
  assert.deepEqual([fresh.found.value, fresh.version.value], ["问了两位", "2"]);
});

test("news are the rows that were not there, and those that read differently", () => {
  const rows = (...keys) => ({ querySelectorAll: () => keys.map((row) => ({ dataset: { row } })) });
  assert.equal(newsIn(rows("1.1", "2.1"), rows("1.2", "2.1", "3.1")), 2);
  assert.equal(newsIn(rows("1.1"), rows()), 1, "something is gone");
  assert.equal(newsIn(rows(), rows()), 1, "a page without rows");
});

test("scans wait for each other, and each is sent once in its order", async () => {
  const sent = [];
  let release;
  const queue = new Queue(async (name) => {
    sent.push(name);
    if (name === "first") await new Promise((done) => { release = done; });
  });
  const all = [queue.add("first"), queue.add("second")];
  await Promise.resolve();
  assert.deepEqual(sent, ["first"]);
  release();
  await Promise.all(all);
  assert.deepEqual(sent, ["first", "second"]);
});

test("each result has its sound: good, look at it, stop", () => {
  assert.deepEqual(["taken", "kept", "unknown", "again", "refused", "undone"].map(soundOf), ["message", "new", "new", "late", "late", "message"]);
  assert.equal(soundOf(""), null);
});

test("a clock that ticks and a token are no news; another time is", () => {
  const row = (until, words, token) => `<span data-until="${until}" data-step="1" style="--share: 3%"><span class="due">${words} <time>18:00</time></span></span><input name="csrfmiddlewaretoken" value="${token}">`;
  assert.equal(steady(row("9", "剩 41 分", "a")), steady(row("9", "剩 40 分", "b")));
  assert.notEqual(steady(row("9", "剩 41 分", "a")), steady(row("8", "剩 41 分", "a")));
});
