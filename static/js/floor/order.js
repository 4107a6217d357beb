/**
 * In which order rows stand after news: as they came, but while the pointer is among them those that
 * were there keep their places and the new ones follow. Pure.
 *
 * @param {string[]} before @param {string[]} fresh @param {boolean} held the pointer is among them
 * @returns {string[]}
 */
export function orderOf(before, fresh, held) {
  if (!held) return fresh;
  const there = new Set(fresh);
  const kept = before.filter((key) => there.has(key));
  const known = new Set(kept);
  return [...kept, ...fresh.filter((key) => !known.has(key))];
}
