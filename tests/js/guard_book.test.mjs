// The shop's own rules in the browser: when they are fetched, and what serves until then.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Book } from "../../static/js/guard/book.js";
import { belongs } from "../../static/js/scripts/guard_rules.js";
import { shownOf } from "../../static/js/guard/showing.js";

const rule = { name: "own_1", about: "slang", level: "warn", pattern: "(?:亲亲)", reason: "slang", kinder: "slang", view: "plain", unless: [], unless_anywhere: [], put: "您", why: "用您" };
const answers = (...told) => {
  const asked = [];
  const fetch = async (url) => {
    asked.push(url);
    const next = told[Math.min(asked.length, told.length) - 1];
    if (next === null) throw new Error("down");
    return { ok: true, json: async () => next };
  };
  return { asked, fetch };
};

test("the built-in rules serve until the shop's are there, and while the line is down", async () => {
  const { fetch } = answers(null, { revision: 1, rules: [rule], shifts: {}, allowed: [] });
  const book = new Book({ url: "/pack/", fetch });
  let changes = 0;
  book.addEventListener("change", () => { changes += 1; });
  await book.refresh();
  assert.equal(book.current.check("亲亲，到了").level, "ok");
  assert.equal(changes, 0);
  await book.refresh();
  assert.deepEqual(book.current.check("亲亲，到了").hits.map(({ why, rewrite }) => [why, rewrite]), [["用您", "您，到了"]]);
  assert.equal(changes, 1);
});

test("it is asked again for a newer number only, and when a rule has run out", async () => {
  const { asked, fetch } = answers({ revision: 3, rules: [rule], shifts: {}, allowed: [], until: "2026-11-27T00:00:00+08:00" }, { revision: 3 });
  let now = Date.parse("2026-11-26T12:00:00+08:00");
  const book = new Book({ url: "/pack/", fetch, now: () => now });
  await book.refresh();
  await book.heard(3);
  assert.equal(asked.length, 1);
  now = Date.parse("2026-11-27T00:00:01+08:00");
  assert.ok(book.current);
  await book.coming;
  assert.equal(asked.length, 2);
  assert.equal(book.current.check("亲亲，到了").level, "ok");
});

test("the place of a hit stands in a few characters of its sentence", () => {
  const text = "您好，这一件是快递那边的问题，我们也没有别的办法可想了";
  const hit = { level: "warn", about: "blame", text: "是快递那边的问题，", start: 6, end: 15, why: "", rewrite: "" };
  const shown = shownOf({ level: "warn", hits: [hit] }, ["warn"], text);
  assert.deepEqual([shown.found, shown.around], [["是快递那边的问题"], ["您好，这一件", "，我们也没有别的…"]]);
});

test("a part of the form belongs to its kinds", () => {
  assert.deepEqual(["words", "allow", "level"].map((kind) => belongs("words pattern", kind)), [true, false, false]);
});
