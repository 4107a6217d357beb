import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Outbox } from "../../static/js/realtime/outbox.js";
import { WireError } from "../../static/js/realtime/wire_error.js";
import { fakePage, FakeStorage, settle, sharedTabs } from "./fakes.mjs";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
});

/** A server that dedupes by client_id, on a line that does what it is told. */
class FakeServer {
  constructor() {
    this.entries = [];
    this.tries = [];
    this.answers = [];
  }

  send = async (item) => {
    this.tries.push(item.text);
    const how = this.answers.shift() ?? "ok";
    if (how instanceof WireError) throw how;
    if (how === "never_came") throw new WireError({ code: "line_lost" });
    const held = this.entries.findIndex((entry) => entry.client_id === item.client_id);
    const seq = held < 0 ? this.entries.push({ client_id: item.client_id, text: item.text }) : held + 1;
    if (how === "answer_lost") throw new WireError({ code: "line_lost" });
    return { seq, duplicate: held >= 0 };
  };

  get texts() { return this.entries.map((entry) => entry.text); }
}

const outboxOf = (server, storage = new FakeStorage(), page = fakePage()) =>
  new Outbox({ scope: "test", send: server.send, storage, page });

test("sent in the order of writing, one at a time", async () => {
  const server = new FakeServer();
  const outbox = outboxOf(server);
  for (const text of ["一", "二", "三"]) outbox.add("c", text);
  assert.equal(outbox.waiting("c"), 3);
  outbox.resume();
  assert.deepEqual(server.tries, ["一"]);
  await settle(60);
  assert.deepEqual(server.texts, ["一", "二", "三"]);
  assert.equal(outbox.items("c").length, 0);
});

test("survives a reload, with the same client_id", async () => {
  const storage = new FakeStorage();
  const item = outboxOf(new FakeServer(), storage).add("c", "留着");
  const server = new FakeServer();
  const next = outboxOf(server, storage);
  assert.equal(next.items("c")[0].client_id, item.client_id);
  next.resume();
  await settle();
  assert.equal(server.entries[0].client_id, item.client_id);
  assert.equal([...storage.map.keys()].filter((key) => key.includes(":item:")).length, 0);
});

test("a lost answer never makes a second message", async () => {
  const server = new FakeServer();
  const outbox = outboxOf(server);
  const sent = [];
  outbox.addEventListener("sent", ({ detail }) => sent.push(detail.reply));
  server.answers = ["answer_lost"];
  outbox.resume();
  outbox.add("c", "一");
  outbox.pause();
  await settle();
  assert.equal(outbox.items("c")[0].state, "queued");
  outbox.resume();
  await settle();
  mock.timers.tick(3000);
  await settle();
  assert.deepEqual(server.texts, ["一"]);
  assert.deepEqual(sent, [{ seq: 1, duplicate: true }]);
});

test("retry_after is waited out, and order is kept meanwhile", async () => {
  const server = new FakeServer();
  server.answers = [new WireError({ code: "too_fast", retry_after: 3 })];
  const outbox = outboxOf(server);
  outbox.resume();
  outbox.add("c", "一");
  outbox.add("c", "二");
  await settle();
  assert.deepEqual(server.texts, []);
  assert.ok(outbox.items("c")[0].retry_at);
  mock.timers.tick(2900);
  await settle();
  assert.deepEqual(server.texts, []);
  mock.timers.tick(200);
  await settle(60);
  assert.deepEqual(server.texts, ["一", "二"]);
});

test("a refusal fails that message only; then retry, edit or drop", async () => {
  const server = new FakeServer();
  const no = () => new WireError({ code: "held_by_other", message: "小周在接", action: "请小周转给您" });
  server.answers = [no(), "ok", no(), no()];
  const outbox = outboxOf(server);
  outbox.resume();
  for (const text of ["一", "二"]) outbox.add("c", text);
  await settle(60);
  const [failed] = outbox.items("c");
  assert.deepEqual([failed.state, failed.error.code, failed.error.message], ["failed", "held_by_other", "小周在接"]);
  assert.equal(outbox.waiting("c"), 0);
  outbox.retry(failed.client_id);
  await settle();
  assert.equal(outbox.items("c")[0].state, "failed");
  assert.equal(outbox.edit(failed.client_id), "一");
  const other = outbox.add("c", "三");
  await settle();
  const dropped = outbox.drop(other.client_id);
  assert.equal(dropped.text, "三");
  assert.equal(outbox.items("c").length, 0);
  outbox.restore(dropped);
  assert.equal(outbox.items("c")[0].text, "三");
  assert.deepEqual(server.texts, ["二"]);
});

test("what is being sent cannot be taken back", async () => {
  const outbox = outboxOf({ send: () => new Promise(() => {}) });
  outbox.resume();
  const { client_id: id } = outbox.add("c", "一");
  assert.equal(outbox.items("c")[0].state, "sending");
  assert.equal(outbox.edit(id), null);
  assert.equal(outbox.drop(id), null);
});

test("seen in the thread before the answer: settled, and the late answer does no harm", async () => {
  let answer;
  const outbox = outboxOf({ send: () => new Promise((resolve) => { answer = resolve; }) });
  outbox.resume();
  const { client_id: id } = outbox.add("c", "一");
  outbox.settle(id);
  answer({ seq: 1 });
  await settle();
  assert.equal(outbox.items("c").length, 0);
});

test("storage full or missing: works on in memory and says so", async () => {
  for (const storage of [new FakeStorage({ room: 0 }), null]) {
    const server = new FakeServer();
    const outbox = outboxOf(server, storage);
    outbox.add("c", "一");
    assert.equal(outbox.durable, false);
    outbox.resume();
    await settle();
    assert.deepEqual(server.texts, ["一"]);
  }
});

test("two tabs: one sends, both know", async () => {
  const server = new FakeServer();
  const [a, b] = sharedTabs(2).map(({ page, storage }) => outboxOf(server, storage, page));
  a.resume();
  b.resume();
  for (const text of ["一", "二", "三"]) a.add("c", text);
  await settle(80);
  assert.deepEqual(server.tries, ["一", "二", "三"]);
  for (const tab of [a, b]) {
    assert.equal(tab.waiting("c"), 0);
    assert.ok(tab.items("c").every((item) => item.state === "sent"));
  }
});

test("a tab without a line leaves it to the one that has", async () => {
  const server = new FakeServer();
  const [a, b] = sharedTabs(2).map(({ page, storage }) => outboxOf(server, storage, page));
  b.resume();
  a.add("c", "一");
  await settle(40);
  assert.deepEqual(server.texts, ["一"]);
  // It stays on the screen of the tab that wrote it until the thread shows it.
  const [left] = a.items("c");
  assert.equal(left.state, "sent");
  assert.equal(a.waiting("c"), 0);
  assert.equal(a.drop(left.client_id), null);
  a.settle(left.client_id);
  assert.equal(a.items("c").length, 0);
});

test("what one tab drops is gone from the other", async () => {
  const server = new FakeServer();
  const [a, b] = sharedTabs(2).map(({ page, storage }) => outboxOf(server, storage, page));
  const item = a.add("c", "一");
  await settle(40);
  assert.equal(b.items("c").length, 1);
  a.drop(item.client_id);
  await settle(40);
  assert.equal(b.items("c").length, 0);
});

test("what a dead tab was sending is taken over when its lease ends", async () => {
  const server = new FakeServer();
  const [a, b] = sharedTabs(2);
  const dead = outboxOf({ send: () => new Promise(() => {}) }, a.storage, a.page);
  dead.resume();
  dead.add("c", "一");
  const alive = outboxOf(server, b.storage, b.page);
  alive.resume();
  await settle();
  assert.deepEqual(server.texts, []);
  assert.equal(alive.drop(alive.items("c")[0].client_id), null);
  mock.timers.tick(12001);
  await settle(40);
  assert.deepEqual(server.texts, ["一"]);
});

test("a tab closed in good order is taken over at once", async () => {
  const server = new FakeServer();
  const [a, b] = sharedTabs(2);
  const closing = outboxOf({ send: () => new Promise(() => {}) }, a.storage, a.page);
  closing.resume();
  closing.add("c", "一");
  const alive = outboxOf(server, b.storage, b.page);
  alive.resume();
  a.page.dispatchEvent(new Event("pagehide"));
  await settle(40);
  assert.deepEqual(server.texts, ["一"]);
});

test("conversations do not wait for one another", async () => {
  const sent = [];
  const outbox = outboxOf({ send: (item) => (item.conversation === "a" ? new Promise(() => {}) : (sent.push(item.text), Promise.resolve({ seq: 1 }))) });
  outbox.resume();
  outbox.add("a", "一");
  outbox.add("b", "二");
  await settle();
  assert.deepEqual(sent, ["二"]);
});

test("through a bad line everything arrives once and in order", async () => {
  for (let seed = 1; seed < 60; seed += 1) {
    let state = seed;
    const random = () => { state = (state * 1664525 + 1013904223) >>> 0; return state / 2 ** 32; };
    const server = new FakeServer();
    const outbox = outboxOf(server);
    const written = [];
    for (let step = 0; step < 40; step += 1) {
      const roll = random();
      if (roll < 0.4) { written.push(`第 ${step} 条`); outbox.add("c", written.at(-1)); }
      else if (roll < 0.5) outbox.pause();
      else if (roll < 0.7) outbox.resume();
      else if (roll < 0.85) server.answers.push(random() < 0.5 ? "answer_lost" : "never_came");
      else mock.timers.tick(1000);
      await settle(8);
    }
    outbox.pause();
    server.answers = [];
    for (let round = 0; round < 10; round += 1) {
      outbox.resume();
      mock.timers.tick(20000);
      await settle(400);
    }
    assert.deepEqual(server.texts, written, `seed ${seed}`);
    assert.equal(outbox.items("c").length, 0);
  }
});

test("what other parts store is not the outbox's, nor is what is no JSON", () => {
  const page = fakePage();
  const outbox = outboxOf(new FakeServer(), new FakeStorage(), page);
  const told = [];
  outbox.addEventListener("change", () => told.push(1));
  const stored = (key, newValue) => page.dispatchEvent(Object.assign(new Event("storage"), { key, newValue }));
  stored("helpdesk:visitor:xm", "eyJzIjoxMj.no-json");
  stored(`${outbox.store.itemPrefix}x`, "{half");
  assert.deepEqual(told, []);
});
