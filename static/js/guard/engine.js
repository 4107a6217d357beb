// What stands in a text: scripts_library/guard/engine.py in the browser, rule for rule.

import { filled, MARK } from "./patterns.js";

export const LEVELS = ["ok", "hint", "warn", "block"];

/** One rule and its expressions, each compiled when it is first asked. */
class Ready {
  #compiled = {};

  constructor(rule) {
    this.rule = rule;
  }

  #once(name, make) {
    this.#compiled[name] ??= make();
    return this.#compiled[name];
  }

  get pattern() {
    return this.#once("pattern", () => new RegExp(filled(this.rule.pattern), "g"));
  }

  get around() {
    return this.#once("around", () => this.#excuses((each) => each.includes(MARK)));
  }

  get within() {
    return this.#once("within", () => this.#excuses((each) => !each.includes(MARK)));
  }

  get anywhere() {
    return this.#once("anywhere", () =>
      this.rule.unless_anywhere.map((each) => new RegExp(filled(each))),
    );
  }

  #excuses(wanted) {
    return this.rule.unless.map(filled).filter(wanted).map((each) => new RegExp(each));
  }
}

export class Engine {
  /** @param {object[]} rules as in rules.gen.js */
  constructor(rules) {
    this.ready = rules.map((rule) => new Ready(rule));
  }

  /** The first place of each rule that nothing excuses; one of a class where they overlap. */
  find(folded) {
    const found = [];
    for (const ready of this.ready) {
      const place = firstPlace(ready, folded);
      if (place) {
        found.push({ rule: ready.rule, start: place[0], end: place[1] });
      }
    }
    return apart(found);
  }
}

function firstPlace(ready, folded) {
  const view = folded[ready.rule.view].text;
  for (const match of view.matchAll(ready.pattern)) {
    let first = match.index;
    let last = match.index + match[0].length - 1;
    if (last < first) {
      continue;
    }
    if (ready.rule.view === "sound") {
      [first, last] = [folded.sound.places[first], folded.sound.places[last]];
    }
    if (ready.rule.view !== "plain") {
      [first, last] = [folded.tight.places[first], folded.tight.places[last]];
    }
    if (!excused(ready, folded.plain.text, first, last + 1)) {
      return [folded.plain.places[first], folded.plain.ends[last]];
    }
  }
  return null;
}

function excused(ready, plain, start, end) {
  if (ready.anywhere.some((each) => each.test(plain))) {
    return true;
  }
  const [begin, finish] = sentenceAround(plain, start, end);
  const sentence = plain.slice(begin, finish);
  if (ready.within.some((each) => each.test(sentence))) {
    return true;
  }
  const marked = plain.slice(begin, start) + MARK + plain.slice(end, finish);
  return ready.around.some((each) => each.test(marked));
}

function sentenceAround(plain, start, end) {
  const stop = plain.indexOf("。", Math.max(end - 1, start));
  const begin = start === 0 ? 0 : plain.lastIndexOf("。", start - 1) + 1;
  return [begin, stop < 0 ? plain.length : Math.max(stop, end)];
}

export function apart(found) {
  const gravity = (one) => LEVELS.indexOf(one.rule.level);
  const gravestFirst = [...found].sort(
    (one, other) =>
      gravity(other) - gravity(one) ||
      one.start - other.start ||
      one.start - one.end - (other.start - other.end),
  );
  const kept = [];
  for (const one of gravestFirst) {
    const free = kept.every(
      (other) =>
        one.rule.about !== other.rule.about || one.end <= other.start || other.end <= one.start,
    );
    if (free) {
      kept.push(one);
    }
  }
  return kept.sort((one, other) => one.start - other.start || one.end - other.end);
}
