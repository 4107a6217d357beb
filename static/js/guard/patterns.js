// Patterns with their words filled in: scripts_library/guard/patterns.py in the browser.

import { WORDS } from "./rules.gen.js";

/** Stands in a sentence for what matched, where an exemption asks what is around it. */
export const MARK = "\u0001";

/** @param {string} pattern with <words>, <~6>, <-6> and @ */
export function filled(pattern) {
  let text = pattern;
  for (let depth = 0; depth < 3; depth += 1) {
    text = text.replace(/<([a-z]+)>/g, (_, word) => WORDS[word]);
  }
  return text
    .replace(/<~([0-9]+)>/g, "[^。]{0,$1}")
    .replace(/<-([0-9]+)>/g, "[^。，]{0,$1}")
    .replaceAll("@", MARK);
}
