/**
 * Which rows a tab shows and in which order: those who wait by longest wait, then the answered ones
 * by newest. Pure.
 *
 * @typedef {import("./list_store.js").Row} Row
 * @typedef {"waiting"|"mine"|"all"} Tab
 * @typedef {"wait"|"time"} Order
 */

/** @param {Row} row @returns {boolean} whether the buyer waits for an answer that nobody has put off */
export function isWaiting(row) {
  return row.unanswered_since !== null && !row.snoozed_until;
}

/** @param {Row} row @param {number} me @returns {boolean} whether I hold the chat */
export function isMine(row, me) {
  return row.state === "active" && row.owner?.id === me;
}

/** @param {Row} row @param {Tab} tab @param {number} me @returns {boolean} */
export function belongsTo(row, tab, me) {
  if (tab === "waiting") return isWaiting(row);
  if (tab === "mine") return isMine(row, me);
  return true;
}

/** Longest wait first. ISO times of one form compare as text. @param {Row} a @param {Row} b */
export function byLongestWait(a, b) {
  return compare(a.unanswered_since, b.unanswered_since) || a.conversation - b.conversation;
}

/** Newest first. @param {Row} a @param {Row} b */
export function byNewest(a, b) {
  return compare(b.last_at, a.last_at) || b.conversation - a.conversation;
}

/**
 * @param {Iterable<Row>} rows @param {Tab} tab @param {number} me
 * @param {Row|null} [horizon] the last answered row of the pages we hold; older ones would leave a hole
 * @returns {{waiting: Row[], answered: Row[]}}
 */
export function arrange(rows, tab, me, horizon = null) {
  const waiting = [];
  const answered = [];
  for (const row of rows) {
    if (!belongsTo(row, tab, me)) continue;
    if (isWaiting(row)) waiting.push(row);
    else if (!horizon || byNewest(row, horizon) <= 0) answered.push(row);
  }
  return { waiting: waiting.sort(byLongestWait), answered: answered.sort(byNewest) };
}

/**
 * The same rows in one run, whatever moved last on top: no groups.
 * @param {{waiting: Row[], answered: Row[]}} arranged @param {Row|null} [horizon] as for `arrange`
 * @returns {{waiting: Row[], answered: Row[], mixed: boolean}}
 */
export function byTime({ waiting, answered }, horizon = null) {
  const near = horizon ? waiting.filter((row) => byNewest(row, horizon) <= 0) : waiting;
  return { waiting: [], answered: [...near, ...answered].sort(byNewest), mixed: true };
}

/** The next one to open: the longest waiting that I may answer, after the one that is open. @param {Row[]} waiting @param {number|null} open @param {number} me @returns {Row|null} */
export function nextWaiting(waiting, open, me) {
  const mayAnswer = waiting.filter((row) => !row.owner || row.state !== "active" || row.owner.id === me);
  const others = mayAnswer.filter((row) => row.conversation !== open);
  return others[0] ?? mayAnswer[0] ?? null;
}

function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
