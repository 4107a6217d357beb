import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { countCharacters, tidy } from "../../static/js/chat/composer.js";
import { VisitorToken } from "../../static/js/chat/token.js";
import { gettext, interpolate, ngettext, pgettext } from "../../static/js/i18n.js";
import { Drafts } from "../../static/js/realtime/drafts.js";
import { Filler } from "../../static/js/realtime/filler.js";
import { applyEntry, applySnapshot, createThread } from "../../static/js/realtime/thread_store.js";
import { uuid } from "../../static/js/realtime/uuid.js";
import { WireError } from "../../static/js/realtime/wire_error.js";
import { PositionReporter } from "../../static/js/thread/positions.js";
import { fakePage, FakeStorage, settle } from "./fakes.mjs";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
});

test("words: source text without a catalogue, the catalogue's with one", () => {
  assert.equal(gettext("发送"), "发送");
  globalThis.helpdeskCatalogue = { 发送: "Send", "%(n)s 条": ["%(n)s message", "%(n)s messages"], "verb\u0004发送": "send", 空: "" };
  assert.equal(gettext("发送"), "Send");
  assert.equal(gettext("空"), "空");
  assert.equal(gettext("toString"), "toString");
  assert.equal(pgettext("verb", "发送"), "send");
  assert.equal(interpolate(ngettext("%(n)s 条", "%(n)s 条", 1), { n: 1 }, true), "1 message");
  assert.equal(interpolate(ngettext("%(n)s 条", "%(n)s 条", 0), { n: 0 }, true), "0 messages");
  delete globalThis.helpdeskCatalogue;
  assert.equal(interpolate("%(a)s %(b)s", { a: "%(b)s" }, true), "%(b)s %(b)s");
  assert.equal(interpolate("%s-%s", ["一", "二"]), "一-二");
});

test("characters are counted as the server counts", () => {
  assert.equal(countCharacters("好😀a"), 3);
  assert.equal(tidy("\n \n  您好\n行 \n"), "  您好\n行");
});

test("a UUID without randomUUID", () => {
  const plain = { getRandomValues: (bytes) => crypto.getRandomValues(bytes) };
  assert.match(uuid(plain), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("drafts: saved within 300 ms, and when the page is put away", () => {
  const storage = new FakeStorage();
  const page = fakePage();
  const drafts = new Drafts({ scope: "s", storage, page });
  drafts.set("7", "没写");
  drafts.set("7", "没写完");
  assert.equal(drafts.get("7"), "没写完");
  assert.equal(storage.length, 0);
  mock.timers.tick(300);
  assert.equal(new Drafts({ scope: "s", storage, page }).get("7"), "没写完");
  drafts.set("8", "x".repeat(30000));
  page.dispatchEvent(new Event("pagehide"));
  assert.equal(new Drafts({ scope: "s", storage, page }).get("8").length, 20000);
  drafts.clear("7");
  assert.equal(drafts.get("7"), "");
  for (let chat = 0; chat < 230; chat += 1) drafts.set(String(chat), "x");
  drafts.flush();
  assert.equal(storage.length, 200);
});

const entry = (seq) => ({ seq, kind: "message", side: "agent", text: "x", at: "2026-01-01T00:00:00Z", client_id: null, target: null, recalled: false });
const threadOf = (seq) => {
  const thread = createThread();
  applySnapshot(thread, { entries: [entry(1)], through: 1, last: seq, first: 1, session: null, positions: null });
  return thread;
};

test("the filler asks until nothing is missing, one question at a time", async () => {
  const thread = threadOf(10);
  const asked = [];
  const filler = new Filler({ thread, fill: async (after) => {
    asked.push(after);
    applyEntry(thread, entry(12));
    return { entries: [entry(after + 1), entry(after + 2)], through: after + 2, last: 12 };
  } });
  filler.run();
  assert.equal(await filler.run(), true);
  assert.deepEqual(asked, [1, 3, 5, 7, 9]);
  assert.equal(thread.cursor, 12);
});

test("the filler stops on a lost line, waits when told, and does not ask for ever", async () => {
  const thread = threadOf(3);
  const slept = [];
  const errors = [new WireError({ code: "too_fast", retry_after: 2 }), new WireError({ code: "line_lost" })];
  const filler = new Filler({ thread, sleep: async (seconds) => slept.push(seconds),
    fill: async () => { if (errors.length) throw errors.shift(); return { entries: [], through: 1, last: 1 }; } });
  assert.equal(await filler.run(), false);
  assert.deepEqual(slept, [2]);
  assert.equal(await filler.run(), false);
  assert.ok(slept.length < 8);
});

test("positions: once a second, forwards, read only when seen", async () => {
  const page = fakePage({ focused: false });
  const told = [];
  let newest = 3;
  const reporter = new PositionReporter({ page, report: async (position) => told.push(position), newest: () => newest, atEnd: () => true });
  reporter.poke();
  reporter.poke();
  mock.timers.tick(1);
  await settle();
  assert.deepEqual(told, [{ delivered: 3, read: 0 }]);
  page.document.hasFocus = () => true;
  newest = 5;
  page.dispatchEvent(new Event("focus"));
  mock.timers.tick(900);
  assert.equal(told.length, 1);
  mock.timers.tick(100);
  await settle();
  assert.deepEqual(told[1], { delivered: 5, read: 5 });
  newest = 4;
  reporter.poke();
  mock.timers.tick(5000);
  assert.equal(told.length, 2);
});

test("positions: what was not told is told again", async () => {
  let lost = true;
  const told = [];
  const reporter = new PositionReporter({ page: fakePage(), newest: () => 2, atEnd: () => true,
    report: async (position) => { if (lost) throw new WireError({ code: "line_lost" }); told.push(position); } });
  reporter.poke();
  mock.timers.tick(1);
  await settle();
  lost = false;
  reporter.poke();
  mock.timers.tick(1000);
  await settle();
  assert.deepEqual(told, [{ delivered: 2, read: 2 }]);
});

test("the visitor's token: asked for once, shared by tabs, forgotten when refused", async () => {
  const storage = new FakeStorage();
  let made = 0;
  const answer = (status, body) => async () => ({ status, json: async () => body });
  const fetch = async () => answer(200, { token: `t${made += 1}` })();
  const token = new VisitorToken({ slug: "xm", storage, fetch });
  assert.equal(token.used = await token.get(), "t1");
  assert.equal(await new VisitorToken({ slug: "xm", storage, fetch }).get(), "t1");
  token.forget();
  assert.equal(await token.get(), "t2");
  token.forget();
  assert.equal(await token.get(), "t2");
  const other = (status, body) => new VisitorToken({ slug: "x", storage: new FakeStorage(), fetch: answer(status, body) }).get();
  await assert.rejects(other(404, {}), { code: "shop_not_found" });
  await assert.rejects(other(429, { error: { retry_after: 7 } }), { retryAfter: 7 });
});

test("a token that never comes is given up, and the next try does not wait behind it", async () => {
  const storage = new FakeStorage();
  let queue = Promise.resolve();
  const locks = { request: (name, work) => { const mine = queue.then(work); queue = mine.catch(() => {}); return mine; } };
  const silent = (url, { signal }) => new Promise((_, lost) => { signal?.addEventListener("abort", () => lost(signal.reason)); });
  const well = async () => ({ status: 200, json: async () => ({ token: "t1" }) });
  const fetch = mock.fn(well, silent, { times: 1 });
  const token = new VisitorToken({ slug: "xm", storage, fetch, locks });
  const lost = assert.rejects(token.get(), { code: "line_lost" });
  const again = token.get();
  await settle();
  mock.timers.tick(10_000);
  await lost;
  assert.equal(await again, "t1");
});

test("two tabs that open at once are one visitor: one asks, the other finds", async () => {
  const storage = new FakeStorage();
  let made = 0;
  let queue = Promise.resolve();
  const locks = { request: (name, work) => (queue = queue.then(work)) };
  const fetch = async () => { await settle(); return { status: 200, json: async () => ({ token: `t${made += 1}` }) }; };
  const tabs = [1, 2].map(() => new VisitorToken({ slug: "xm", storage, fetch, locks }));
  assert.deepEqual(await Promise.all(tabs.map((tab) => tab.get())), ["t1", "t1"]);
  assert.equal(made, 1);
});

test("where there are no locks, a tab hears that another visitor was stored", () => {
  const token = new VisitorToken({ slug: "xm", storage: new FakeStorage(), locks: undefined });
  token.used = "t1";
  assert.equal(token.isOvertaken(token.key, "t2"), true);
  assert.equal(token.isOvertaken(token.key, "t1"), false);
  assert.equal(token.isOvertaken(token.key, null), false);
  assert.equal(token.isOvertaken("helpdesk:outbox:x", "t2"), false);
});

test("where the browser denies locks, the visitor is let in all the same", async () => {
  const locks = { request: async () => { throw new DOMException("The request was denied.", "SecurityError"); } };
  const fetch = async () => ({ status: 200, json: async () => ({ token: "t1" }) });
  assert.equal(await new VisitorToken({ slug: "xm", storage: new FakeStorage(), fetch, locks }).get(), "t1");
  const lost = async () => { throw new TypeError("offline"); };
  const open = { request: (name, work) => Promise.resolve().then(work) };
  await assert.rejects(new VisitorToken({ slug: "xm", storage: new FakeStorage(), fetch: lost, locks: open }).get(), { code: "line_lost" });
});
