import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { CustomerToken } from "../../static/js/chat/customer_token.js";
import { PageTrail } from "../../static/js/chat/page_trail.js";
import { contrastWithWhite } from "../../static/js/settings/contrast.js";
import { FakeStorage } from "./fakes.mjs";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000_000 });
});

const page = (url, more = {}) => ({ url, title: "页", product: "", at: Date.now(), ...more });

test("pages wait for the line and are told once", async () => {
  const told = [];
  const trail = new PageTrail(async (one) => { told.push(one); });
  trail.add(page("https://a.cn/1", { at: Date.now() - 60_000 }));
  assert.equal(told.length, 0);
  trail.again(true);
  trail.add(page("https://a.cn/2"));
  assert.deepEqual(told.map(({ address, ago }) => [address, ago]), [["https://a.cn/1", 60], ["https://a.cn/2", 0]]);
  trail.again(false);
  assert.equal(told.length, 2);
  trail.again(true);
  assert.equal(told.length, 4);
});

test("what is no page is dropped, what is too much is cut, a refusal is swallowed", async () => {
  const told = [];
  const trail = new PageTrail((one) => { told.push(one); return Promise.reject(new Error("no")); });
  trail.again(true);
  for (const wrong of [null, undefined, {}, { url: 7 }, "https://a.cn"]) trail.add(wrong);
  trail.add(page("https://a.cn/", { title: "长".repeat(500), at: "gestern", product: null }));
  assert.deepEqual([told.length, told[0].title.length, told[0].product, told[0].ago], [1, 120, "", 0]);
});

test("at most twenty wait", () => {
  const told = [];
  const trail = new PageTrail(async (one) => { told.push(one.address); });
  for (let number = 0; number < 30; number += 1) trail.add(page(`https://a.cn/${number}`));
  trail.again(true);
  assert.deepEqual([told.length, told[0], told.at(-1)], [20, "https://a.cn/10", "https://a.cn/29"]);
});

function tokenOf(storage) {
  return new CustomerToken({ slug: "s", storage, fetch: async () => ({ status: 200, json: async () => ({ token: "visitor" }) }) });
}

test("a customer's token lives in memory, the visitor's stays in storage", async () => {
  const storage = new FakeStorage();
  const token = tokenOf(storage);
  const told = [];
  token.onIdentity = (identity) => told.push(identity.known);
  assert.ok(token.name({ customer: "7" }));
  assert.ok(!token.name({ customer: "7" }));
  assert.equal(await token.get(), "visitor");
  assert.deepEqual(token.claim, { customer: "7" });
  token.keep("customer", { known: true });
  assert.equal(await token.get(), "customer");
  assert.equal(token.claim, null);
  token.keep("renewed", null);
  assert.equal(await token.get(), "renewed");
  assert.equal(storage.getItem("helpdesk:visitor:s"), "visitor");
  assert.ok(token.name(null));
  assert.equal(await token.get(), "visitor");
  assert.deepEqual(told, [true]);
});

test("a refused claim keeps the visitor; a refused customer's token asks again with the claim", async () => {
  const storage = new FakeStorage();
  const token = tokenOf(storage);
  token.name({ customer: "7" });
  token.used = await token.get();
  token.keep("visitor", { known: false });
  assert.equal(await token.get(), "visitor");
  token.keep("customer", { known: true });
  token.used = "customer";
  token.forget();
  assert.deepEqual(token.claim, { customer: "7" });
  assert.equal(await token.get(), "visitor");
});

test("contrast as the server reckons it", () => {
  assert.equal(contrastWithWhite("#767676").toFixed(2), "4.54");
  assert.equal(contrastWithWhite("#ffffff"), 1);
});
