/**
 * The words of a script in the browser: `{name}` is filled from the chat, `{几点?}` by whoever sends it.
 * The same rules as `scripts_library/wording.py`. Pure.
 *
 * @typedef {{kind: "text"|"filled"|"hole", words: string, name: string}} Part
 */
const HOLE = /\{([^{}\n]*)\}/g;
const ASKING = /[?？]$/;

/** @param {string} body @param {Record<string, string|null>} values by name @returns {Part[]} */
export function partsOf(body, values) {
  const parts = [];
  let end = 0;
  for (const found of body.matchAll(HOLE)) {
    if (found.index > end) parts.push({ kind: "text", words: body.slice(end, found.index), name: "" });
    const name = found[1].trim();
    const value = ASKING.test(name) ? null : values[name];
    parts.push(value ? { kind: "filled", words: value, name } : { kind: "hole", words: `{${name}}`, name });
    end = found.index + found[0].length;
  }
  if (end < body.length) parts.push({ kind: "text", words: body.slice(end), name: "" });
  return parts;
}

/** @param {Part[]} parts @returns {string} holes still in their braces */
export function said(parts) {
  return parts.map((part) => part.words).join("");
}

/**
 * The holes that stand in a message: names that are known, and those that ask. Other braces are words.
 * @param {string} text @param {(name: string) => boolean} isKnown
 * @returns {{start: number, end: number, name: string}[]}
 */
export function holesIn(text, isKnown) {
  return [...text.matchAll(HOLE)]
    .map((found) => ({ start: found.index, end: found.index + found[0].length, name: found[1].trim() }))
    .filter(({ name }) => name && (ASKING.test(name) || isKnown(name)));
}

/** The next hole after a place, around the end; null without one. @param {{start: number}[]} holes @param {number} from */
export function nextHole(holes, from) {
  return holes.find(({ start }) => start >= from) ?? holes[0] ?? null;
}

/** Whether anything of a script's fixed words is still in a message. @param {string} body @param {string} text */
export function isStill(body, text) {
  const bare = (words) => words.replaceAll(/\s/g, "");
  const whole = bare(text);
  const pieces = body.split(HOLE).filter((_, at) => at % 2 === 0).map(bare).filter(Boolean);
  return pieces.some((piece) => whole.includes(piece.length > 4 ? piece.slice(0, Math.ceil(piece.length / 2)) : piece));
}
