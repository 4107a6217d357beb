// The guard in the browser: the same rules and the same verdict as on the server, which decides.

import { Engine, LEVELS } from "./engine.js";
import { fold } from "./folding.js";
import { kinderText } from "./rewriting.js";
import { REASONS, RULES } from "./rules.gen.js";
import { READS_LIKE, Sense } from "./sense.js";

const LANGUAGES = ["zh", "en"];
export const LONGEST = 5000;

export class Guard {
  constructor(rules = RULES, sense = new Sense()) {
    this.engine = new Engine(rules);
    this.sense = sense;
  }

  /**
   * @param {string} text
   * @param {"zh"|"en"} language of the reasons
   * @returns {{level: string, hits: {about: string, level: string, rule: string, text: string,
   *   start: number, end: number, why: string, rewrite: string}[]}}
   */
  check(text, language = "zh") {
    const found = this.find(text);
    if (found.length === 0) {
      return { level: "ok", hits: [] };
    }
    const rewrite = kinderText(text, found, (said) => this.find(said).length === 0);
    const column = LANGUAGES.indexOf(language);
    const hits = found.map(({ rule, start, end }) => ({
      about: rule.about,
      level: rule.level,
      rule: rule.name,
      text: text.slice(start, end),
      start,
      end,
      why: rule.why || REASONS[rule.reason][column],
      rewrite,
    }));
    const gravest = Math.max(...hits.map((hit) => LEVELS.indexOf(hit.level)));
    return { level: LEVELS[gravest], hits };
  }

  /** The rules that hold, after the second reader had its say. */
  find(text) {
    const folded = fold(text, LONGEST);
    const plain = folded.plain;
    if (plain.text === "") {
      return [];
    }
    const score = this.sense.score(plain.text);
    const found = this.engine.find(folded).filter(({ rule }) => !this.sense.clears(rule, score));
    if (this.sense.flags(plain.text, score) && found.every(({ rule }) => rule.level === "hint")) {
      const [start, end] = this.sense.place(plain);
      return [{ rule: READS_LIKE[this.sense.about(plain.text)], start, end }];
    }
    return found;
  }
}
