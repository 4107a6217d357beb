// The desk's list by wait or by time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bindSorting } from "../../static/js/desk/list_sorting.js";
import { ListStore } from "../../static/js/desk/list_store.js";
import { deedOf } from "../../static/js/desk/shortcut_keys.js";

const at = (minute) => `2026-06-12T08:${String(minute).padStart(2, "0")}:00.000Z`;
const row = (conversation, last, waits = null) => ({ conversation, state: "active", owner: { id: 7 }, last_at: at(last), unanswered_since: waits === null ? null : at(waits), version: conversation });
const ids = (rows) => rows.map(({ conversation }) => conversation);
const digest = { waiting: 0, mine: 0, all: 0, checksum: "0" };

function storeWith(rows, { tab = "all", next = null } = {}) {
  const store = new ListStore({ me: 7 });
  store.firstPage({ tab, rows, next, digest }, store.mark());
  return store;
}

test("by wait: who waits longest first, then the answered by newest", () => {
  const view = storeWith([row(1, 5), row(2, 4, 4), row(3, 9, 2), row(4, 6)]).view("all");
  assert.deepEqual([ids(view.waiting), ids(view.answered)], [[3, 2], [4, 1]]);
});

test("by time: whatever moved last first, in one run", () => {
  const view = storeWith([row(1, 5), row(2, 4, 4), row(3, 9, 2), row(4, 6)]).view("all", "time");
  assert.deepEqual([ids(view.waiting), ids(view.answered), view.mixed], [[], [3, 4, 1, 2], true]);
});

test("by time nothing stands below the loaded page, where there would be a hole above it", () => {
  const rows = [row(1, 8), row(2, 6), row(3, 1, 1), row(4, 9, 9)];
  assert.deepEqual(ids(storeWith(rows, { next: "more" }).view("all", "time").answered), [4, 1, 2]);
  assert.deepEqual(ids(storeWith(rows).view("all", "time").answered), [4, 1, 2, 3]);
});

test("more who wait than a page holds stay sorted by wait", () => {
  const store = storeWith([row(1, 5, 5), row(2, 9, 2)], { tab: "waiting", next: "more" });
  assert.deepEqual(ids(store.view("waiting", "time").waiting), [2, 1]);
});

test("choosing brings it into force, the key takes the other one", () => {
  const chosen = [];
  const listeners = [];
  const choices = ["wait", "time"].map((value) => ({ value, checked: value === "wait", matches: () => false, blur() {},
    click() { for (const one of choices) one.checked = one === this; for (const hear of listeners) hear({ target: this }); } }));
  const form = { querySelectorAll: () => choices, addEventListener: (_, hear) => listeners.push(hear) };
  const other = bindSorting(form, { order: "wait", onChoose: (order) => chosen.push(order) });
  other();
  other();
  assert.deepEqual(chosen, ["wait", "time", "wait"]);
  assert.equal(deedOf({ key: "w", altKey: false, ctrlKey: false, metaKey: false }, { typing: false }), "order");
  assert.equal(deedOf({ key: "w", altKey: false, ctrlKey: false, metaKey: false }, { typing: true }), null);
});
