// The list and the page of cases without a page: keys, where the keyboard stands, what a dialog does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { MoveDialogs } from "../../static/js/cases/dialogs.js";
import { bindListKeys } from "../../static/js/cases/list_keys.js";
import { Walk } from "../../static/js/cases/walk.js";

globalThis.Element ??= class {};
globalThis.FormData = class { constructor(form) { return form.fields; } };

function listPage() {
  const did = [];
  let press = null;
  const root = {
    addEventListener: (_kind, heard) => { press = heard; },
    querySelector: (what) => (what === "dialog[open]" ? null : { click: () => did.push(what) }),
    querySelectorAll: () => [{ href: "?tab=ours" }, { href: "?tab=theirs" }],
  };
  const walk = { move: (step) => did.push(step), current: null };
  bindListKeys(root, { walk, go: (href) => did.push(href), words: { focus: () => did.push("words") }, keys: { showModal: () => did.push("keys") } });
  return { did, press: (key, more = {}) => press({ key, target: null, preventDefault() {}, ...more }) };
}

test("letters walk the list, figures change the tab, what means nothing does nothing", () => {
  const page = listPage();
  for (const key of ["j", "K", "2", "6", "/", "m", "a", "?", "x", "o"]) page.press(key);
  page.press("j", { ctrlKey: true });
  assert.deepEqual(page.did, [1, -1, "?tab=theirs", "words", "[name=mine]", "[data-approvals]", "keys"]);
});

test("the row that the keyboard stands on is marked, and forgotten when it is gone", () => {
  const row = (id) => ({ dataset: { row: id }, marks: {}, setAttribute(name, value) { this.marks[name] = value; }, removeAttribute(name) { delete this.marks[name]; },
    querySelector: () => ({ focus() {} }), scrollIntoView() {} });
  const root = { rows: [row("1"), row("2")], addEventListener() {}, querySelectorAll() { return this.rows; } };
  const walk = new Walk(root);
  walk.move(1);
  walk.move(1);
  assert.deepEqual(root.rows.map(({ marks }) => marks["aria-current"]), [undefined, "true"]);
  root.rows = [row("1")];
  walk.settle();
  assert.equal(walk.current, null);
});

function dialogPage(answer) {
  const heard = {};
  const problem = { textContent: "", hidden: true };
  const anyway = { hidden: true, tick: { checked: true }, querySelector: () => anyway.tick };
  const dialog = { showModal() { this.open = true; }, close() { this.open = false; this.closed(); }, addEventListener(_kind, then) { this.closed = then; },
    querySelector: (what) => ({ "[data-problem]": problem, "[data-guard-seen]": anyway })[what] ?? null };
  const button = { disabled: false, textContent: " 同意 " };
  const form = { action: "/cases/1/move/", fields: [["verb", "agree"]], querySelector: () => button };
  const said = [];
  const dialogs = new MoveDialogs({ addEventListener: (kind, then) => { heard[kind] = then; }, querySelector: () => dialog },
    { onSignedOut() {}, onDone: (words) => said.push(words), onClosed: () => said.push("closed"), post: async () => answer });
  dialogs.open("agree");
  return { dialogs, problem, anyway, button, said, send: () => heard.submit({ preventDefault() {}, target: form }), settled: () => new Promise((then) => setImmediate(then)) };
}

test("a move that was made closes its dialog and says so", async () => {
  const page = dialogPage({ done: 1 });
  page.send();
  await page.settled();
  assert.deepEqual(page.said, ["closed", "做好了：同意"]);
  assert.equal(page.dialogs.isOpen, false);
});

test("what is in the way stands in the dialog, which stays open with what was typed", async () => {
  const page = dialogPage({ problem: "刚被秦越动过" });
  page.send();
  await page.settled();
  assert.deepEqual([page.problem.textContent, page.problem.hidden, page.button.disabled], ["刚被秦越动过", false, false]);
  assert.equal(page.dialogs.isOpen, true);
});

test("what the guard only warns of may be said all the same, what it blocks may not", async () => {
  for (const [code, hidden] of [["guard_warned", false], ["guard_blocked", true]]) {
    const page = dialogPage({ done: 0, problem: "「尽快」没有时间", code });
    page.send();
    await page.settled();
    assert.deepEqual([page.anyway.hidden, page.anyway.tick.checked], [hidden, false]);
  }
});
