/**
 * What is worth calling a person for, found by comparing each row with what was last seen of it; so a
 * row that comes late, twice, or after a break of the line counts once and counts right. Pure.
 *
 * @typedef {import("../list_store.js").Row} Row
 * @typedef {import("../../attention/melodies.js").Kind} Kind
 * @typedef {{kind: Kind, key: string, row: Row, looked: boolean}} Occasion `key` is the same in every
 *   tab; `looked`: it is before my eyes already
 * @typedef {{me: number, state: string, now: number, limit: number, looking: number|null}} Scene
 *   `state` mine (accepting, busy, …); `limit` seconds a buyer may wait; `looking` the chat before my eyes
 */
import { isMine, isWaiting } from "../row_order.js";
import { waitedSeconds } from "../wait_scale.js";

const OWN_ONLY = new Set(["busy", "leaving"]);

/** @param {Row} row @param {Scene} scene @returns {boolean} whether this chat may call me now */
export function concerns(row, { me, state }) {
  if (state !== "accepting" && !OWN_ONLY.has(state)) return false;
  return isMine(row, me) || (state === "accepting" && isFree(row));
}

export class Occasions {
  /** @type {Map<number, {row: Row, lateFor: string|null}>} */
  #seen = new Map();
  /** From when on a chat that was never seen is news; older ones only came into view. */
  #since = Infinity;

  /** @param {Iterable<Row>} rows changed or not @param {Scene} scene @returns {Occasion[]} */
  look(rows, scene) {
    const found = [];
    for (const row of rows) {
      const held = this.#seen.get(row.conversation);
      const kind = held?.row === row ? null : this.#kindOf(row, held?.row, scene);
      const late = this.#becameLate(row, held, scene);
      this.#seen.set(row.conversation, { row, lateFor: late ?? held?.lateFor ?? null });
      if (!concerns(row, scene)) continue;
      const looked = row.conversation === scene.looking;
      const which = kind === "new" ? `${row.session} ${row.owner?.id ?? 0}` : row.last_seq;
      if (kind) found.push({ kind, key: `${kind} ${row.conversation} ${which}`, row, looked });
      if (late && held) found.push({ kind: "late", key: `late ${row.conversation} ${late}`, row, looked });
    }
    if (this.#since === Infinity) this.#since = scene.now;
    return found;
  }

  #kindOf(row, before, { me }) {
    if (!before && !(Date.parse(row.last_at) > this.#since)) return null;
    if (isMine(row, me)) {
      if (!before || !isMine(before, me)) return before?.state === "finished" || row.unread || row.handed ? "new" : null;
      const woken = Boolean(row.woken && !before.woken);
      return woken || (row.unread > 0 && row.last_seq > before.last_seq && (row.unread > before.unread || row.last_side === "buyer")) ? "message" : null;
    }
    return isFree(row) && !(before && isFree(before)) ? "new" : null;
  }

  /** @returns {string|null} since when the buyer waits, the first time that it is too long */
  #becameLate(row, held, { now, limit }) {
    if (!limit || !isWaiting(row) || held?.lateFor === row.unanswered_since) return null;
    return waitedSeconds(row.unanswered_since, now) >= limit ? row.unanswered_since : null;
  }
}

/** Nobody holds it and the buyer waits. @param {Row} row */
function isFree(row) {
  return row.state === "waiting" && isWaiting(row);
}
