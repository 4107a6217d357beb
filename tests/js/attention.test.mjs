// When a person is called to their chats, and that it happens once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gainOf, MELODIES } from "../../static/js/attention/melodies.js";
import { permissionWords } from "../../static/js/attention/permission.js";
import { Sounds } from "../../static/js/attention/sounds.js";
import { noticeWords } from "../../static/js/desk/attention/notices.js";
import { Occasions } from "../../static/js/desk/attention/occasions.js";
import { OneTab } from "../../static/js/desk/attention/one_tab.js";
import { GAP_MS, RingQueue } from "../../static/js/desk/attention/ring_queue.js";
import { markOf } from "../../static/js/desk/attention/tab_marks.js";

const ME = 1;
const NOW = Date.parse("2026-06-10T08:00:00Z");
const at = (seconds) => new Date(NOW + seconds * 1000).toISOString();
let version = 0;
const row = (fields) => ({
  conversation: 7, buyer: { name: "贝贝", platform: "web" }, state: "active", owner: { id: ME, name: "小梅" }, last_text: "在吗", last_card: "",
  last_side: "buyer", last_at: at(0), last_seq: 1, unread: 0, unanswered_since: null, session: 1, handed: null, version: ++version, ...fields,
});
const scene = (fields) => ({ me: ME, state: "accepting", now: NOW, limit: 180, looking: null, ...fields });
const kinds = (found) => found.map(({ kind, looked }) => (looked ? `${kind} looked` : kind));

test("what stands there at first calls nobody, what comes after does", () => {
  const occasions = new Occasions();
  const old = row({ unread: 3, last_seq: 3, unanswered_since: at(-600), last_at: at(-600) });
  assert.deepEqual(occasions.look([old], scene()), []);
  assert.deepEqual(kinds(occasions.look([row({ unread: 4, last_seq: 4, unanswered_since: at(-600) })], scene())), ["message"]);
  const came = row({ conversation: 8, state: "waiting", owner: null, unread: 1, unanswered_since: at(5), last_at: at(5) });
  assert.deepEqual(kinds(occasions.look([came], scene())), ["new"]);
  assert.deepEqual(occasions.look([came], scene()), [], "the same row says nothing twice");
  const paged = row({ conversation: 9, state: "waiting", owner: null, unread: 1, unanswered_since: at(-900), last_at: at(-900) });
  assert.deepEqual(occasions.look([paged], scene()), [], "an old one that scrolled into view is no news");
});

test("a chat that becomes mine is new; one's own reply, a colleague's chat and a finished one are not", () => {
  const occasions = new Occasions();
  const free = row({ state: "waiting", owner: null, unread: 1, unanswered_since: at(-9) });
  const others = row({ conversation: 8, owner: { id: 2, name: "阿棠" } });
  occasions.look([free, others], scene());
  assert.deepEqual(kinds(occasions.look([row({ unread: 1, unanswered_since: at(-9) })], scene())), ["new"]);
  assert.deepEqual(occasions.look([row({ last_side: "agent", last_seq: 2 })], scene()), []);
  assert.deepEqual(occasions.look([row({ conversation: 8, owner: { id: 2, name: "阿棠" }, unread: 2, last_seq: 5 })], scene()), []);
  assert.deepEqual(kinds(occasions.look([row({ conversation: 8, handed: { id: 2, name: "阿棠", note: "", answered: false } })], scene())), ["new"]);
  assert.deepEqual(occasions.look([row({ state: "finished", owner: null })], scene()), []);
});

test("the limit is passed once a wait, and says so once", () => {
  const occasions = new Occasions();
  const waiting = row({ unread: 1, unanswered_since: at(-100) });
  occasions.look([waiting], scene());
  assert.deepEqual(occasions.look([waiting], scene({ now: NOW + 79_000 })), []);
  assert.deepEqual(kinds(occasions.look([waiting], scene({ now: NOW + 80_000 }))), ["late"]);
  assert.deepEqual(occasions.look([waiting], scene({ now: NOW + 90_000 })), []);
  const again = row({ unread: 2, unanswered_since: at(100), last_seq: 2 });
  assert.deepEqual(kinds(occasions.look([again], scene({ now: NOW + 101_000 }))), ["message"]);
  assert.deepEqual(kinds(occasions.look([again], scene({ now: NOW + 280_000 }))), ["late"]);
});

test("at rest nothing; while busy or leaving only one's own; what is before the eyes is marked so", () => {
  for (const [state, mine, free] of [["resting", [], []], ["away", [], []], ["busy", ["message"], []], ["leaving", ["message"], []], ["accepting", ["message"], ["new"]]]) {
    const occasions = new Occasions();
    occasions.look([row({})], scene({ state }));
    assert.deepEqual(kinds(occasions.look([row({ unread: 1, last_seq: 2 })], scene({ state }))), mine, state);
    const came = row({ conversation: 8, state: "waiting", owner: null, unread: 1, unanswered_since: at(5), last_at: at(5) });
    assert.deepEqual(kinds(occasions.look([came], scene({ state }))), free, state);
  }
  const occasions = new Occasions();
  occasions.look([row({})], scene());
  assert.deepEqual(kinds(occasions.look([row({ unread: 1, last_seq: 2 })], scene({ looking: 7 }))), ["message looked"]);
});

function queueAt() {
  const state = { now: 0, rung: [], timers: [] };
  const queue = new RingQueue({ ring: ({ kind }) => state.rung.push(`${kind}@${state.now}`), now: () => state.now, later: (work, ms) => state.timers.push({ work, at: state.now + ms }) });
  const hear = (...heard) => queue.hear(heard.map((kind) => ({ kind, key: kind, row: {} })));
  const until = (now) => {
    state.now = now;
    for (const timer of state.timers.splice(0)) if (timer.at <= now) timer.work(); else state.timers.push(timer);
  };
  return { state, queue, hear, until };
}

test("ten messages in a second ring once; what is more urgent waits for its turn", () => {
  const { state, hear, until } = queueAt();
  for (let turn = 0; turn < 10; turn += 1) { until(turn * 100); hear("message"); }
  assert.deepEqual(state.rung, ["message@0"]);
  hear("new");
  hear("late");
  hear("new");
  until(GAP_MS);
  assert.deepEqual(state.rung, ["message@0", `late@${GAP_MS}`]);
  until(2 * GAP_MS);
  hear("message", "new", "message");
  assert.deepEqual(state.rung.slice(2), [`new@${2 * GAP_MS}`]);
});

test("what another tab rang counts as rung", () => {
  const { state, queue, hear, until } = queueAt();
  queue.rangElsewhere("new");
  hear("message");
  hear("late");
  queue.rangElsewhere("late");
  until(3 * GAP_MS);
  assert.deepEqual(state.rung, []);
});

test("of two tabs with one lock one rings, and what it saw to the other lets be", async () => {
  let held = false;
  const locks = { request: async (_name, _how, work) => { if (held) return work(null); held = true; return work({}); } };
  const ears = [];
  const channel = () => ({ addEventListener: (_name, hear) => ears.push(hear), postMessage: (data) => ears.forEach((hear) => hear({ data })) });
  const rung = [];
  const heard = [];
  const tabs = [0, 1].map(() => new OneTab({ scope: "x", locks, channel: channel(), onRang: (kind) => heard.push(kind) }));
  for (const [at, tab] of tabs.entries()) tab.claim(() => rung.push(at));
  assert.deepEqual(rung, [0]);
  tabs[0].settle([{ key: "new 7" }], "new");
  assert.ok(tabs[1].isSettled({ key: "new 7" }));
  assert.ok(heard.includes("new"));
});

test("a notification tells no words unless they were asked for", () => {
  const occasion = { kind: "message", key: "", row: row({ last_text: "我的电话是 138" }) };
  const quiet = noticeWords(occasion, { shop: "小满", words: false });
  assert.doesNotMatch(`${quiet.title}${quiet.body}`, /贝贝|138/);
  const loud = noticeWords(occasion, { shop: "小满", words: true });
  assert.match(loud.title, /贝贝/);
  assert.match(loud.body, /138/);
  assert.ok([...noticeWords({ ...occasion, row: row({ last_text: "字".repeat(500) }) }, { shop: "小满", words: true }).body].length < 100);
});

test("the icon's mark follows the choice, the count, and the limit", () => {
  assert.equal(markOf({ waiting: 0, late: false }, { icon_mark: true }), "none");
  assert.equal(markOf({ waiting: 2, late: false }, { icon_mark: true }), "waiting");
  assert.equal(markOf({ waiting: 2, late: true }, { icon_mark: true }), "late");
  assert.equal(markOf({ waiting: 2, late: true }, { icon_mark: false }), "none");
});

test("the three melodies differ; twice the volume is more than twice the gain, and zero is none", () => {
  assert.equal(new Set(Object.values(MELODIES).map((notes) => JSON.stringify(notes))).size, 3);
  assert.equal(gainOf(0), 0);
  assert.ok(gainOf(100) > 2 * gainOf(50) && gainOf(100) <= 0.5);
});

test("before a press nothing is heard; after it the notes of the melody start", async () => {
  const started = [];
  class Context {
    state = "suspended"; currentTime = 0; destination = {};
    resume() { this.state = "running"; return Promise.resolve(); }
    createOscillator() { return { frequency: {}, connect: (to) => to, start: (when) => started.push(when), stop() {} }; }
    createGain() { return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to }; }
  }
  const page = new EventTarget();
  const sounds = new Sounds({ Context, page });
  assert.equal(sounds.play("late", 60), false);
  page.dispatchEvent(new Event("pointerdown"));
  await new Promise((done) => { setTimeout(done, 5); });
  assert.equal(sounds.play("late", 0), false);
  assert.equal(sounds.play("late", 60), true);
  assert.equal(started.length, MELODIES.late.length);
  const none = new Sounds({ Context: null, page });
  assert.equal(none.possible, false);
  assert.equal(await none.unlock(), false);
});

test("what is said of the browser's permission names the way out", () => {
  assert.equal(permissionWords("granted", false).words, "");
  assert.equal(permissionWords("granted", true).problem, false);
  assert.match(permissionWords("denied", true).words, /地址栏/);
  assert.equal(permissionWords("none", true).problem, true);
});
