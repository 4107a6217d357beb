// The guard in the browser: the same rules and the same verdict as on the server, which decides.

import { Engine, LEVELS } from "./engine.js";
import { kinderText } from "./rewriting.js";
import { REASONS, RULES } from "./rules.gen.js";

const LANGUAGES = ["zh", "en"];

export class Guard {
  constructor(rules = RULES) {
    this.engine = new Engine(rules);
  }

  /**
   * @param {string} text
   * @param {"zh"|"en"} language of the reasons
   * @returns {{level: string, hits: {about: string, level: string, rule: string, text: string,
   *   start: number, end: number, why: string, rewrite: string}[]}}
   */
  check(text, language = "zh") {
    const found = this.engine.find(text);
    if (found.length === 0) {
      return { level: "ok", hits: [] };
    }
    const rewrite = kinderText(text, found, (said) => this.engine.find(said).length === 0);
    const column = LANGUAGES.indexOf(language);
    const hits = found.map(({ rule, start, end }) => ({
      about: rule.about,
      level: rule.level,
      rule: rule.name,
      text: text.slice(start, end),
      start,
      end,
      why: REASONS[rule.reason][column],
      rewrite,
    }));
    const gravest = Math.max(...hits.map((hit) => LEVELS.indexOf(hit.level)));
    return { level: LEVELS[gravest], hits };
  }
}
