// Scripts in the browser: what a few keys find, what stays a hole, when a slash is one.
import assert from "node:assert/strict";
import { test } from "node:test";

import { findScripts, isChoice, marksOf, slashAt } from "../../static/js/scripts/finding.js";
import { Pack, scriptOf } from "../../static/js/scripts/pack.js";
import { tried } from "../../static/js/scripts/files.js";
import { asFiles } from "../../static/js/scripts/picker_files.js";
import { putIn } from "../../static/js/scripts/editor.js";
import { holesIn, isStill, nextHole, partsOf, said } from "../../static/js/scripts/wording.js";

const row = (id, code, title, body, pinyin, { stage = "", uses = [0, 0, 0], star = 0, tags = [], scope = "shop" } = {}) => [
  id, 1, code, title, body, pinyin, pinyin.split(" ").map((one) => one[0]).join(""), stage, "zh", scope, tags, "物流", star, [...uses, 0, 0], [],
];
const SCRIPTS = [
  row(1, "CJ01", "催件·给时限", "在联系快递", "cui jian gei shi xian", { stage: "in_sale", uses: [0, 9, 0] }),
  row(2, "CJ02", "催件·已到派送站", "到网点了", "cui jian yi dao pai song zhan"),
  row(3, "JA01", "差价·活动后补差", "差的给您补", "cha jia huo dong hou bu cha", { uses: [20, 0, 0] }),
  row(4, "", "超时未揽件", "换一家", "chao shi wei lan jian", { tags: ["催物流"] }),
  row(5, "VIP1", "VIP 退换", "按会员办", "vip tui huan"),
].map(scriptOf);
const ids = (query, stage = "in_sale") => findScripts(SCRIPTS, query, stage).found.map(({ script }) => script.id);

test("keys find by title, code, pinyin, initials, tag and words, the better match first", () => {
  assert.deepEqual(ids("cj"), [1, 2, 3]); // codes, then initials
  assert.equal(ids("cj02")[0], 2);
  assert.equal(ids("cuijian")[0], 1);
  assert.equal(ids("派送")[0], 2);
  assert.equal(ids("psz")[0], 2);
  assert.equal(ids("补差")[0], 3);
  assert.equal(ids("会员")[0], 5);
  assert.equal(ids("催物流")[0], 4);
  assert.equal(ids("c'j")[0], 1); // as an input method spells it
  assert.deepEqual(ids("zzz"), []);
});

test("without keys the order is that of use in this stage", () => {
  assert.equal(ids("", "in_sale")[0], 1);
  assert.equal(ids("", "pre_sale")[0], 3);
  assert.equal(findScripts(SCRIPTS, "", "pre_sale").many, 5);
});

test("use never beats a better match", () => {
  const many = [row(1, "", "别的催件", "", "bie de cui jian", { uses: [0, 9999, 0], star: 1 }), row(2, "", "催件", "", "cui jian")].map(scriptOf);
  assert.equal(findScripts(many, "催件", "in_sale").found[0].script.id, 2);
});

test("the letters that were meant are marked", () => {
  assert.deepEqual(marksOf(SCRIPTS[0], "件"), [[1, 2]]);
  assert.deepEqual(marksOf(SCRIPTS[0], "gsx"), [[3, 6]]);
  assert.deepEqual(marksOf(SCRIPTS[0], "cuijian"), [[0, 2]]);
  assert.deepEqual(marksOf(SCRIPTS[4], "tui"), []); // Latin words: no guess
});

test("a slash opens at a word's edge, never inside one", () => {
  assert.deepEqual(slashAt("/cj", 3), { start: 0, query: "cj" });
  assert.deepEqual(slashAt("贝贝，让您等急了。/cj", 12), { start: 9, query: "cj" });
  assert.deepEqual(slashAt("、cj", 3), { start: 0, query: "cj" });
  assert.equal(slashAt("http://x", 8), null);
  assert.equal(slashAt("1/2", 3), null);
  assert.equal(slashAt("and/or", 6), null);
  assert.equal(slashAt("/cj ok", 6), null);
  assert.equal(slashAt("好、cj", 4), null);
});

test("a digit chooses unless it belongs to a code", () => {
  assert.equal(isChoice(SCRIPTS, "", "1"), true);
  assert.equal(isChoice(SCRIPTS, "cui", "2"), true);
  assert.equal(isChoice(SCRIPTS, "cj0", "1"), false);
  assert.equal(isChoice(SCRIPTS, "", "6"), false);
});

test("what has no value stays a hole, and Tab goes round them", () => {
  const words = said(partsOf("{称呼}，{快递}今天 {几点?} 到", { 称呼: "贝贝", 快递: null, "几点?": "18" }));
  assert.equal(words, "贝贝，{快递}今天 {几点?} 到");
  const holes = holesIn(`${words} {x: 1}`, (name) => name === "快递");
  assert.deepEqual(holes.map(({ name }) => name), ["快递", "几点?"]);
  assert.equal(nextHole(holes, 0).name, "快递");
  assert.equal(nextHole(holes, holes[0].end).name, "几点?");
  assert.equal(nextHole(holes, 99).name, "快递");
  assert.equal(nextHole([], 0), null);
});

test("a message that is no longer the script does not count as one", () => {
  assert.equal(isStill("{称呼}，已经联系快递加急", "贝贝，已经联系快递加急了"), true);
  assert.equal(isStill("{称呼}，已经联系快递加急", "好的谢谢您"), false);
});

test("the pack is fetched under its version, and again when the library moved on", async () => {
  const asked = [];
  let revision = 3;
  const fetch = async (url) => {
    asked.push(url);
    return { ok: true, json: async () => ({ revision, variables: [["shop", "店名", "shop"]], scripts: [row(1, "", "一", "二", "yi")] }) };
  };
  const pack = new Pack({ url: "/scripts/pack/", version: "3-ab", fetch });
  await Promise.all([pack.ready(), pack.ready()]);
  assert.ok(pack.names.has("shop") && pack.scripts.length === 1);
  await pack.heard(3);
  assert.deepEqual(asked, ["/scripts/pack/?v=3-ab"]);
  revision = 4;
  await pack.heard(4);
  assert.deepEqual(asked, ["/scripts/pack/?v=3-ab", "/scripts/pack/"]);
  pack.used(1, 1);
  assert.deepEqual(pack.scripts[0].uses, [0, 1, 0]);
});

test("a variable goes in where the caret stands", () => {
  assert.deepEqual(putIn({ value: "您好，到了", start: 3, end: 3 }, "{快递}"), { value: "您好，{快递}到了", caret: 7 });
});

test("a pack that did not come says so, is asked for again, and is another one after the shop's day", async () => {
  const asked = [];
  let answers = () => { throw new TypeError("no line"); };
  const fetch = async (url) => { asked.push(url); return answers(); };
  const pack = new Pack({ url: "/p/", version: "1-a", fetch });
  await assert.rejects(pack.ready());
  assert.ok(pack.failed && pack.revision < 0);
  answers = () => ({ ok: true, json: async () => ({ revision: 1, until: Date.now() - 1, variables: [], scripts: [row(1, "", "一", "二", "yi")] }) });
  await pack.ready();
  assert.ok(!pack.failed && pack.scripts.length === 1);
  assert.deepEqual(pack.scripts[0].files, []); // a row without files
  await pack.ready();
  assert.deepEqual(asked, ["/p/?v=1-a", "/p/?v=1-a", "/p/"]);
});

test("files of a script stand above the box with their small picture, without a line without it", async () => {
  const files = [["k1", "尺码表.png", "png", 1], ["k2", "说明书.pdf", "pdf", 0]];
  const there = await asFiles(files, (key) => `/f/${key}/`, async () => ({ ok: true, blob: async () => new Blob(["xx"], { type: "image/webp" }) }));
  assert.deepEqual(there.map(({ key, file }) => [key, file.name, file.type, file.size]), [["k1", "尺码表.png", "image/webp", 2], ["k2", "说明书.pdf", "application/pdf", 1]]);
  const cut = await asFiles(files, (key) => key, async () => { throw new TypeError("no line"); });
  assert.deepEqual([cut[0].file.type, cut[0].file.size], ["image/png", 1]);
});

test("a script takes five files; an empty one and a sixth are told, the others come", () => {
  const file = (name, size = 9) => ({ name, size, type: "image/png" });
  const { fitting, problems } = tried([file("空.png", 0), file("a.png"), file("b.png")], 4);
  assert.deepEqual(fitting.map(({ name }) => name), ["a.png"]);
  assert.equal(problems.length, 2);
});
