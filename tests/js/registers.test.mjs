import assert from "node:assert/strict";
import test from "node:test";

import { registerCommands } from "../../static/js/desk/register_commands.js";
import { act } from "../../static/js/registers/keys.js";
import { QUICK_MS, Run } from "../../static/js/registers/scan.js";

const box = () => ({ value: "ALT", focused: 0, focus() { this.focused += 1; } });

test("marks that come quickly are a scan and replace what stood in the box", () => {
  const into = box();
  const run = new Run(into);
  assert.equal(run.heard("Y", 1000), false);
  assert.equal(run.heard("T", 1000 + QUICK_MS), true);
  assert.equal(into.value, "YT");
  assert.equal(into.focused, 1);
});

test("keys of a finger stay keys", () => {
  const into = box();
  const run = new Run(into);
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
