// Files on their way: each uploaded once under the id that sends it, in their order, whatever fails.
import assert from "node:assert/strict";
import { test } from "node:test";
import { refusal, sizeText, stateText } from "../../static/js/files/file_words.js";
import { uploadFile } from "../../static/js/files/upload_request.js";
import { Uploads } from "../../static/js/files/uploads.js";
import { WireError } from "../../static/js/realtime/wire_error.js";
import { createThread, acknowledge, applySnapshot, applyEntry, ordered } from "../../static/js/realtime/thread_store.js";
import { tagged } from "../../static/js/thread/cards.js";
import { boxOf, toRows } from "../../static/js/thread/rows.js";

const RULES = { image_mb: 10, file_mb: 20, per_message: 3, documents: true };
const photo = (name, size = 100) => ({ name, size, type: "image/jpeg" });
const soon = () => new Promise((resolve) => { setTimeout(resolve, 0); });

function scene(rules = RULES) {
  const tries = [];
  const sent = [];
  const put = (item, moves) => {
    const one = { item, moves, aborted: false };
    one.done = new Promise((resolve, reject) => Object.assign(one, { resolve, reject }));
    one.ok = (changed = "") => one.resolve({ file: { name: item.name, size: item.size, type: "image" }, changed });
    tries.push(one);
    return { done: one.done, abort: () => { one.aborted = true; one.reject(new WireError({ code: "aborted" })); } };
  };
  const uploads = new Uploads({ put, rules: () => rules });
  uploads.addEventListener("ready", ({ detail }) => sent.push(detail.item));
  return { uploads, tries, sent };
}

test("files upload two at a time and are sent in their order once Send was pressed", async () => {
  const { uploads, tries, sent } = scene();
  uploads.add("c", [photo("a"), photo("b"), photo("c")]);
  assert.deepEqual(tries.map(({ item }) => item.name), ["a", "b"]);
  tries[1].ok();
  await soon();
  assert.equal(tries.length, 3);
  assert.ok(uploads.send("c"));
  assert.deepEqual(sent, []);
  tries[0].ok();
  await soon();
  assert.deepEqual(sent.map(({ name }) => name), ["a", "b"]);
  tries[2].ok();
  await soon();
  assert.deepEqual(sent.map(({ name }) => name), ["a", "b", "c"]);
  assert.equal(new Set(sent.map(({ id }) => id)).size, 3);
  assert.equal(uploads.send("c"), false);
});

test("what fails holds nobody up, is tried again under the same id, and then goes by itself", async () => {
  const { uploads, tries, sent } = scene();
  uploads.add("c", [photo("a"), photo("b")]);
  uploads.send("c");
  tries[0].reject(new WireError({ code: "line_lost" }));
  tries[1].ok();
  await soon();
  assert.deepEqual(sent.map(({ name }) => name), ["b"]);
  const [item] = uploads.of("c");
  assert.equal(item.state, "failed");
  assert.match(stateText(item), /网断了/);
  uploads.resume();
  assert.equal(tries[2].item.id, item.id);
  tries[2].ok();
  await soon();
  assert.deepEqual(sent.map(({ name }) => name), ["b", "a"]);
});

test("a refusal that no second try would change offers none, and is not sent", async () => {
  const { uploads, tries } = scene();
  uploads.add("c", [photo("a.svg")]);
  tries[0].reject(new WireError({ code: "file_svg_refused", message: "是 SVG。", action: "另存成 PNG。" }));
  await soon();
  const [item] = uploads.of("c");
  assert.deepEqual([item.hopeless, item.why], [true, "是 SVG。另存成 PNG。"]);
  assert.equal(uploads.send("c"), false);
  uploads.resume();
  assert.equal(tries.length, 1);
});

test("too fast waits as long as it is told, then goes on by itself", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { uploads, tries } = scene();
  uploads.add("c", [photo("a")]);
  tries[0].reject(new WireError({ code: "too_fast", retry_after: 3 }));
  await Promise.resolve().then(() => {}).then(() => {}).then(() => {});
  assert.equal(uploads.of("c")[0].state, "queued");
  context.mock.timers.tick(2900);
  assert.equal(tries.length, 1);
  context.mock.timers.tick(200);
  assert.equal(tries.length, 2);
});

test("what a dead line swallowed begins anew when the line is back; what moves is left alone", async (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
  const { uploads, tries, sent } = scene();
  uploads.add("c", [photo("a")]);
  uploads.send("c");
  context.mock.timers.tick(9000);
  uploads.resume();
  tries[0].moves(1);
  context.mock.timers.tick(9000);
  uploads.resume();
  assert.equal(tries[0].aborted, false);
  context.mock.timers.tick(1000);
  uploads.resume();
  assert.ok(tries[0].aborted);
  await soon();
  assert.equal(tries.length, 2);
  assert.equal(tries[1].item.id, tries[0].item.id);
  assert.deepEqual([tries[1].item.state, tries[1].item.progress], ["sending", 0]);
  tries[1].ok();
  await soon();
  assert.deepEqual(sent.map(({ name }) => name), ["a"]);
});

test("what stands still on an open line begins anew by itself, as often as it takes", async (context) => {
  context.mock.timers.enable({ apis: ["Date", "setInterval"], now: 1_000_000 });
  const { uploads, tries, sent } = scene();
  uploads.add("c", [photo("a")]);
  uploads.send("c");
  context.mock.timers.tick(25_000);
  tries[0].moves(1);
  context.mock.timers.tick(25_000);
  assert.equal(tries[0].aborted, false);
  context.mock.timers.tick(5_000);
  assert.ok(tries[0].aborted);
  await soon();
  context.mock.timers.tick(30_000);
  await soon();
  assert.equal(tries.length, 3);
  tries[2].ok();
  await soon();
  context.mock.timers.tick(60_000);
  assert.equal(tries.length, 3);
  assert.deepEqual(sent.map(({ name }) => name), ["a"]);
});

test("a file taken away is not sent, and its upload ends", async () => {
  const { uploads, tries, sent } = scene();
  uploads.add("c", [photo("a"), photo("b")]);
  uploads.send("c");
  uploads.remove(tries[0].item.id);
  assert.ok(tries[0].aborted);
  tries[1].ok();
  await soon();
  assert.deepEqual(sent.map(({ name }) => name), ["b"]);
  assert.deepEqual(uploads.of("c"), []);
});

test("each chat has its own, and what is too many, too large or empty is said", () => {
  const { uploads } = scene();
  assert.equal(uploads.add("c", [photo("a"), photo("b")]), "");
  assert.match(uploads.add("c", [photo("d"), photo("e")]), /一次最多发 3 个，多的 1 个/);
  assert.match(uploads.add("other", [photo("空", 0), photo("大", 11 * 1024 * 1024)]), /「空」是空的.*「大」有 11 MB，最多 10 MB/);
  assert.deepEqual([uploads.of("c").length, uploads.of("other").length], [3, 0]);
  const only = { ...RULES, documents: false };
  assert.match(refusal({ name: "a.pdf", size: 5, type: "application/pdf" }, only), /只收图片/);
  assert.equal(refusal({ name: "a", size: 5, type: "" }, only), "");
});

test("sizes read well", () => {
  assert.deepEqual([500, 3000, 1.46 * 1024 * 1024, 15.2 * 1024 * 1024].map(sizeText), ["500 B", "3 KB", "1.5 MB", "15 MB"]);
});

class FakeRequest {
  upload = {};
  headers = {};
  open(method, url) { Object.assign(this, { method, url }); }
  setRequestHeader(name, value) { this.headers[name] = value; }
  send(file) { FakeRequest.last = this; this.sent = file; }
  abort() { this.onabort(); }
}

test("an upload carries the name encoded and tells every end in words", async () => {
  const shares = [];
  const start = () => uploadFile("/x/", photo("破损 1.jpg"), { Authorization: "Bearer t" }, (share) => shares.push(share), FakeRequest).done;
  const good = start();
  const request = FakeRequest.last;
  assert.deepEqual([request.method, request.headers["X-File-Name"], request.headers.Authorization], ["POST", "%E7%A0%B4%E6%8D%9F%201.jpg", "Bearer t"]);
  request.upload.onprogress({ loaded: 1, total: 4 });
  request.response = { file: { name: "a" }, changed: "" };
  request.onload();
  assert.deepEqual([(await good).file.name, shares], ["a", [0.25]]);
  for (const [status, response, code] of [[413, null, "file_too_large"], [401, { error: { code: "sign_in_required", message: "" } }, "signed_out"],
    [429, { error: { code: "too_fast", message: "", retry_after: 2 } }, "too_fast"], [502, null, "unknown"]]) {
    const bad = start();
    Object.assign(FakeRequest.last, { status, response });
    FakeRequest.last.onload();
    await assert.rejects(bad, (error) => error.code === code && (status !== 429 || error.retryAfter === 2));
  }
  const lost = start();
  FakeRequest.last.onerror();
  await assert.rejects(lost, (error) => error.code === "line_lost");
});

const CARD = { type: "image", name: "外箱.jpg", kind: "jpeg", size: 5, width: 1200, height: 900, moving: false, url: "/files/a/", thumb: "/files/b/" };
const entry = (seq, more) => ({ seq, kind: "file", side: "buyer", author: null, author_id: null, text: "外箱.jpg", card: CARD, at: "2026-11-22T06:31:07.120Z",
  session: 1, client_id: `id-${seq}`, target: null, recalled: false, ...more });

test("a file in a thread: the row reserves its room, a recall takes it away, an acknowledgement makes no message of it", () => {
  const thread = createThread({ isOwn: ({ side }) => side === "buyer" });
  const positions = { buyer: { delivered: 0, read: 0 }, shop: { delivered: 0, read: 0 } };
  applySnapshot(thread, { entries: [entry(1)], through: 1, last: 1, first: 1, session: null, positions });
  const look = { reader: "buyer", isOwn: thread.isOwn, me: "", position: { delivered: 0, read: 0 }, online: true, now: Date.parse("2026-11-22T06:31:20Z"), recallSeconds: 120 };
  const row = toRows(ordered(thread), look).at(-1);
  assert.deepEqual([row.kind, row.text, row.menu, row.file.seq, row.file.box, row.file.url], ["own", "", true, 1, [240, 180], "/files/a/"]);
  thread.pending = [{ client_id: "id-2", file: "file", text: "表.xlsx", state: "queued", created_at: Date.parse("2026-11-22T06:31:20Z") }];
  assert.equal(toRows(ordered(thread), look).at(-1).text, "[文件 表.xlsx]");
  const { gap } = acknowledge(thread, thread.pending[0], { seq: 2, at: "", session: 1 }, { side: "buyer" });
  assert.deepEqual([gap, thread.entries.length, thread.pending.length], [true, 1, 0]);
  applyEntry(thread, entry(3, { kind: "recall", target: 1, card: null, text: "" }));
  const gone = thread.bySeq.get(1);
  assert.deepEqual([gone.card, gone.recalled, thread.recalls.get(1).text], [null, true, ""]);
  assert.equal(toRows(ordered(thread), look).find(({ key }) => key === "cid-1").kind, "line");
});

test("long pictures are shown by their beginning, small ones as they are, documents as a row", () => {
  assert.deepEqual(boxOf({ width: 1080, height: 20000 }), [80, 240]);
  assert.deepEqual(boxOf({ width: 100, height: 60 }), [100, 60]);
  assert.deepEqual(boxOf({ width: 8, height: 8 }), [56, 56]);
  assert.deepEqual(boxOf({ width: null, height: null }), [248, 58]);
});

test("a list names what was sent last", () => {
  assert.deepEqual([tagged("image", "外箱.jpg"), tagged("file", "表.xlsx"), tagged("product", "卫衣")], ["[图片]", "[文件 表.xlsx]", "[商品卡片] 卫衣"]);
});
