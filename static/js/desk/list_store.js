/**
 * The desk's list as this tab knows it. Pure state, no DOM, no line. Promises:
 * - a row with a lower version than the one held is ignored, so late and doubled events do no harm;
 * - page one of a tab is the truth about its stretch: a row that should stand there and does not is
 *   dropped, unless something newer was heard about it while the page was under way;
 * - the digest of a heartbeat either agrees with what is held, or page one has to be asked again.
 *
 * @typedef {{conversation: number, buyer: {name: string, platform: string},
 *   state: "waiting"|"active"|"finished", owner: {id: number, name: string}|null, last_text: string, last_card: string,
 *   last_side: string, last_at: string, last_seq: number, unread: number,
 *   unanswered_since: string|null, session: number, stage: string, tags: number[],
 *   snoozed_until: string|null, woken: boolean, blocked: boolean, version: number}} Row
 * @typedef {{waiting: number, mine: number, all: number, checksum: string}} Digest
 * @typedef {{tab: import("./row_order.js").Tab, rows: Row[], next: string|null, digest: Digest}} Page
 */
import { ListDigest } from "./list_digest.js";
import { arrange, belongsTo, byLongestWait, byNewest, byTime, isWaiting } from "./row_order.js";

/** Page one of `all` tells of that many waiting rows at most (docs/wire.md). */
const WAITING_TOLD = 200;

export class ListStore {
  /** @param {{me: number}} options my member number */
  constructor({ me }) {
    this.me = me;
    /** @type {Map<number, Row>} */
    this.rows = new Map();
    /** @type {Map<number, number>} when (by our own count) each row was last heard of */
    this.heardAt = new Map();
    this.count = 0;
    this.sum = new ListDigest();
    /** @type {Record<string, {next: string|null, horizon: Row|null}>} tabs whose page one was had */
    this.pages = {};
  }

  /** @returns {Digest|null} */
  get digest() {
    return this.sum.held;
  }

  /** A row that was announced. @param {Row} row @returns {boolean} whether anything changed */
  apply(row) {
    const held = this.rows.get(row.conversation);
    if (!this.#put(row)) return false;
    this.sum.move(held, row, this.me);
    return true;
  }

  /** Call when page one is asked for; hand the answer to `firstPage` with it. @returns {number} */
  mark() {
    return this.count;
  }

  /** @param {Page} page @param {number} mark @returns {boolean} false: other tabs missed something, ask for `all` */
  firstPage(page, mark) {
    const whole = page.tab === "all";
    const newer = page.rows.map((row) => [row, this.rows.get(row.conversation)])
      .filter(([row, held]) => held && held.version > row.version);
    this.#drop(page, mark);
    for (const row of page.rows) this.#put(row);
    const fresh = { next: page.next, horizon: lastAnswered(page.rows) };
    const held = this.pages[page.tab];
    const deeper = held && fresh.next && (!held.next || isBelow(held.horizon, fresh.horizon));
    this.pages[page.tab] = deeper ? held : fresh;
    if (!whole && this.digest) return this.sum.agrees(page.digest);
    this.sum.settle(page.digest);
    for (const [row, heard] of newer) this.sum.move(row, heard, this.me);
    return whole;
  }

  /** Rows that were asked for by another way than a tab. @param {Row[]} rows */
  hold(rows) {
    for (const row of rows) this.#put(row);
  }

  /** A further page. @param {Page} page */
  furtherPage(page) {
    const held = this.pages[page.tab];
    for (const row of page.rows) this.#put(row);
    this.pages[page.tab] = { next: page.next, horizon: lastAnswered(page.rows) ?? held?.horizon ?? null };
  }

  /** @param {Digest} digest a heartbeat's @returns {boolean} false: ask for page one again */
  agrees(digest) {
    return this.sum.agrees(digest);
  }

  /**
   * @param {import("./row_order.js").Tab} tab @param {import("./row_order.js").Order} [order]
   * @returns {{waiting: Row[], answered: Row[], mixed?: boolean, more: boolean, loaded: boolean}}
   */
  view(tab, order = "wait") {
    const page = this.pages[tab];
    const horizon = page?.next ? page.horizon : null;
    let arranged = arrange(this.rows.values(), tab, this.me, horizon);
    // Pages of those who wait come by the longest wait: half of them can't be put in another order.
    if (order === "time" && !(tab === "waiting" && page?.next)) arranged = byTime(arranged, horizon);
    return { ...arranged, more: Boolean(page?.next), loaded: Boolean(page) };
  }

  #put(row) {
    const held = this.rows.get(row.conversation);
    this.heardAt.set(row.conversation, ++this.count);
    if (held && held.version >= row.version) return false;
    this.rows.set(row.conversation, row);
    return true;
  }

  /** What page one of a tab should have told of and did not is no longer so. */
  #drop(page, mark) {
    const told = new Set(page.rows.map((row) => row.conversation));
    const within = stretchOf(page);
    for (const row of [...this.rows.values()]) {
      if (told.has(row.conversation) || !belongsTo(row, page.tab, this.me)) continue;
      if ((this.heardAt.get(row.conversation) ?? 0) <= mark && within(row)) this.rows.delete(row.conversation);
    }
  }
}

/** Which rows a page one speaks about, told or not. @param {Page} page @returns {(row: Row) => boolean} */
function stretchOf({ tab, rows, next }) {
  const waiting = rows.filter(isWaiting);
  if (tab === "waiting") {
    const last = [...rows].sort(byLongestWait).at(-1);
    return (row) => !next || Boolean(last && byLongestWait(row, last) <= 0);
  }
  if (tab === "mine") {
    const last = [...rows].sort(byNewest).at(-1);
    return (row) => !next || Boolean(last && byNewest(row, last) <= 0);
  }
  const last = lastAnswered(rows);
  return (row) => (isWaiting(row) ? waiting.length < WAITING_TOLD
    : !next || Boolean(last && byNewest(row, last) <= 0));
}

/** @param {Row[]} rows @returns {Row|null} */
function lastAnswered(rows) {
  return rows.filter((row) => !isWaiting(row)).sort(byNewest).at(-1) ?? null;
}

/** @param {Row|null} row @param {Row|null} other @returns {boolean} whether it stands further down the list */
function isBelow(row, other) {
  return Boolean(row && other && byNewest(row, other) > 0);
}
