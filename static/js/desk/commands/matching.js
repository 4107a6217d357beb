/**
 * How well a command fits what was typed: its words in Chinese or in the reader's language, its pinyin
 * initials, or English. Pure.
 *
 * @typedef {{words: string, shown: string, terms: string}} Named
 */

/** @param {Named} command @param {string} typed @returns {number} 0: it does not */
export function fitOf({ words, shown, terms }, typed) {
  const query = typed.trim().toLowerCase();
  if (!query) return 0;
  const names = [words.toLowerCase(), shown.toLowerCase()];
  if (names.some((name) => name.startsWith(query))) return 100;
  const known = terms.split(" ");
  if (known.includes(query)) return 90;
  if (names.some((name) => name.includes(query))) return 80;
  if (known.some((term) => term.startsWith(query))) return 70;
  const parts = query.split(/\s+/);
  const all = [...known, ...names.flatMap((name) => name.split(/\s+/))];
  return parts.length > 1 && parts.every((part) => all.some((term) => term.startsWith(part))) ? 60 : 0;
}

/** Best first, the order of before among equals. @template {Named} T @param {T[]} commands @param {string} typed @returns {T[]} */
export function fitting(commands, typed) {
  const fits = commands.map((command, at) => ({ command, at, fit: fitOf(command, typed) })).filter(({ fit }) => fit);
  return fits.sort((one, other) => other.fit - one.fit || one.at - other.at).map(({ command }) => command);
}
