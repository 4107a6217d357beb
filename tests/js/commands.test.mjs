// One table of deeds: their keys, the list under "?", the command bar.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fitOf, fitting } from "../../static/js/desk/commands/matching.js";
import { reasonAgainst } from "../../static/js/desk/commands/reasons.js";
import { Recent } from "../../static/js/desk/commands/recent.js";
import { Commands } from "../../static/js/desk/commands/registry.js";
import { deedOf, SHORTCUTS, shownKey } from "../../static/js/desk/shortcut_keys.js";
import { rightsOf } from "../../static/js/desk/talk_rights.js";
import { FakeStorage } from "./fakes.mjs";

const pressed = (spelled) => {
  const parts = spelled.split("+");
  return { key: parts.at(-1), altKey: parts.includes("Alt"), ctrlKey: parts.includes("Control"), metaKey: false, shiftKey: false, isComposing: false, keyCode: 0, repeat: false };
};

test("every key of the table does its deed, and no two deeds share one", () => {
  const keys = SHORTCUTS.flatMap(({ keys }) => keys);
  assert.equal(new Set(keys).size, keys.length);
  for (const { deed, keys: own } of SHORTCUTS) for (const key of own) assert.equal(deedOf(pressed(key), { typing: false }), deed, key);
  assert.equal(new Set(SHORTCUTS.map(({ deed }) => deed)).size, SHORTCUTS.length);
});

test("while somebody types no single character is a deed, whatever the table says", () => {
  for (const { keys, typing } of SHORTCUTS) {
    for (const key of keys) {
      const done = deedOf(pressed(key), { typing: true });
      if (key.length === 1 || !typing) assert.equal(done, null, key);
      else assert.notEqual(done, null, key);
    }
  }
  assert.equal(deedOf({ ...pressed("Control+k"), ctrlKey: false, metaKey: true }, { typing: true }), "commands");
  assert.equal(deedOf({ ...pressed("Control+z"), shiftKey: true }, { typing: false }), null);
  assert.equal(deedOf(pressed("，"), { typing: false }), "attention");
});

test("keys are shown as they stand on the keyboard", () => {
  assert.deepEqual(["n", "Alt+ArrowDown", "Control+k", "Escape", "End", "]"].map(shownKey), ["N", "Alt ↓", "Ctrl K", "Esc", "End", "]"]);
});

test("every command of the table has pinyin initials and English to be found by", () => {
  for (const { deed, terms } of SHORTCUTS) {
    if (!terms) continue;
    assert.match(terms, /^[a-z ]+$/, deed);
    assert.ok(terms.split(" ").some((term) => term.length > 2), deed);
  }
});

const transfer = { id: "transfer", words: "转接给同事", shown: "Hand over to a colleague", terms: "zj zjgts transfer hand over" };

test("a command is found in Chinese, by initials, in the reader's language and in English", () => {
  for (const typed of ["转接", "同事", "zj", "ZJ", "zjg", "transf", "hand", "colleague", "hand col"]) assert.ok(fitOf(transfer, typed) > 0, typed);
  for (const typed of ["", "  ", "7731", "xyz", "结束"]) assert.equal(fitOf(transfer, typed), 0, typed);
  const beginning = { ...transfer, id: "a", terms: "zjx other" };
  assert.deepEqual(fitting([beginning, transfer], "zj").map(({ id }) => id), ["transfer", "a"], "the whole initials before their beginning");
});

function commandsWith(...list) {
  const commands = new Commands({ recent: new Recent({ scope: "t", storage: new FakeStorage() }) });
  commands.add(...list);
  return commands;
}

test("with nothing typed: what can be done, the last given first; with words: also why not", () => {
  const done = [];
  const make = (id, terms, why) => ({ id, words: id, terms, run: () => done.push(id), why: () => why });
  const commands = commandsWith(make("one", "o", ""), make("two", "t", "现在不行"), make("three", "th", ""));
  assert.deepEqual(commands.offers("").map(({ id }) => id), ["one", "three"]);
  commands.run(commands.all.get("three"));
  assert.deepEqual(commands.offers("").map(({ id }) => id), ["three", "one"]);
  assert.deepEqual(done, ["three"]);
  assert.deepEqual(commands.offers("t").map(({ id, reason }) => [id, reason]), [["three", ""], ["two", "现在不行"]]);
});

test("the last commands survive the page and whatever stands in the storage", () => {
  const storage = new FakeStorage();
  const recent = new Recent({ scope: "t", storage });
  for (let turn = 0; turn < 20; turn += 1) recent.add(`c${turn % 8}`);
  assert.deepEqual(new Recent({ scope: "t", storage }).ids, ["c3", "c2", "c1", "c0", "c7", "c6"]);
  assert.deepEqual(new Recent({ scope: "other", storage }).ids, []);
  storage.setItem("helpdesk:commands:t", "{\"not\": 1}");
  assert.deepEqual(recent.ids, []);
});

test("each deed says why it can't be done, and only then", () => {
  const me = { id: 1, role: "agent" };
  const at = (row, more = {}) => ({ row, open: row !== null, rights: rightsOf(row, me), online: true, waiting: 1, undo: true, sent: true, ...more });
  const mine = { state: "active", owner: { id: 1, name: "小梅" }, handed: { id: 2 } };
  const others = { state: "active", owner: { id: 2, name: "阿棠" }, handed: null };
  const free = { state: "waiting", owner: null, handed: null };
  const over = { state: "finished", owner: null, handed: null };
  for (const { deed } of SHORTCUTS) {
    const rowless = reasonAgainst(deed, at(null));
    assert.equal(typeof rowless, "string");
    if (["finish", "transfer", "send_back", "why", "cards"].includes(deed)) assert.notEqual(rowless, "", deed);
  }
  for (const deed of ["finish", "transfer", "send_back", "why", "write"]) assert.equal(reasonAgainst(deed, at(mine)), "", deed);
  assert.match(reasonAgainst("take", at(mine)), /您手上/);
  assert.match(reasonAgainst("take", at(others)), /阿棠/);
  assert.equal(reasonAgainst("take", at(free)), "");
  for (const deed of ["finish", "transfer"]) assert.match(reasonAgainst(deed, at(others)), /阿棠/, deed);
  assert.match(reasonAgainst("finish", at(free)), /先接/);
  for (const deed of ["finish", "transfer", "why", "take"]) assert.match(reasonAgainst(deed, at(over)), /结束/, deed);
  assert.match(reasonAgainst("finish", at(mine, { online: false })), /服务器/);
  assert.match(reasonAgainst("next_waiting", at(null, { waiting: 0 })), /等/);
  assert.notEqual(reasonAgainst("undo", at(null, { undo: false })), "");
  assert.match(reasonAgainst("emoji", at(mine, { emoji: false })), /规则/);
  assert.equal(reasonAgainst("emoji", at(mine, { emoji: true })), "");
  assert.match(reasonAgainst("quote", at(others)), /阿棠/);
  assert.notEqual(reasonAgainst("message_menu", at(mine, { sent: false })), "");
});
