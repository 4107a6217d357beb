import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { ServerClock } from "../../static/js/realtime/clock.js";
import { Line } from "../../static/js/realtime/socket.js";
import { fakePage, FakeSocket, settle } from "./fakes.mjs";

let page;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });
  FakeSocket.made = [];
  page = fakePage();
});

function lineOf(options = {}) {
  const line = new Line({ url: "ws://shop/", Socket: FakeSocket, page, random: () => 0.5, clock: new ServerClock(), ...options });
  line.states = [];
  line.on("state", ({ state }) => line.states.push(state));
  return line;
}

async function opened(options) {
  const line = lineOf(options);
  line.start();
  await settle();
  FakeSocket.last.accept();
  await settle();
  return line;
}

test("open means that hello was answered", async () => {
  const line = lineOf({ onOpen: (it) => it.command("hello", { token: "t" }) });
  line.start();
  await settle();
  FakeSocket.last.accept();
  await settle();
  assert.equal(line.state, "connecting");
  assert.equal(FakeSocket.last.frames[0].do, "hello");
  FakeSocket.last.answer({});
  await settle();
  assert.deepEqual(line.states, ["connecting", "open"]);
});

test("what waited at the same moment comes as a list, in its order", async () => {
  const line = await opened();
  const heard = [];
  line.on("entry.added", ({ conversation }) => heard.push(conversation));
  const done = line.command("message.send", { text: "在吗" });
  const { ref } = FakeSocket.last.frames.at(-1);
  FakeSocket.last.say([
    { event: "entry.added", conversation: 1 },
    null,
    { reply: ref, seq: 7 },
    { event: "entry.added", conversation: 2 },
  ]);
  assert.deepEqual(await done, { seq: 7 });
  assert.deepEqual(heard, [1, 2]);
});

test("a command is answered, refused, or out of time", async () => {
  const line = await opened();
  const done = line.command("message.send", { text: "在吗" });
  FakeSocket.last.answer({ seq: 7 });
  assert.deepEqual(await done, { seq: 7 });

  const refused = line.command("message.send", {});
  const { ref } = FakeSocket.last.frames.at(-1);
  FakeSocket.last.say({ error: { code: "too_fast", message: "m", action: "a", retry_after: 3 }, ref });
  await assert.rejects(refused, { code: "too_fast", action: "a", retryAfter: 3 });

  const late = line.command("message.send", {}, { timeout: 2 });
  mock.timers.tick(2000);
  await assert.rejects(late, { code: "timeout" });
});

test("no socket, or a lost one, says line_lost", async () => {
  const line = await opened();
  const lost = line.command("message.send", {});
  FakeSocket.last.end(1006);
  await assert.rejects(lost, { code: "line_lost" });
  await assert.rejects(line.command("ping"), { code: "line_lost" });
  assert.equal(line.state, "waiting");
});

test("it comes back with growing waits, and at once when told", async () => {
  const line = await opened();
  FakeSocket.last.end(1012);
  assert.equal(FakeSocket.made.length, 1);
  mock.timers.tick(700);
  await settle();
  assert.equal(FakeSocket.made.length, 2);
  FakeSocket.last.end(1006);
  assert.equal(line.state, "waiting");
  line.retryNow();
  await settle();
  assert.equal(FakeSocket.made.length, 3);
});

test("1009 blames the largest frame only", async () => {
  const line = await opened();
  const small = line.command("ping");
  const large = line.command("message.send", { text: "字".repeat(9000) });
  FakeSocket.last.end(1009);
  await assert.rejects(large, { code: "frame_too_large" });
  await assert.rejects(small, { code: "line_lost" });
  assert.equal(line.state, "waiting");
  await assert.rejects((await reopen(line)).command("x", { text: "字".repeat(30000) }), { code: "frame_too_large" });
});

async function reopen(line) {
  line.retryNow();
  await settle();
  FakeSocket.last.accept();
  await settle();
  return line;
}

test("silence: a ping after 15 s, given up after 30 s", async () => {
  const line = await opened();
  mock.timers.tick(15000);
  assert.equal(FakeSocket.last.frames.at(-1).do, "ping");
  mock.timers.tick(15000);
  assert.equal(line.state, "waiting");
});

test("anything heard keeps it", async () => {
  const line = await opened();
  for (let index = 0; index < 10; index += 1) {
    mock.timers.tick(10000);
    FakeSocket.last.say({ event: "thread.heartbeat", server_time: new Date(1_000_000).toISOString() });
  }
  assert.equal(line.state, "open");
  assert.equal(FakeSocket.made.length, 1);
});

test("events go to those who listen; unknown and broken ones go nowhere", async () => {
  const line = await opened();
  const heard = [];
  const off = line.on("entry.added", ({ entry }) => heard.push(entry.seq));
  FakeSocket.last.say({ event: "entry.added", entry: { seq: 4 } });
  FakeSocket.last.say({ event: "never.heard" });
  FakeSocket.last.onmessage({ data: "{broken" });
  FakeSocket.last.say(null);
  off();
  FakeSocket.last.say({ event: "entry.added", entry: { seq: 5 } });
  assert.deepEqual(heard, [4]);
});

test("4401 asks once more when the page can; 4403 and 4404 stop", async () => {
  let asked = 0;
  const line = await opened({ onSignedOut: async () => { asked += 1; return asked === 1; } });
  FakeSocket.last.end(4401);
  await settle();
  assert.equal(FakeSocket.made.length, 2);
  FakeSocket.last.end(4401);
  await settle();
  assert.equal(line.state, "stopped");
  for (const code of [4403, 4404]) {
    const other = await opened();
    FakeSocket.last.end(code);
    mock.timers.tick(60000);
    assert.equal(other.state, "stopped");
  }
});

test("a refused hello leaves the last word to the closing code", async () => {
  let asked = false;
  const line = lineOf({ onOpen: (it) => it.command("hello"), onSignedOut: async () => { asked = true; return false; } });
  line.start();
  await settle();
  FakeSocket.last.accept();
  FakeSocket.last.say({ error: { code: "token_expired", message: "", action: "" }, ref: FakeSocket.last.frames[0].ref });
  await settle();
  FakeSocket.last.end(4401);
  await settle();
  assert.equal(asked, true);
  assert.equal(line.state, "stopped");
});

test("a refused hello without a close waits as long as it is told", async () => {
  const line = lineOf({ onOpen: (it) => it.command("hello") });
  const waits = [];
  line.on("state", ({ state, seconds }) => state === "waiting" && waits.push(seconds));
  line.start();
  await settle();
  FakeSocket.last.accept();
  FakeSocket.last.say({ error: { code: "too_fast", message: "", action: "", retry_after: 9 }, ref: FakeSocket.last.frames[0].ref });
  await settle();
  mock.timers.tick(1000);
  assert.deepEqual(waits, [9]);
});

test("put away it closes; brought back it opens", async () => {
  const line = await opened();
  page.dispatchEvent(new Event("pagehide"));
  assert.equal(FakeSocket.last.readyState, 3);
  mock.timers.tick(60000);
  assert.equal(FakeSocket.made.length, 1);
  page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  await settle();
  assert.equal(FakeSocket.made.length, 2);
  assert.equal(line.state, "connecting");
});

test("waking tests an open line and asks what was missed", async () => {
  const line = await opened();
  let resyncs = 0;
  line.on("resync", () => { resyncs += 1; });
  page.document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(FakeSocket.last.frames.at(-1).do, "ping");
  assert.equal(resyncs, 1);
  mock.timers.tick(4000);
  await settle();
  assert.equal(line.state, "waiting");
});

test("the network's return ends the wait, its loss ends the socket", async () => {
  const line = await opened();
  page.dispatchEvent(new Event("offline"));
  assert.equal(line.state, "waiting");
  page.dispatchEvent(new Event("online"));
  await settle();
  assert.equal(FakeSocket.made.length, 2);
});

test("an old socket cannot speak any more", async () => {
  const line = await opened();
  const old = FakeSocket.last;
  const { onclose } = old;
  line.reconnect();
  await settle();
  onclose({ code: 4404 });
  assert.equal(line.state, "connecting");
});

test("no answer to the knock within 10 s", async () => {
  const line = lineOf();
  line.start();
  await settle();
  mock.timers.tick(10000);
  assert.equal(line.state, "waiting");
});

test("nothing is said before what must be had is there, which is got while the socket opens", async () => {
  const tries = [];
  const line = lineOf({
    whileOpening: () => new Promise((resolve, reject) => { tries.push({ resolve, reject }); }),
    onOpen: (it) => it.command("hello"),
  });
  const reported = globalThis.reportError;
  globalThis.reportError = () => {};
  line.start();
  FakeSocket.last.accept();
  await settle();
  tries[0].reject(Object.assign(new Error(), { name: "x" }));
  await settle();
  globalThis.reportError = reported;
  assert.equal(line.state, "waiting");
  assert.deepEqual([FakeSocket.last.readyState, FakeSocket.last.frames], [3, []]);
  mock.timers.tick(15000);
  FakeSocket.last.accept();
  await settle();
  assert.deepEqual([FakeSocket.made.length, FakeSocket.last.frames, line.state], [2, [], "connecting"]);
  tries[1].resolve();
  await settle();
  FakeSocket.last.answer({});
  await settle();
  assert.equal(line.state, "open");
});

test("the clock learns from answers", async () => {
  const line = await opened();
  const ping = line.command("ping");
  mock.timers.tick(100);
  FakeSocket.last.answer({ server_time: new Date(1_000_000 + 50 + 7000).toISOString() });
  await ping;
  assert.equal(line.clock.offset, 7000);
});
