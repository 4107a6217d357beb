// The floor's parts without a page: when it asks again, how rows stand, what remains of peak mode.
import assert from "node:assert/strict";
import { test } from "node:test";
import { seeWhispers } from "../../static/js/desk/inside/note_store.js";
import { noteRow } from "../../static/js/desk/inside/note_row.js";
import { leftWords, tick } from "../../static/js/floor/clocks.js";
import { orderOf } from "../../static/js/floor/order.js";
import { Refresher } from "../../static/js/floor/refresher.js";

/** A clock that moves by hand. */
function stage({ takes = 0 } = {}) {
  const timers = [];
  const asked = [];
  const scene = { time: 0, asked };
  let finish = null;
  const refresher = new Refresher({
    now: () => scene.time,
    later: (fn, ms) => { const timer = { fn, at: scene.time + ms }; timers.push(timer); return timer; },
    cancel: (timer) => { const at = timers.indexOf(timer); if (at >= 0) timers.splice(at, 1); },
    load: () => {
      asked.push(scene.time);
      return takes ? new Promise((resolve) => { finish = resolve; }) : Promise.resolve();
    },
  });
  const settle = () => new Promise((resolve) => { setImmediate(resolve); });
  const until = async (time) => {
    for (;;) {
      timers.sort((a, b) => a.at - b.at);
      if (!timers.length || timers[0].at > time) break;
      const timer = timers.shift();
      scene.time = timer.at;
      timer.fn();
      await settle();
    }
    scene.time = time;
  };
  return Object.assign(scene, { refresher, until, answer: async () => { finish(); await settle(); } });
}

test("many news at once are one question, soon", async () => {
  const { refresher, until, asked } = stage();
  for (let times = 0; times < 50; times += 1) refresher.poke();
  await until(1000);
  assert.deepEqual(asked, [150]);
});

test("news all the time are a question a second, and the last is heard", async () => {
  const scene = stage();
  for (let time = 0; time <= 5000; time += 100) {
    await scene.until(time);
    scene.refresher.poke();
  }
  await scene.until(7000);
  assert.deepEqual(scene.asked, [150, 1150, 2150, 3150, 4150, 5150]);
});

test("without news it asks now and then", async () => {
  const scene = stage();
  await scene.refresher.ask();
  await scene.until(31000);
  assert.deepEqual(scene.asked, [0, 15000, 30000]);
});

test("news during a question are asked for once it is answered", async () => {
  const scene = stage({ takes: 1 });
  scene.refresher.ask();
  scene.refresher.poke();
  scene.refresher.ask();
  scene.time = 300;
  await scene.answer();
  await scene.until(2000);
  assert.deepEqual(scene.asked, [0, 1000]);
});

test("rows keep their places under the pointer, new ones follow", () => {
  assert.deepEqual(orderOf(["a", "b", "c"], ["c", "d", "a"], false), ["c", "d", "a"]);
  assert.deepEqual(orderOf(["a", "b", "c"], ["c", "d", "a"], true), ["a", "c", "d"]);
  assert.deepEqual(orderOf([], ["x"], true), ["x"]);
});

test("what remains of peak mode", () => {
  const now = Date.parse("2026-06-18T14:32:00Z");
  assert.equal(leftWords("2026-06-18T16:00:00Z", now), "剩 1 小时 28 分");
  assert.equal(leftWords("2026-06-18T14:32:30Z", now), "剩 1 分");
  assert.equal(leftWords("2026-06-18T14:00:00Z", now), "剩 0 分");
});

test("a wait ticks by the server's clock and marks its row", () => {
  const styles = () => ({ held: {}, getPropertyValue(name) { return this.held[name] ?? ""; }, setProperty(name, value) { this.held[name] = value; } });
  const row = { dataset: {}, style: styles() };
  const place = { dataset: { wait: "2026-06-18T14:30:00Z" }, style: styles(), textContent: "", closest: () => row };
  const root = { querySelectorAll: (wanted) => (wanted === "[data-wait]" ? [place] : []) };
  tick(root, { now: Date.parse("2026-06-18T14:31:35Z"), steps: [30, 90, 180] });
  assert.equal(place.textContent, "01:35");
  assert.equal(row.dataset.step, "3");
  assert.equal(row.style.held["--share"], "53%");
});

test("a whisper says for whom it is, and that it was seen", () => {
  const note = { number: 1, change: 1, anchor: 1, author: "秦越", author_id: 3, text: "直接退", at: "2026-06-18T14:30:00Z", edited: false,
    deleted: false, client_id: "a", mentions: [1], to: { id: 1, name: "小梅", seen: false } };
  const look = { me: { id: 3, name: "秦越" }, online: true, nameOf: () => "小梅" };
  const notes = { cursor: 1, last: 1, byNumber: new Map([[1, note]]) };
  assert.ok(!noteRow({ key: "n", note }, look).state.includes("小梅看了"));
  assert.equal(seeWhispers(notes, 2), false);
  assert.equal(seeWhispers(notes, 1), true);
  assert.equal(seeWhispers(notes, 1), false);
  assert.ok(noteRow({ key: "n", note: notes.byNumber.get(1) }, look).state.startsWith("小梅看了"));
});
