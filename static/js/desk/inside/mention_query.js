/**
 * What is being looked for behind an @, and who fits. Pure.
 * @typedef {{id: number, name: string}} Colleague
 */

const LONGEST = 20;

/** The @ before the caret and what follows it. @param {string} text @param {number} caret @returns {{from: number, query: string}|null} */
export function queryAt(text, caret) {
  const before = text.slice(0, caret);
  const from = Math.max(before.lastIndexOf("@"), before.lastIndexOf("＠"));
  if (from < 0) return null;
  const query = before.slice(from + 1);
  if (query.length > LONGEST || /\s/.test(query)) return null;
  const previous = before[from - 1] ?? "";
  return /[A-Za-z0-9._-]/.test(previous) ? null : { from, query };
}

/** Those whose names begin so first, then those that hold it. @param {Colleague[]} colleagues @param {string} query @param {number} me */
export function fitting(colleagues, query, me) {
  const wanted = query.toLowerCase();
  const others = colleagues.filter(({ id }) => id !== me);
  const begins = others.filter(({ name }) => name.toLowerCase().startsWith(wanted));
  const holds = others.filter(({ name }) => !name.toLowerCase().startsWith(wanted) && name.toLowerCase().includes(wanted));
  return [...begins, ...holds].slice(0, 8);
}

/** The text with the name in place of what was typed, and where the caret goes. @param {string} text @param {number} from @param {number} caret @param {string} name */
export function completed(text, from, caret, name) {
  const head = `${text.slice(0, from)}@${name} `;
  return { text: head + text.slice(caret).replace(/^ /, ""), caret: head.length };
}
