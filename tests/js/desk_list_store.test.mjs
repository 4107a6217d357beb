// The desk's list: versions, page one as the truth, paging, and the foretold digest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ListStore } from "../../static/js/desk/list_store.js";

const ME = 7;
const at = (minute) => `2026-06-12T08:${String(minute).padStart(2, "0")}:00.000Z`;

function row(conversation, fields = {}) {
  return { conversation, buyer: { name: `买家${conversation}`, platform: "web" }, state: "active", owner: { id: ME, name: "小梅" },
    last_text: "", last_side: "agent", last_at: at(30), last_seq: 1, unread: 0, unanswered_since: null, session: 1,
    version: conversation, ...fields };
}
const waiting = (conversation, minute, fields = {}) => row(conversation, { state: "waiting", owner: null, unanswered_since: at(minute), last_at: at(minute), ...fields });
const finished = (conversation, minute, fields = {}) => row(conversation, { state: "finished", owner: null, last_at: at(minute), ...fields });

function digestOf(rows) {
  const open = rows.filter((each) => each.state !== "finished");
  return { waiting: rows.filter((each) => each.unanswered_since).length, mine: open.filter((each) => each.owner?.id === ME).length,
    all: rows.length, checksum: String(open.reduce((sum, each) => sum + BigInt(each.version), 0n)) };
}
function opened(rows, { next = null, tab = "all" } = {}) {
  const store = new ListStore({ me: ME });
  store.firstPage({ tab, rows, next, digest: digestOf(rows) }, store.mark());
  return store;
}
const ids = (rows) => rows.map((each) => each.conversation);

test("waiting ones by longest wait, then answered ones by newest", () => {
  const store = opened([waiting(1, 20), finished(2, 5), waiting(3, 10), row(4, { last_at: at(25) })]);
  const view = store.view("all");
  assert.deepEqual(ids(view.waiting), [3, 1]);
  assert.deepEqual(ids(view.answered), [4, 2]);
  assert.deepEqual(ids(store.view("waiting").waiting), [3, 1]);
  assert.deepEqual(ids(store.view("mine").answered), [4]);
});

test("a row with a lower or the same version is ignored", () => {
  const store = opened([row(1, { version: 10, last_text: "新" })]);
  assert.equal(store.apply(row(1, { version: 9, last_text: "旧" })), false);
  assert.equal(store.apply(row(1, { version: 10, last_text: "旧" })), false);
  assert.equal(store.rows.get(1).last_text, "新");
  assert.equal(store.apply(row(1, { version: 11, last_text: "更新" })), true);
});

test("the digest is foretold from every row heard", () => {
  const rows = [row(1, { version: 5 }), finished(2, 3)];
  const store = opened(rows);
  const answered = waiting(2, 40, { version: 9 });
  store.apply(answered);
  assert.deepEqual(store.digest, { ...digestOf([rows[0], answered]), all: 2 });
  store.apply(row(1, { version: 12, state: "finished", owner: null }));
  assert.equal(store.digest.mine, 0);
  assert.ok(store.agrees({ waiting: 1, mine: 0, all: 2, checksum: "9" }));
});

test("a missed event shows in the digest, and page one heals it", () => {
  const store = opened([row(1, { version: 5 })]);
  const missed = [row(1, { version: 6, last_text: "没听见" })];
  assert.equal(store.agrees(digestOf(missed)), false);
  store.firstPage({ tab: "all", rows: missed, next: null, digest: digestOf(missed) }, store.mark());
  assert.ok(store.agrees(digestOf(missed)));
  assert.equal(store.rows.get(1).last_text, "没听见");
});

test("a heartbeat that is a little older than the newest event agrees", () => {
  const rows = [row(1, { version: 5 })];
  const store = opened(rows);
  const older = digestOf(rows);
  store.apply(row(1, { version: 8 }));
  assert.ok(store.agrees(older));
  assert.equal(store.digest.checksum, "8");
});

test("threads that no row was told of change only the count of all", () => {
  const store = opened([row(1)]);
  assert.ok(store.agrees({ ...digestOf([row(1)]), all: 9 }));
  assert.equal(store.digest.all, 9);
});

test("page one drops what should stand there and does not", () => {
  const store = opened([waiting(1, 10), row(2), row(3)]);
  const rows = [row(2)];
  store.firstPage({ tab: "all", rows, next: null, digest: digestOf(rows) }, store.mark());
  assert.deepEqual([...store.rows.keys()], [2]);
});

test("what was heard while page one was under way is kept", () => {
  const store = opened([row(2)]);
  const mark = store.mark();
  store.apply(waiting(9, 50, { version: 90 }));
  store.apply(row(2, { version: 91, last_text: "刚说的" }));
  const rows = [row(2)];
  store.firstPage({ tab: "all", rows, next: null, digest: digestOf(rows) }, mark);
  assert.equal(store.rows.get(2).last_text, "刚说的");
  assert.ok(store.rows.has(9));
});

test("rows below the last page are not shown until their page is had", () => {
  const store = opened([finished(1, 50), finished(2, 40)], { next: "more" });
  store.apply(finished(3, 10, { version: 30 }));
  assert.deepEqual(ids(store.view("all").answered), [1, 2]);
  store.furtherPage({ tab: "all", rows: [finished(4, 30), finished(3, 10, { version: 30 })], next: null, digest: digestOf([]) });
  assert.deepEqual(ids(store.view("all").answered), [1, 2, 4, 3]);
  assert.equal(store.view("all").more, false);
});

test("page one again does not throw deeper pages away", () => {
  const first = [finished(1, 50), finished(2, 40)];
  const store = opened(first, { next: "2" });
  store.furtherPage({ tab: "all", rows: [finished(3, 30)], next: "3", digest: digestOf([]) });
  store.firstPage({ tab: "all", rows: first, next: "2", digest: digestOf(first) }, store.mark());
  assert.deepEqual(ids(store.view("all").answered), [1, 2, 3]);
  assert.equal(store.pages.all.next, "3");
});

test("another tab's page does not hide that something was missed", () => {
  const store = opened([row(1, { version: 5 }), finished(2, 3)]);
  const mine = [row(1, { version: 6 })];
  const agreed = store.firstPage({ tab: "mine", rows: mine, next: null, digest: digestOf([...mine, waiting(2, 50, { version: 99 })]) }, store.mark());
  assert.equal(agreed, false);
});

test("mine: page one tells only of the newest, so older ones stay", () => {
  const store = opened([row(1, { last_at: at(50) }), waiting(2, 1, { state: "active", owner: { id: ME, name: "小梅" } })]);
  store.firstPage({ tab: "mine", rows: [row(1, { last_at: at(50) })], next: "more", digest: store.digest }, store.mark());
  assert.ok(store.rows.has(2));
});

test("2,000 rows are arranged in a moment", () => {
  const rows = Array.from({ length: 2000 }, (_, index) => (index % 9 ? finished(index + 1, index % 60) : waiting(index + 1, index % 60)));
  const store = opened(rows);
  const began = performance.now();
  const view = store.view("all");
  assert.equal(view.waiting.length + view.answered.length, 2000);
  assert.ok(performance.now() - began < 100);
});
