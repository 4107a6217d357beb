// A shop's own rules on top of the built-in ones: scripts_library/guard/own.py in the browser.

import { apart, Engine } from "./engine.js";
import { fold } from "./folding.js";
import { Guard, LONGEST } from "./guard.js";

const READS_LIKE = "reads_like_";
const readsLike = ({ rule }) => rule.name.startsWith(READS_LIKE);

export class ShopGuard extends Guard {
  /** @param {{rules: object[], shifts: Object<string, {level: string, law: boolean}>, allowed: string[]}} book */
  constructor(book) {
    super();
    this.book = book;
    this.own = new Engine(book.rules);
  }

  /** The built-in rules at the shop's levels, and its own; nothing inside allowed words. */
  find(text) {
    const folded = fold(text, LONGEST);
    const free = allowed(folded.plain, this.book.allowed);
    const found = this.#builtIn(text, free).map((one) => shifted(one, this.book.shifts));
    found.push(...this.own.find(folded));
    return apart(found.filter((one) => one.rule.level !== "ok" && !inside(one, free)));
  }

  /** What only reads badly is read again without the allowed words. */
  #builtIn(text, free) {
    const found = super.find(text);
    if (free.length > 0 && found.some(readsLike) && !super.find(without(text, free)).some(readsLike)) {
      return found.filter((one) => !readsLike(one));
    }
    return found;
  }
}

function shifted(one, shifts) {
  const shift = shifts[one.rule.about];
  if (!shift || (one.rule.level === "block" && !shift.law)) return one;
  return { ...one, rule: { ...one.rule, level: shift.level } };
}

function allowed(plain, words) {
  const spans = [];
  for (const word of words) {
    let at = plain.text.indexOf(word);
    while (at >= 0) {
      spans.push([plain.places[at], plain.ends[at + word.length - 1]]);
      at = plain.text.indexOf(word, at + 1);
    }
  }
  return spans.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
}

function inside(one, free) {
  return free.some(([start, end]) => start <= one.start && one.end <= end);
}

function without(text, free) {
  let kept = "";
  let at = 0;
  for (const [start, end] of free) {
    kept += text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return kept + text.slice(at);
}
