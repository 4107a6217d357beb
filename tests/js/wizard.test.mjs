/** The wizard: which answers still count, which keys mean what, words on their way. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Asking } from "../../static/js/cases/asking.js";
import { meant } from "../../static/js/cases/keys.js";
import { addedTo, fieldsOf } from "../../static/js/cases/words.js";
import { Began } from "../../static/js/scripts/began.js";

function scene() {
  const asked = [];
  const timers = [];
  const asking = new Asking({
    ask: (scope, isLatest) => new Promise((done) => { asked.push({ scope, isLatest, done }); }),
    later: (work) => timers.push(work) - 1,
    never: (timer) => { timers[timer] = () => {}; },
  });
  const run = () => timers.splice(0).forEach((work) => work());
  return { asking, asked, run };
}

test("several changes ask once, and what is older than the form does not count", async () => {
  const { asking, asked, run } = scene();
  asking.soon("all");
  asking.soon("all");
  run();
  assert.equal(asked.length, 1);
  assert.equal(asked[0].isLatest(), true);
  asking.typed();
  assert.equal(asked[0].isLatest(), false);
});

test("what a dropped answer was to bring comes with the next", async () => {
  const { asking, asked, run } = scene();
  asking.soon("all");
  run();
  asking.soon("said");
  asked[0].done();
  await null;
  run();
  assert.equal(asked[1].scope, "all");
  asked[1].done();
  await new Promise(setImmediate);
  asking.soon("said");
  run();
  assert.equal(asked[2].scope, "said");
});

test("a form that goes another way is asked for no more", () => {
  const { asking, asked, run } = scene();
  asking.soon("all");
  run();
  asking.soon("all");
  asking.drop();
  run();
  assert.equal(asked.length, 1);
  assert.equal(asked[0].isLatest(), false);
});

test("keys go to the steps, but not while somebody writes", () => {
  const key = (name, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...more });
  assert.deepEqual(meant(key("4"), false), { go: "way" });
  assert.equal(meant(key("4"), true), null);
  assert.equal(meant(key("6"), false), null);
  assert.deepEqual(meant(key("Enter", { ctrlKey: true }), true), { deed: "save" });
  assert.equal(meant(key("Enter"), true), null);
  assert.equal(meant(key("Enter", { ctrlKey: true, isComposing: true }), true), null);
  assert.deepEqual(meant(key("Escape"), true), { deed: "leave" });
  assert.deepEqual(meant(key("Escape"), false), { deed: "back" });
});

test("words go under what stands in the box, once", () => {
  assert.equal(addedTo("", "好"), "好");
  assert.equal(addedTo("您好\n", "退您 ¥30.00"), "您好\n退您 ¥30.00");
  assert.equal(addedTo("您好\n退您 ¥30.00", "退您 ¥30.00"), "您好\n退您 ¥30.00");
});

test("the form goes with what is wanted, every ticked line of it", () => {
  const form = new FormData();
  form.append("seq", "1");
  form.append("seq", "2");
  form.append("do", "step");
  assert.equal(fieldsOf(form, "look").toString(), "seq=1&seq=2&do=look");
});

test("what the words in a box began as outlives the page that put them there", () => {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key), key: (at) => [...kept.keys()][at], get length() { return kept.size; } };
  const there = () => new Began("desk:a:1", { storage, page: null });
  there().put(7, "12/3");
  assert.deepEqual(there().of(7), { id: 12, version: 3 });
  assert.equal(there().of(8), null);
  assert.equal(new Began("desk:a:2", { storage, page: null }).of(7), null);
  there().forget(7);
  assert.equal(there().of(7), null);
});
