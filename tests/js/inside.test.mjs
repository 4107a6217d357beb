// What the desk keeps to itself: notes between entries, mentions, tags, moments to come.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atHour, laterChoices } from "../../static/js/desk/inside/later_words.js";
import { testOf } from "../../static/js/desk/inside/lenses.js";
import { completed, fitting, queryAt } from "../../static/js/desk/inside/mention_query.js";
import { noteRow } from "../../static/js/desk/inside/note_row.js";
import { applyNote, applyNotes, createNotes, noteGap, withNotes } from "../../static/js/desk/inside/note_store.js";
import { rowTags } from "../../static/js/desk/inside/row_tags.js";
import { insideLine } from "../../static/js/desk/inside/inside_lines.js";
import { TagShelf } from "../../static/js/desk/inside/tag_shelf.js";
import { isWaiting } from "../../static/js/desk/row_order.js";
import { deedOf } from "../../static/js/desk/shortcut_keys.js";
import { toRows } from "../../static/js/thread/rows.js";
import { systemLine } from "../../static/js/thread/words.js";

const note = (number, anchor, more = {}) => ({ number, change: number, anchor, author: "小梅", author_id: 7, text: `备注 ${number}`,
  at: "2026-06-10T06:30:00.000Z", edited: false, deleted: false, client_id: `id-${number}`, mentions: [], ...more });
const entry = (seq) => ({ key: `s${seq}`, entry: { seq, kind: "message", side: "buyer", author: null, author_id: null, text: `${seq}`, at: "2026-06-10T06:29:00.000Z", session: 1, client_id: null, target: null, recalled: false } });
const keys = (items) => items.map(({ key }) => key);

test("the higher change wins, whatever comes late or twice", () => {
  const notes = createNotes();
  assert.equal(applyNote(notes, note(1, 1, { change: 3, text: "新" })), true);
  assert.equal(applyNote(notes, note(1, 1, { change: 1, text: "旧" })), false);
  assert.equal(applyNote(notes, note(1, 1, { change: 3, text: "新" })), false);
  assert.equal(notes.byNumber.get(1).text, "新");
  assert.equal(noteGap(notes), true);
});

test("a fill closes the gap, a heartbeat opens it", () => {
  const notes = createNotes();
  assert.equal(noteGap(notes, 0), false);
  assert.equal(noteGap(notes, 2), true);
  applyNotes(notes, { notes: [note(2, 1)], through: 2, last: 2 });
  assert.equal(noteGap(notes, 2), false);
  applyNote(notes, note(3, 1));
  assert.equal(noteGap(notes), false);
  applyNote(notes, note(5, 1));
  assert.equal(noteGap(notes), true);
});

test("notes stand behind their anchor, in the order of writing", () => {
  const items = [entry(1), entry(2), entry(3)];
  const merged = withNotes(items, [note(2, 1), note(1, 1), note(3, 3), note(4, 9)], [], 1);
  assert.deepEqual(keys(merged), ["s1", "nid-1", "nid-2", "s2", "s3", "nid-3", "nid-4"]);
});

test("a note of an older page waits for that page", () => {
  assert.deepEqual(keys(withNotes([entry(50)], [note(1, 3)], [], 50)), ["s50"]);
  assert.deepEqual(keys(withNotes([entry(50)], [note(1, 49)], [], 50)), ["nid-1", "s50"]);
});

test("what waits to be stored stands last and only until it is stored", () => {
  const waiting = [{ client_id: "id-1", text: "x", created_at: 1, state: "queued" }, { client_id: "id-2", text: "y", created_at: 2, state: "queued" }];
  assert.deepEqual(keys(withNotes([entry(1)], [note(1, 1)], waiting, 1)), ["s1", "nid-1", "nid-2"]);
});

test("without notes the thread is the very same list", () => {
  const items = [entry(1)];
  assert.equal(withNotes(items, [], [], 1), items);
});

test("a note is a row of its own kind; deleted it is a line without words", () => {
  const look = { me: { id: 7, name: "小梅" }, online: true, nameOf: () => "秦越" };
  const row = noteRow({ key: "n", note: note(1, 1, { mentions: [9], edited: true }) }, look);
  assert.deepEqual([row.kind, row.menu, row.names, row.state.endsWith("改过")], ["note", true, ["秦越"], true]);
  assert.equal(noteRow({ key: "n", note: note(1, 1, { author_id: 8 }) }, look).menu, false);
  const gone = noteRow({ key: "n", note: note(1, 1, { deleted: true, text: "" }) }, look);
  assert.deepEqual([gone.kind, gone.text.includes("删掉了一条内部备注")], ["line", true]);
});

test("rows of a thread hand notes on and go on with a head", () => {
  const items = withNotes([entry(1), entry(2)], [note(1, 1)], [], 1);
  const look = { reader: "desk", isOwn: () => false, me: "小梅", position: { delivered: 0, read: 0 }, online: true, now: Date.parse("2026-06-10T07:00:00Z"), recallSeconds: 120,
    noteRow: (item) => noteRow(item, { me: { id: 7, name: "小梅" }, online: true, nameOf: () => "" }) };
  const rows = toRows(items, look);
  assert.deepEqual(rows.map(({ kind }) => kind), ["day", "other", "note", "other"]);
  assert.equal(rows[3].head, true);
});

test("an @ is looked for before the caret, not in an address", () => {
  assert.deepEqual(queryAt("请 @秦", 4), { from: 2, query: "秦" });
  assert.deepEqual(queryAt("＠", 1), { from: 0, query: "" });
  assert.equal(queryAt("a@b.com", 7), null);
  assert.equal(queryAt("@秦越 看", 5), null);
  assert.equal(queryAt("没有", 2), null);
});

test("names that begin so come first; never oneself", () => {
  const people = [{ id: 1, name: "小梅" }, { id: 2, name: "大梅子" }, { id: 3, name: "梅姐" }];
  assert.deepEqual(fitting(people, "梅", 1).map(({ id }) => id), [3, 2]);
  assert.deepEqual(completed("请 @梅 看", 2, 4, "梅姐"), { text: "请 @梅姐 看", caret: 6 });
});

test("the picker offers what fits, and a new word only to who may make one", () => {
  const shelf = new TagShelf();
  shelf.fill([{ id: 1, name: "尺码", retired: false }, { id: 2, name: "双十一", retired: true }, { id: 3, name: "催物流", retired: false }]);
  assert.deepEqual(shelf.offer("", [3], false).tags.map(({ id, on }) => [id, on]), [[3, true], [1, false]]);
  assert.deepEqual(shelf.offer("", [2], false).tags.map(({ id }) => id).includes(2), true);
  assert.equal(shelf.offer("新词", [], true).make, "新词");
  assert.equal(shelf.offer("新词", [], false).make, null);
  assert.equal(shelf.offer("尺码", [], true).make, null);
  const long = shelf.offer("长".repeat(10000), [], true);
  assert.deepEqual([long.make, long.long], [null, 9980]);
  assert.deepEqual(shelf.named([3, 99]).map(({ name }) => name), ["催物流"]);
});

test("a row that is put off does not wait, and says until when", () => {
  const row = { unanswered_since: "2026-06-10T06:29:00.000Z", snoozed_until: "2026-06-10T10:00:00.000Z", woken: false, blocked: false, stage: "in_sale", tags: [1] };
  assert.equal(isWaiting(row), false);
  assert.equal(isWaiting({ ...row, snoozed_until: null }), true);
  const words = rowTags(row, ["甲", "乙", "丙"], Date.parse("2026-06-10T06:30:00Z")).map(({ text }) => text);
  assert.equal(words.length, 5);
  assert.deepEqual(words.slice(1), ["售中", "甲", "乙", "+1"]);
  assert.equal(testOf("later", 0)(row), true);
  assert.equal(testOf("tagged", 2)(row), false);
});

test("moments to come are all to come, and rise", () => {
  for (let hour = 0; hour < 24; hour += 1) {
    const now = Date.parse("2026-06-10T00:17:23Z") + hour * 3600 * 1000;
    const moments = laterChoices(now).map(({ at }) => at).filter((at) => at !== null);
    assert.ok(moments.every((at) => at > now));
    assert.deepEqual(moments, [...moments].sort((a, b) => a - b));
  }
  assert.equal(atHour(Date.parse("2026-06-10T06:30:12Z"), 1, 9) % 60000, 0);
});

test("what the lines of an end say to whom", () => {
  const said = (text, reader) => systemLine({ text, author: "小梅" }, "14:31", reader);
  const inside = (text) => insideLine({ text, author: "小梅" }, "14:31");
  assert.equal(said("session.idle", "buyer"), "这次接待结束了，随时再发消息");
  assert.ok(inside("session.idle").includes("自动结束"));
  assert.equal(inside("session.rated.4\n回得利索"), "买家给这次接待评了「满意」：回得利索");
  assert.equal(inside("session.rated.5"), "买家给这次接待评了「很满意」");
  assert.equal(inside("session.taken"), undefined);
  assert.equal(said("session.rated.5", "buyer"), "您评过了，谢谢");
});

test("keys act only while nobody types, but a note can be begun from the box", () => {
  const key = (name, more = {}) => ({ key: name, altKey: false, ctrlKey: false, metaKey: false, isComposing: false, keyCode: 0, repeat: false, ...more });
  assert.deepEqual(["m", "l", "p", "z", "x"].map((name) => deedOf(key(name), { typing: false })), ["note", "tags", "stage", "later", "many"]);
  assert.equal(deedOf(key("m"), { typing: true }), null);
  assert.equal(deedOf(key("m", { altKey: true }), { typing: true }), "note");
});
