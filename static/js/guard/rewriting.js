// A kinder text in place of one that was hit: scripts_library/guard/rewriting.py in the browser.

import { LEVELS } from "./engine.js";
import { KINDER } from "./rules.gen.js";

const SENTENCE = /[^。！？!?；;\n]*[。！？!?；;\n]*/g;
const HAN = /[\u4e00-\u9fff]/;
const MARKS = "，,、。！？!?；;：:~～…. ";
const SHORTEST = 4;

/**
 * The text with its hit sentences said kindly; where that still will not pass, one sentence.
 * @param {string} text
 * @param {{rule: object, start: number, end: number}[]} found
 * @param {(said: string) => boolean} passes
 */
export function kinderText(text, found, passes) {
  const trimmed = withoutWords(text, found);
  if (trimmed && passes(trimmed)) {
    return trimmed;
  }
  const disguised = found.some((one) => "view" in one.rule && one.rule.view !== "plain");
  const column = HAN.test(text) || disguised ? 0 : 1;
  const rebuilt = sentenceBySentence(text, found, column);
  return passes(rebuilt) ? rebuilt : kinderOf(gravest(found).rule, column);
}

function kinderOf(rule, column) {
  return rule.said || KINDER[rule.kinder][column];
}

function gravest(found) {
  const gravity = (one) => LEVELS.indexOf(one.rule.level);
  return found.reduce((most, one) => (gravity(one) > gravity(most) ? one : most));
}

function withoutWords(text, found) {
  if (found.some((one) => one.rule.put === null)) {
    return null;
  }
  let kept = text;
  for (const one of [...found].sort((first, other) => other.start - first.start)) {
    const put = one.rule.put.replace("*", text.slice(one.start, one.end).slice(1));
    const before = kept.slice(0, one.start);
    let after = kept.slice(one.end);
    if (put === "" && (before === "" || MARKS.includes(before.at(-1)))) {
      while (after !== "" && MARKS.includes(after[0])) {
        after = after.slice(1);
      }
    }
    kept = before + put + after;
  }
  kept = kept.trim();
  return [...kept].length >= SHORTEST ? kept : null;
}

function sentenceBySentence(text, found, column) {
  const said = [];
  for (const part of text.matchAll(SENTENCE)) {
    if (part[0] === "") {
      continue;
    }
    const finish = part.index + part[0].length;
    const hits = found.filter((one) => one.start < finish && part.index < one.end);
    const kinder = hits.length > 0 ? kinderOf(gravest(hits).rule, column) : null;
    if (kinder === null) {
      said.push(part[0]);
    } else if (!said.includes(kinder)) {
      said.push(kinder);
    }
  }
  return said.join("").trim();
}
