// The search page: what its form says, and coming from a hit to its place at the desk.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { arriveAt } from "../../static/js/desk/arriving.js";
import { ask } from "../../static/js/search/asking.js";
import { conditionsOf, fill, isSame, valuesOf } from "../../static/js/search/form_state.js";

const root = normalize(join(dirname(fileURLToPath(import.meta.url)), "../.."));
const read = (path) => readFileSync(join(root, path), "utf8");

test("every module is preloaded", () => {
  const seen = new Set();
  const walk = (path) => {
    for (const [, target] of read(path).matchAll(/(?:from|import) "(\.[^"]+)"/g)) {
      const found = normalize(join(dirname(path), target));
      if (!seen.has(found)) { seen.add(found); walk(found); }
    }
  };
  walk("static/js/search/main.js");
  const named = [...read("templates/search/_preloads.html").matchAll(/'js\/([^']+)'/g)].map(([, path]) => `static/js/${path}`);
  assert.deepEqual(named.sort(), [...seen].sort());
});

test("only what is filled in is asked, and a span of days is one condition", () => {
  const values = valuesOf([["words", "退款"], ["days", ""], ["since", "2026-06-01"], ["until", "2026-06-09"], ["agent", " "], ["side", "buyer"]]);
  assert.deepEqual(values, { words: "退款", since: "2026-06-01", until: "2026-06-09", side: "buyer" });
  assert.equal(conditionsOf(values), 2);
  assert.equal(conditionsOf({ words: "退款" }), 0);
  assert.ok(isSame(values, { ...values }) && !isSame(values, { ...values, kind: "file" }) && !isSame({ a: "1" }, { b: "1" }));
});

test("a form is filled as it was, and what is not named is emptied", () => {
  const field = (name, value, type = "text") => ({ name, value, type, checked: false });
  const form = { elements: [field("words", "旧"), field("side", "", "radio"), field("side", "buyer", "radio"), field("agent", "3"), { type: "button" }] };
  fill(form, { words: "退款", side: "buyer" });
  assert.deepEqual(form.elements.map(({ value, checked }) => (checked ? `${value}!` : value)), ["退款", "", "buyer!", "", undefined]);
});

test("one comes to a place once, in the chat of the address alone", () => {
  const moved = [];
  globalThis.history = { state: null, replaceState: (state, title, path) => moved.push(path) };
  const jumps = [];
  const jump = (seq) => jumps.push(seq);
  const arrive = arriveAt(12, { search: "?at=34", pathname: "/desk/12/" });
  arrive(7, jump);
  arrive(12, jump);
  arrive(12, jump);
  assert.deepEqual([jumps, moved], [[34], ["/desk/12/"]]);
  for (const [conversation, search] of [[null, "?at=34"], [12, ""], [12, "?at=-1"], [12, "?at=1e9"], [12, "?at=0"]]) {
    arriveAt(conversation, { search, pathname: "/desk/" })(conversation, jump);
  }
  assert.deepEqual(jumps, [34]);
});

test("a refusal is said, a lost line too, and one who is signed out is asked to sign in", async () => {
  globalThis.document = { cookie: "" };
  let signedOut = 0;
  const onSignedOut = () => { signedOut += 1; };
  const answered = async (answer) => {
    globalThis.fetch = async () => { if (answer instanceof Error) throw answer; return answer; };
    return ask("/search/found/", { words: "退款" }, { onSignedOut });
  };
  assert.equal((await answered({ ok: false, status: 503, json: async () => ({ error: { message: "太久。", action: "加个字。" } }) })).problem, "太久。加个字。");
  assert.match((await answered(new TypeError("line"))).problem, /网断了/);
  assert.equal(await answered(Object.assign(new Error(), { name: "AbortError" })), null);
  assert.equal(await answered({ type: "opaqueredirect", status: 0, ok: false }), null);
  assert.equal(signedOut, 1);
});
