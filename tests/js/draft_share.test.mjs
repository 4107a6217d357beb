// The buyer's words on their way to the shop: how often, until when; and the line that shows them.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { DraftTeller, endOf } from "../../static/js/chat/draft_teller.js";
import { Company } from "../../static/js/desk/company.js";
import { DraftLine } from "../../static/js/thread/draft_line.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
});

function teller({ may = true } = {}) {
  const told = [];
  const page = { box: "", may };
  const made = new DraftTeller({ words: () => page.box, may: () => page.may, tell: (text) => told.push(text) });
  const write = (text) => { page.box = text; made.poke(); };
  return { told, page, write, teller: made };
}

test("twenty keys in a second are one report at once and one with the last of them", () => {
  const { told, write } = teller();
  for (let count = 1; count <= 20; count += 1) {
    write("字".repeat(count));
    mock.timers.tick(49);
  }
  assert.deepEqual(told, ["字"]);
  mock.timers.tick(1000);
  assert.deepEqual(told, ["字", "字".repeat(20)]);
  mock.timers.tick(10_000);
  assert.equal(told.length, 2, "silence is not reported");
});

test("never more than one a second, however long one writes", () => {
  const { told, write } = teller();
  for (let tenth = 0; tenth < 100; tenth += 1) {
    write(`第 ${tenth}`);
    mock.timers.tick(100);
  }
  assert.ok(told.length >= 10 && told.length <= 11, `${told.length}`);
});

test("an empty box is told at once, once, and a report that waited is dropped", () => {
  const { told, write } = teller();
  write("要是");
  write("要是周六");
  write("  ");
  write("");
  mock.timers.tick(5000);
  assert.deepEqual(told, ["要是", ""]);
});

test("nothing is told while it may not be, and what was told is taken back", () => {
  const { told, write, page, teller: made } = teller({ may: false });
  write("悄悄的");
  mock.timers.tick(5000);
  assert.deepEqual(told, []);
  page.may = true;
  write("可以看");
  page.may = false;
  write("可以看了吗");
  mock.timers.tick(5000);
  assert.deepEqual(told, ["可以看", ""]);
  page.may = true;
  write("又可以");
  made.stop();
  made.stop();
  assert.deepEqual(told, ["可以看", "", "又可以", ""]);
});

test("a permission that ends while a report waits is asked again before it leaves", () => {
  const { told, write, page } = teller();
  write("一");
  write("二");
  page.may = false;
  mock.timers.tick(1000);
  assert.deepEqual(told, ["一", ""]);
});

test("after the line broke there is nothing to take back, and the same words are told again", () => {
  const { told, write, teller: made } = teller();
  write("在写");
  made.lost();
  assert.deepEqual(told, ["在写"]);
  mock.timers.tick(1000);
  write("在写");
  assert.deepEqual(told, ["在写", "在写"]);
});

test("the last two hundred characters, none of them cut in half", () => {
  assert.equal(endOf("😀".repeat(201)), "😀".repeat(200));
  assert.equal(endOf(`${"前".repeat(300)}完 \n`).at(-1), "完");
  assert.equal(endOf(" \n "), "");
});

function line() {
  const words = { textContent: "" };
  const box = { hidden: true, querySelector: () => words };
  let now = 0;
  const shown = new DraftLine(box, () => now);
  shown.show(1);
  return { box, words, shown, at: (moment) => { now = moment; shown.tick(); } };
}

test("the line says it for six seconds after the last news", () => {
  const { box, words, shown, at } = line();
  shown.heard({ conversation: 2, text: "别的会话" });
  assert.equal(box.hidden, true);
  shown.heard({ conversation: 1, text: "要是" });
  at(5999);
  assert.deepEqual([box.hidden, words.textContent], [false, "要是"]);
  shown.heard({ conversation: 1, text: "要是周六" });
  at(11_998);
  assert.equal(words.textContent, "要是周六");
  at(11_999);
  assert.deepEqual([box.hidden, words.textContent], [true, ""]);
});

test("the line is empty once the words are sent, taken back, or another chat is open", () => {
  const { box, words, shown } = line();
  const write = () => shown.heard({ conversation: 1, text: "要是" });
  for (const end of [
    () => shown.heardEntry(1, { side: "buyer" }),
    () => shown.heard({ conversation: 1, text: "" }),
    () => shown.show(2),
  ]) {
    write();
    shown.heardEntry(1, { side: "agent" });
    shown.heardEntry(3, { side: "buyer" });
    assert.equal(box.hidden, false);
    end();
    assert.deepEqual([box.hidden, words.textContent, shown.shown], [true, "", false]);
  }
});

test("who reads the words is not told besides that somebody writes", () => {
  const box = () => ({ textContent: "", hidden: true });
  let reads = false;
  const parts = { chip: box(), words: box(), typing: box() };
  const company = new Company({ ...parts, me: 7, buyerName: () => "贝贝", reads: () => reads, now: () => 0 });
  company.show(1);
  company.heardTyping({ conversation: 1, side: "buyer", member: null });
  assert.equal(parts.typing.textContent, "贝贝正在输入…");
  reads = true;
  company.heardTyping({ conversation: 1, side: "buyer", member: null });
  assert.equal(parts.typing.hidden, true);
  company.heardTyping({ conversation: 1, side: "agent", member: { id: 8, name: "秦越" } });
  assert.equal(parts.typing.textContent, "秦越正在输入…");
});
