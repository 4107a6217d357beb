import assert from "node:assert/strict";
import { test } from "node:test";
import { bindChecks } from "../../static/js/todo/checklist.js";
import { bindRhythm } from "../../static/js/todo/duty.js";

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

test("the rhythm is asked for once the typing rests, and an older answer never replaces a newer one", async () => {
  globalThis.FormData = class { get(name) { return { every: "week", at: "18:00" }[name] ?? null; } };
  const heard = {};
  const shown = [];
  const place = { replaceChildren: (node) => shown.push(node) };
  const form = { dataset: { preview: "/p/", every: "day" }, querySelector: () => place, addEventListener: (name, on) => { heard[name] = on; } };
  const asked = [];
  bindRhythm(form, (url) => new Promise((answer) => asked.push({ url, answer })));
  heard.input({ target: { name: "title", value: "x" } });
  heard.input({ target: { name: "every", value: "week" } });
  heard.input({ target: { name: "at", value: "18:00" } });
  assert.equal(form.dataset.every, "week");
  await wait(300);
  assert.deepEqual(asked.map(({ url }) => url), ["/p/?every=week&weekday=&day=&at=18%3A00"]);
  heard.input({ target: { name: "day", value: "3" } });
  await wait(300);
  const node = (name) => ({ dataset: { rhythmSaid: "" }, name });
  asked[1].answer([node("new")]);
  asked[0].answer([node("old")]);
  await wait(0);
  assert.deepEqual(shown.map(({ name }) => name), ["new"]);
});

test("a tick that is refused is taken back and said", async () => {
  globalThis.document = { cookie: "" };
  globalThis.fetch = async () => ({ ok: false, status: 409, type: "basic", json: async () => ({ error: { message: "不行。", action: "再看。" } }) });
  let change;
  const said = [];
  bindChecks({ addEventListener: (_name, on) => { change = on; } }, { onSignedOut() {}, say: (words) => said.push(words) });
  const box = { dataset: { tick: "1" }, checked: true, closest: () => ({ dataset: { checks: "/todo/1/tick/" } }) };
  await change({ target: box });
  assert.deepEqual([box.checked, box.disabled, said], [false, false, ["不行。 再看。"]]);
});
