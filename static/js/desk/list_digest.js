/**
 * The digest of the list as this tab foretells it. Each row heard moves it from what we held to what
 * we hold, exactly as the server's own sum would move; a heartbeat that says the same means that
 * nothing was missed. A heartbeat may be a little older than the newest event, so the last states
 * are remembered too. Pure.
 *
 * @typedef {import("./list_store.js").Row} Row
 * @typedef {import("./list_store.js").Digest} Digest
 */
import { isMine, isWaiting } from "./row_order.js";

const REMEMBERED = 200;

/** @param {Row|undefined} row @returns {bigint} what a row adds to the checksum: open rows only */
function weight(row) {
  return row && row.state !== "finished" ? BigInt(row.version) : 0n;
}

/** @param {Digest} digest @param {Row|undefined} before @param {Row} after @param {number} me @returns {Digest} */
export function foretell(digest, before, after, me) {
  const moved = (test) => Number(test(after)) - Number(Boolean(before) && test(before));
  return {
    ...digest,
    waiting: digest.waiting + moved(isWaiting),
    mine: digest.mine + moved((row) => isMine(row, me)),
    checksum: String(BigInt(digest.checksum) - weight(before) + weight(after)),
  };
}

export class ListDigest {
  constructor() {
    /** @type {Digest|null} */
    this.held = null;
    /** @type {string[]} */
    this.past = [];
  }

  /** The server's word together with page one. @param {Digest} digest */
  settle(digest) {
    this.held = digest;
    this.past = [];
  }

  /** @param {Row|undefined} before @param {Row} after @param {number} me */
  move(before, after, me) {
    if (!this.held) return;
    this.past.push(signature(this.held));
    if (this.past.length > REMEMBERED) this.past.shift();
    this.held = foretell(this.held, before, after, me);
  }

  /** @param {Digest} heard @returns {boolean} */
  agrees(heard) {
    if (!this.held) return false;
    const said = signature(heard);
    if (said !== signature(this.held)) return this.past.includes(said);
    this.held = heard; // `all` counts threads that no row was told of, so it is only taken over
    return true;
  }
}

/** @param {Digest} digest @returns {string} */
function signature({ waiting, mine, checksum }) {
  return `${waiting} ${mine} ${checksum}`;
}
