// Whatever the line does to the events, the thread ends equal to the server's list.
import assert from "node:assert/strict";
import { test } from "node:test";

import * as store from "../../static/js/realtime/thread_store.js";

const isOwn = (entry) => entry.side === "buyer";
const message = (seq, extra = {}) => ({ seq, kind: "message", side: "agent", author: "小梅", author_id: null,
  text: `第 ${seq} 条`, at: new Date(seq * 1000).toISOString(), session: 1, client_id: `id-${seq}`, target: null,
  recalled: false, ...extra });
const recall = (seq, target, side = "agent") => message(seq, { kind: "recall", side, text: "", target });
const snapshotOf = (list, after = 0, most = 200) => {
  const last = list.length;
  const near = after > 0 && after <= last && last - after <= most;
  const entries = near ? list.slice(after) : list.slice(-50);
  const through = entries.at(-1)?.seq ?? last;
  return { entries, through, last, first: near ? after + 1 : (entries[0]?.seq ?? 0), session: null,
    positions: { buyer: { delivered: 0, read: 0 }, shop: { delivered: 0, read: 0 } } };
};
const opened = (list = []) => {
  const thread = store.createThread({ isOwn });
  store.applySnapshot(thread, snapshotOf(list));
  return thread;
};
const seqs = (thread) => thread.entries.map((entry) => entry.seq);

test("an empty thread begins with its first entry", () => {
  const thread = opened();
  assert.deepEqual(store.applyEntry(thread, message(1)), { changed: true, gap: false });
  assert.deepEqual([thread.first, thread.cursor, thread.last], [1, 1, 1]);
  assert.equal(store.hasOlder(thread), false);
});

test("a hole is a gap until it is filled, and what came meanwhile is kept", () => {
  const list = [1, 2, 3, 4, 5].map((seq) => message(seq));
  const thread = opened(list.slice(0, 1));
  assert.equal(store.applyEntry(thread, list[3]).gap, true);
  assert.equal(thread.cursor, 1);
  store.applyEntry(thread, list[4]);
  assert.equal(store.applyEntries(thread, { entries: list.slice(1, 3), through: 3, last: 4 }).gap, false);
  assert.equal(thread.cursor, 5);
  assert.deepEqual(seqs(thread), [1, 2, 3, 4, 5]);
});

test("the same entry twice changes nothing", () => {
  const thread = opened([message(1)]);
  assert.deepEqual(store.applyEntry(thread, message(1)), { changed: false, gap: false });
});

test("events before the snapshot are kept, those older than it are not", () => {
  const list = Array.from({ length: 80 }, (_, index) => message(index + 1));
  const thread = store.createThread({ isOwn });
  assert.equal(store.applyEntry(thread, message(81)).gap, false);
  store.applyEntry(thread, list[9]);
  assert.equal(store.applySnapshot(thread, snapshotOf(list)).gap, false);
  assert.equal(thread.cursor, 81);
  assert.equal(thread.first, 31);
  assert.equal(seqs(thread)[0], 31);
});

test("a recall blanks its target, whichever comes first", () => {
  const after = opened([message(1, { side: "buyer" })]);
  store.applyEntry(after, recall(2, 1, "buyer"));
  const before = opened();
  store.applyEntry(before, recall(2, 1, "buyer"));
  store.applyEntries(before, { entries: [message(1, { side: "buyer" }), recall(2, 1, "buyer")], through: 2, last: 2 });
  for (const thread of [after, before]) {
    assert.equal(thread.bySeq.get(1).text, "");
    assert.equal(thread.bySeq.get(1).recalled, true);
    assert.equal(store.ordered(thread).length, 1);
    assert.equal(store.ordered(thread)[0].recall.text, "第 1 条");
  }
});

test("a target that comes later by history is blank, and others' words are not kept", () => {
  const list = Array.from({ length: 60 }, (_, index) => message(index + 1));
  list.push(recall(61, 5));
  const thread = opened(list);
  store.applyHistory(thread, { entries: list.slice(0, 11), first: 1 });
  assert.equal(thread.bySeq.get(5).text, "");
  assert.equal(thread.recalls.get(5).text, "");
  assert.equal(seqs(thread).length, 61);
});

test("one's own message keeps its key from waiting to sent, by ack or by event", () => {
  const item = { client_id: "mine", text: "在吗", created_at: 5, state: "queued" };
  for (const way of ["ack", "event", "both"]) {
    const thread = opened([message(1)]);
    store.setPending(thread, [item]);
    assert.equal(store.ordered(thread)[1].key, "cmine");
    const real = message(2, { side: "buyer", client_id: "mine", text: "在吗", author: "访客" });
    if (way !== "event") store.acknowledge(thread, item, { seq: 2, at: real.at, session: 1 }, { side: "buyer" });
    if (way !== "ack") store.applyEntry(thread, real);
    const [, last] = store.ordered(thread);
    assert.deepEqual([last.key, last.pending, last.entry.text], ["cmine", undefined, "在吗"]);
    assert.equal(store.ordered(thread).length, 2);
    assert.equal(thread.cursor, 2);
    if (way !== "ack") assert.equal(last.entry.author, "访客");
  }
});

test("an ack ahead of the cursor is a gap", () => {
  const thread = opened([message(1)]);
  const reply = { seq: 4, at: new Date().toISOString(), session: 1 };
  assert.equal(store.acknowledge(thread, { client_id: "x", text: "x" }, reply, { side: "buyer" }).gap, true);
});

test("positions and sessions only move forward", () => {
  const thread = opened([message(1)]);
  store.applyPositions(thread, { buyer: { delivered: 3, read: 2 }, shop: { delivered: 1, read: 1 } });
  assert.equal(store.applyPositions(thread, { buyer: { delivered: 2, read: 1 }, shop: null }).changed, false);
  assert.deepEqual(thread.positions.buyer, { delivered: 3, read: 2 });
  store.applySession(thread, { number: 2, state: "active", agent: { id: null, name: "小梅" } });
  store.applySession(thread, { number: 1, state: "finished", agent: null });
  store.applySession(thread, { number: 2, state: "waiting", agent: null });
  assert.equal(thread.session.state, "active");
  store.applySession(thread, { number: 2, state: "waiting", agent: null }, { looked: true });
  assert.equal(thread.session.state, "waiting");
});

test("a server that knows less is another thread", () => {
  const thread = opened([1, 2, 3].map((seq) => message(seq)));
  assert.equal(store.applySnapshot(thread, snapshotOf([message(1)], 3), 3).stale, true);
  assert.deepEqual([seqs(thread), thread.cursor, thread.last], [[1], 1, 1]);
  const ahead = opened([1, 2, 3].map((seq) => message(seq)));
  store.applyEntry(ahead, message(4));
  assert.equal(store.applySnapshot(ahead, snapshotOf([1, 2, 3].map((seq) => message(seq)), 3), 3).stale, false);
});

test("too far behind: the thread begins anew at the newest page, and history closes the hole", () => {
  const list = Array.from({ length: 400 }, (_, index) => message(index + 1));
  const thread = opened(list.slice(0, 100));
  store.applySnapshot(thread, snapshotOf(list, 100), 100);
  assert.deepEqual([thread.first, thread.cursor, seqs(thread)[0]], [351, 400, 351]);
  assert.equal(store.hasOlder(thread), true);
});

/** A small repeatable random. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

for (let seed = 1; seed <= 300; seed += 1) {
  test(`a bad line, story ${seed}`, () => {
    const random = seeded(seed);
    const server = [];
    const write = (entry) => {
      if (entry.kind === "recall") Object.assign(server[entry.target - 1], { text: "", recalled: true });
      server.push({ ...entry });
    };
    const start = Math.floor(random() * 120);
    for (let seq = 1; seq <= start; seq += 1) write(message(seq, { side: random() < 0.5 ? "buyer" : "agent" }));
    const thread = opened(structuredClone(server));
    const air = [];
    const asked = [];
    const act = {
      write() {
        const seq = server.length + 1;
        const open = server.filter((entry) => entry.kind === "message" && !entry.recalled);
        const target = open[Math.floor(random() * open.length)];
        write(target && random() < 0.3 ? recall(seq, target.seq, target.side) : message(seq, { side: random() < 0.5 ? "buyer" : "agent" }));
        if (random() > 0.25) air.push(structuredClone(server.at(-1)));
        if (random() < 0.2) air.push(structuredClone(server.at(-1)));
      },
      hear() {
        if (air.length) store.applyEntry(thread, air.splice(Math.floor(random() * air.length), 1)[0]);
      },
      ask() {
        const after = thread.cursor;
        const entries = structuredClone(server.slice(after, after + 1 + Math.floor(random() * 20)));
        asked.push({ entries, through: entries.at(-1)?.seq ?? after, last: server.length });
      },
      fill() {
        if (asked.length) store.applyEntries(thread, asked.splice(Math.floor(random() * asked.length), 1)[0]);
      },
      older() {
        if (!store.hasOlder(thread)) return;
        const entries = structuredClone(server.slice(Math.max(0, thread.first - 31), thread.first - 1));
        store.applyHistory(thread, { entries, first: entries[0].seq });
      },
      reconnect() {
        const after = thread.cursor;
        asked.length = 0;
        store.applySnapshot(thread, snapshotOf(structuredClone(server), after, 15), after);
      },
      beat() {
        store.noteLast(thread, server.length);
      },
    };
    const weighted = ["write", "write", "write", "hear", "hear", "ask", "fill", "older", "reconnect", "beat"];
    for (let step = 0; step < 120; step += 1) act[weighted[Math.floor(random() * weighted.length)]]();
    act.beat();
    while (store.gapIn(thread)) {
      const entries = structuredClone(server.slice(thread.cursor, thread.cursor + 200));
      store.applyEntries(thread, { entries, through: entries.at(-1).seq, last: server.length });
    }
    while (store.hasOlder(thread)) act.older();
    while (air.length) act.hear();
    const seen = ({ seq, kind, text, recalled, target }) => ({ seq, kind, text, recalled, target });
    assert.deepEqual(thread.entries.map(seen), server.map(seen));
    assert.equal(thread.cursor, server.length);
  });
}

test("ten thousand entries are applied quickly", () => {
  const thread = opened();
  const began = performance.now();
  for (let seq = 1; seq <= 10000; seq += 1) store.applyEntry(thread, message(seq));
  store.ordered(thread);
  assert.ok(performance.now() - began < 1500);
});
