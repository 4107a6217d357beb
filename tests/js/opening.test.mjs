/** The small modules of opening a shop: address, lines of a form, hours, where the widget was seen. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { mountAddress, tidied } from "../../static/js/opening/address.js";
import { renumbered } from "../../static/js/opening/lines.js";
import { Hours } from "../../static/js/realtime/hours.js";
import { show } from "../../static/js/settings/seen.js";
import { mountShopMenu } from "../../static/js/shop_menu.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

class Part extends EventTarget {
  constructor(fields = {}) {
    super();
    this.attributes = new Map();
    this.dataset = {};
    Object.assign(this, fields);
  }
  toggleAttribute(name, on = true) { if (on) this.attributes.set(name, ""); else this.attributes.delete(name); }
  setAttribute(name, value) { this.attributes.set(name, value); }
  removeAttribute(name) { this.attributes.delete(name); }
  getAttribute(name) { return this.attributes.get(name) ?? null; }
  focus() { Part.focused = this; }
}

function addressForm() {
  const parts = { input: new Part({ value: "" }), "[data-address-shown]": new Part(),
    "[data-address-note]": new Part({ dataset: { free: "可以用" } }) };
  const root = new Part({ dataset: { address: "/setup/address/" }, querySelector: (name) => parts[name] });
  return { root, input: parts.input, shown: parts["[data-address-shown]"], note: parts["[data-address-note]"] };
}

const answer = (body) => ({ json: async () => body });

test("an address is put right as people type it", () => {
  assert.equal(tidied(" Xiao Man_01 "), "xiao-man-01");
  assert.equal(tidied(""), "");
});

test("an address is shown as it will be and asked a moment after the last key", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const asked = [];
  const { root, input, shown, note } = addressForm();
  mountAddress(root, async (url) => { asked.push(url); return answer({ ok: true, words: "" }); });
  for (const value of ["x", "xi", "Xiao Man"]) {
    input.value = value;
    input.dispatchEvent(new Event("input"));
  }
  assert.equal(shown.textContent, "xiao-man");
  assert.deepEqual(asked, []);
  mock.timers.tick(300);
  mock.timers.reset();
  await settled();
  assert.deepEqual(asked, ["/setup/address/?slug=xiao-man"]);
  assert.equal(note.textContent, "可以用");
  assert.equal(note.hidden, false);
});

test("a taken address is said and marked; a lost line says nothing", async () => {
  const { root, input, note } = addressForm();
  const { look } = mountAddress(root, async () => answer({ ok: false, words: "有店在用了" }));
  input.value = "taken";
  await look();
  assert.equal(note.textContent, "有店在用了");
  assert.equal(input.getAttribute("aria-invalid"), "true");
  const lost = addressForm();
  lost.input.value = "free";
  await mountAddress(lost.root, async () => { throw new Error("offline"); }).look();
  assert.equal(lost.note.hidden, true);
});

test("an answer about older words is not shown", async () => {
  const { root, input, note } = addressForm();
  const waiting = [];
  const { look } = mountAddress(root, () => new Promise((resolve) => { waiting.push(resolve); }));
  input.value = "taken";
  const first = look();
  input.value = "free";
  const second = look();
  waiting[1](answer({ ok: true, words: "" }));
  waiting[0](answer({ ok: false, words: "有店在用了" }));
  await Promise.all([first, second]);
  assert.equal(note.textContent, "可以用");
});

test("the number in a field's name is the line's", () => {
  assert.equal(renumbered("holiday-3-date", 4), "holiday-4-date");
  assert.equal(renumbered("form-0-name", 10), "form-10-name");
  assert.equal(renumbered("holiday-3-from-0", 4), "holiday-4-from-0");
});

test("hours are asked again when their words no longer hold, ten minutes at most", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const heard = [];
  let asked = 0;
  const hours = new Hours({
    now: () => 0,
    ask: async () => { asked += 1; return { hours: { open: true, words: "", until: "1970-01-02T00:00:00Z" } }; },
    onChange: (told) => heard.push(told.open),
  });
  hours.heard({ open: false, words: "现在休息", until: "1970-01-01T00:01:00Z" });
  mock.timers.tick(59_000);
  assert.equal(asked, 0);
  mock.timers.tick(1000);
  await settled();
  assert.deepEqual(heard, [false, true]);
  mock.timers.tick(599_000);
  assert.equal(asked, 1);
  mock.timers.tick(1000);
  assert.equal(asked, 2);
  await settled(); // what is set next must not be a real timer
  mock.timers.reset();
});

test("a lost line leaves the words, and an old server says none", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const heard = [];
  const hours = new Hours({ now: () => 0, ask: async () => { throw new Error("line_lost"); }, onChange: (told) => heard.push(told.words) });
  hours.heard(undefined);
  hours.heard({ open: false, words: "现在休息", until: "1970-01-01T00:00:00Z" });
  mock.timers.tick(1000);
  mock.timers.reset();
  await settled();
  assert.deepEqual(heard, ["现在休息"]);
});

function seenList(...origins) {
  const lines = origins.map((origin) => {
    const words = new Part();
    const dataset = origin === null ? { seenTried: "" } : { seenSite: origin };
    return Object.assign(new Part({ dataset, words }), { querySelector: () => words });
  });
  const waiting = () => lines.filter((line) => !line.attributes.has("data-done"));
  return { lines, root: new Part({ dataset: { words: "{what} 打开过" }, querySelectorAll: waiting, querySelector: () => waiting()[0] ?? null }) };
}

test("a site that has been seen is ticked, and the asking ends with the last", () => {
  const { root, lines } = seenList(null, "https://a.example");
  assert.equal(show(root, { sites: { "https://a.example": "" }, tried: "今天 9:00" }), true);
  assert.equal(lines[0].words.textContent, "今天 9:00 打开过");
  assert.equal(show(root, { sites: { "https://a.example": "今天 9:01" }, tried: "今天 9:00" }), false);
  assert.equal(lines[1].words.textContent, "https://a.example 今天 9:01 打开过");
});

test("up and down go through the shops, opening the menu leads to the one here", () => {
  const buttons = [new Part(), new Part()];
  buttons[1].setAttribute("aria-current", "true");
  const group = new Part({ querySelectorAll: () => buttons });
  const menu = new EventTarget();
  mountShopMenu(group, menu);
  menu.dispatchEvent(Object.assign(new Event("toggle"), { newState: "open" }));
  assert.equal(Part.focused, buttons[1]);
  const press = (key, at) => {
    const event = Object.assign(new Event("keydown", { cancelable: true }), { key });
    Object.defineProperty(event, "target", { value: buttons[at] });
    group.dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.equal(press("ArrowDown", 1), true);
  assert.equal(Part.focused, buttons[0]);
  press("ArrowUp", 0);
  assert.equal(Part.focused, buttons[1]);
  assert.equal(press("a", 0), false);
});
