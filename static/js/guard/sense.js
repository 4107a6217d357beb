// The second reader: scripts_library/guard/sense.py in the browser, sum for sum.

import { isHan } from "./folding.js";
import { CLASSES, DEFAULTS } from "./rules.gen.js";
import { LEARNED } from "./learned.gen.js";

const LONGEST_RUN = 3;
const SHORT = 6;
const SHORTEST = 4;
const MORE_FOR_SHORT = 25;
const classes = Object.keys(CLASSES);

/** The rule that a text of a class is said to have broken, where no rule of ours names it. */
export const READS_LIKE = Object.fromEntries(
  classes.map((about) => {
    const [reason, kinder] = DEFAULTS[about];
    return [about, { name: `reads_like_${about}`, about, level: "warn", reason, kinder, put: null }];
  }),
);

export class Sense {
  /** @param {{bias: number, flags_from: number, clears_to: number, weights: object}} learned */
  constructor(learned = LEARNED) {
    this.bias = learned.bias;
    this.flagsFrom = learned.flags_from;
    this.clearsTo = learned.clears_to;
    this.weights = new Map(Object.entries(learned.weights));
  }

  /** Above zero it reads badly, below it reads well; of English it knows nothing. */
  score(plain) {
    if (![...plain].some(isHan)) {
      return 0;
    }
    return this.bias + this.#sum(plain);
  }

  /** Whether a text that no rule stops is stopped all the same; of a few Chinese characters it must be surer. */
  flags(plain, score) {
    const length = [...plain].filter(isHan).length;
    if (2 * [...plain].filter((one) => /[a-z]/i.test(one)).length > length) return false; // what it learned from is Chinese
    const bar = this.flagsFrom + (length < SHORT ? MORE_FOR_SHORT : 0);
    return score >= bar && length >= SHORTEST;
  }

  /** Whether a sentence reads so well that the rule must have misread it. */
  clears(rule, score) {
    if (rule.level === "hint" || rule.view !== "plain") {
      return false;
    }
    return score <= (rule.level === "block" ? 2 * this.clearsTo : this.clearsTo);
  }

  /** The class for which most speaks. */
  about(plain) {
    const said = classes.map(() => 0);
    for (const run of runsOf(plain)) {
      const [weight, about] = this.weights.get(run) ?? [0, 0];
      if (weight > 0) {
        said[about] += weight;
      }
    }
    return classes[said.indexOf(Math.max(...said))];
  }

  /** The span, in the original, of the part between two marks that reads worst. */
  place(view) {
    let best = null;
    let span = [0, view.text.length];
    let start = 0;
    for (let stop = 0; stop <= view.text.length; stop += 1) {
      if (stop < view.text.length && !"。，".includes(view.text[stop])) {
        continue;
      }
      if (stop > start) {
        const worth = this.#sum(view.text.slice(start, stop));
        if (best === null || worth > best) {
          best = worth;
          span = [start, stop];
        }
      }
      start = stop + 1;
    }
    return [view.places[span[0]], view.ends[span[1] - 1]];
  }

  #sum(plain) {
    let sum = 0;
    for (const run of runsOf(plain)) {
      sum += this.weights.get(run)?.[0] ?? 0;
    }
    return sum;
  }
}

/** Every run of one to three characters, with marks for the two ends. */
function runsOf(plain) {
  const text = `^${plain}$`;
  const runs = new Set();
  for (let length = 1; length <= LONGEST_RUN; length += 1) {
    for (let at = 0; at + length <= text.length; at += 1) {
      runs.add(text.slice(at, at + length));
    }
  }
  return runs;
}
