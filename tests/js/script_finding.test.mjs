// Looking among what the shorter word found comes to the same as looking through everything.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Finder, findScripts, matchOf, STAGES } from "../../static/js/scripts/finding.js";
import { scriptOf } from "../../static/js/scripts/pack.js";

/** The same numbers on every machine. */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const MARKS = [..."催退换货快递补差价尺码现", "A", "b", "İ", "Σ", "ß", "1", "0", "·", " ", "'", "\u{20BB7}"];
const SOUNDS = { 催: "cui", 退: "tui", 换: "huan", 货: "huo", 快: "kuai", 递: "di", 补: "bu", 差: "cha", 价: "jia", 尺: "chi", 码: "ma", 现: "xian" };

function library(pick, many) {
  const words = (most) => Array.from({ length: pick(most) }, () => MARKS[pick(MARKS.length)]).join("");
  return Array.from({ length: many }, (_, id) => {
    const title = words(7);
    const pinyin = [...title].flatMap((mark) => SOUNDS[mark] ?? (/[a-z0-9]/i.test(mark) ? mark.toLowerCase() : [])).join(" ");
    const initials = pinyin.split(" ").map((one) => one.slice(0, 1)).join("");
    const code = pick(3) ? "" : `${"AB"[pick(2)]}${pick(20)}`;
    const uses = [pick(9), pick(2), 0, 0, 0];
    return scriptOf([id, 1, code, title, `${words(20)}\n${words(9)}`, pinyin, initials, ["", ...STAGES][pick(4)], "zh", "shop", pick(4) ? [] : [words(3)], words(3), pick(5) ? 0 : 1, uses, []]);
  });
}

/** Written out plainly, every script anew at every key: the order, the marks and the count that people know. */
function plainly(scripts, query, stage) {
  const wanted = query.trim().toLowerCase().replaceAll("'", "");
  const hits = scripts.map((script, at) => ({ script, at, match: wanted ? plainMatch(script, wanted) : 1 })).filter(({ match }) => match);
  const score = ({ script, match }) => match + script.liking[STAGES.indexOf(stage) + 1];
  hits.sort((one, other) => score(other) - score(one) || one.at - other.at);
  return { many: hits.length, best: hits.slice(0, 20).map((hit) => [hit.script.id, score(hit)]) };
}

function plainMatch({ title, body, code, initials, pinyin, syllables, tags, folder }, wanted) {
  const low = { title: title.toLowerCase(), code: code.toLowerCase(), rest: [...tags, folder].join(" ").toLowerCase() };
  if (low.code && low.code === wanted) return 1000;
  if (low.title.startsWith(wanted)) return 900;
  if (low.code && low.code.startsWith(wanted)) return 850;
  if (initials.startsWith(wanted)) return 800;
  if (pinyin.startsWith(wanted)) return 750;
  if (low.title.includes(wanted)) return 700;
  if (initials.includes(wanted)) return 600;
  if (pinyin.includes(wanted)) return syllables.includes(pinyin.indexOf(wanted)) ? 550 : 300;
  if (low.rest.includes(wanted)) return 400;
  return body.toLowerCase().includes(wanted) ? 200 : 0;
}

/** A word of the library or any, typed key by key, with keys taken back and others put in between. */
function* typed(pick, scripts) {
  const script = scripts[pick(scripts.length)];
  const source = [script.title, script.pinyin, script.initials, script.code, script.body.split("\n")[1], "zzz", "'", ""][pick(8)];
  let query = "";
  for (const mark of source.slice(0, 8)) {
    query += mark;
    yield query;
    if (!pick(6)) yield (query = query.slice(0, -1));
    if (!pick(9)) yield (query = `x${query}`);
  }
}

test("what answers to a word answers to every beginning of it", () => {
  const pick = chance(1);
  for (let round = 0; round < 40; round += 1) {
    const scripts = library(pick, 30);
    for (const query of typed(pick, scripts)) {
      const wanted = query.trim().toLowerCase().replaceAll("'", "");
      for (const script of wanted ? scripts : []) {
        assert.equal(matchOf(script, wanted), plainMatch(script, wanted), `${wanted} of ${script.title}`);
        if (!matchOf(script, wanted)) continue;
        for (let end = 1; end < wanted.length; end += 1) assert.ok(matchOf(script, wanted.slice(0, end)), `${wanted} of ${script.title}`);
      }
    }
  }
});

test("key by key it finds what a look through everything finds, in the same order, with the same marks", () => {
  const pick = chance(2);
  const finder = new Finder();
  let keys = 0;
  for (let round = 0; round < 60; round += 1) {
    const scripts = library(pick, 1 + pick(80));
    for (let word = 0; word < 8; word += 1) {
      for (const query of typed(pick, scripts)) {
        const stage = ["", ...STAGES][pick(4)];
        const { found, many } = finder.find(scripts, query, stage);
        assert.deepEqual({ many, best: found.map(({ script, score }) => [script.id, score]) }, plainly(scripts, query, stage), query);
        assert.deepEqual(found, findScripts(scripts, query, stage).found);
        keys += 1;
      }
    }
  }
  assert.ok(keys > 1000, `${keys}`);
});

test("another pack is looked through from its beginning, and use counts at once", () => {
  const finder = new Finder();
  const one = (id, title, used) => scriptOf([id, 1, "", title, "", "", "", "", "zh", "shop", [], "", 0, [used, 0, 0, 0, 0], []]);
  const first = [one(1, "退货", 0), one(2, "退款", 3)];
  assert.deepEqual(finder.find(first, "退", "pre_sale").found.map(({ script }) => script.id), [2, 1]);
  first[0].liking = first[0].liking.map((liking) => liking + 50);
  assert.deepEqual(finder.find(first, "退", "pre_sale").found.map(({ script }) => script.id), [1, 2]);
  assert.equal(finder.find([one(3, "退货款", 0)], "退货", "pre_sale").found[0].script.id, 3);
});
