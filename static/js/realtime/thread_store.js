/**
 * One thread as this page knows it. Pure state, no DOM, no clock, no line. Promises, whatever is
 * dropped, doubled or reordered on the way:
 * - an entry is held once, by `seq`; entries are in order;
 * - `cursor` is the highest seq below which nothing (since `first`) is missing; `last` the highest
 *   known to exist. While `cursor < last` there is a gap: ask `thread.fill` from `cursor`;
 * - a recalled message has no text, whether the recall or the message came first;
 * - positions and the session only move forward.
 *
 * Every function changes the thread in place and answers `{changed, gap}` (a snapshot also `stale`:
 * the server knows less than we did, so this is another thread, and all that was held is gone).
 *
 * @typedef {{seq: number, kind: "message"|"recall"|"system", side: "buyer"|"agent"|"auto"|"system",
 *   author: string|null, author_id: number|null, text: string, at: string, session: number,
 *   client_id: string|null, target: number|null, recalled: boolean, local?: boolean}} Entry
 * @typedef {{delivered: number, read: number}} Position
 * @typedef {{number: number, state: "waiting"|"active"|"finished", agent: {id: number|null, name: string}|null}} Session
 * @typedef {{client_id: string, text: string, created_at: number, state: string, error?: object|null, retry_at?: number|null}} Pending
 * @typedef {{text: string, at: string}} Recalled what was recalled and when; `text` only for one's own
 * @typedef {{ready: boolean, first: number, cursor: number, last: number, entries: Entry[],
 *   bySeq: Map<number, Entry>, recalls: Map<number, Recalled>, pending: Pending[],
 *   positions: {buyer: Position, shop: Position}, session: Session|null,
 *   isOwn: (entry: Entry) => boolean}} Thread
 */
import { insertAscending } from "./sorted_list.js";

const STEPS = { waiting: 0, active: 1, finished: 2 };

/** @param {{isOwn?: (entry: Entry) => boolean}} [options] whose recalled words may be written again @returns {Thread} */
export function createThread({ isOwn = () => false } = {}) {
  return resetThread(/** @type {Thread} */ ({ isOwn, pending: [] }));
}

/** Forget all but what waits to be sent. @param {Thread} thread @returns {Thread} */
export function resetThread(thread) {
  return Object.assign(thread, {
    ready: false, first: 0, cursor: 0, last: 0, entries: [], bySeq: new Map(), recalls: new Map(),
    positions: { buyer: { delivered: 0, read: 0 }, shop: { delivered: 0, read: 0 } }, session: null,
  });
}

/**
 * The `Thread` shape of the wire: what came after our cursor; or the newest page, when the thread is
 * new to us, or we are too far behind: then it begins anew at `first` and older ones come by history.
 * @param {Thread} thread @param {object} wire @param {number} [asked] the `after` it answers; the
 *   cursor may have moved on since
 */
export function applySnapshot(thread, wire, asked = thread.cursor) {
  const stale = thread.ready && (wire.through < asked || wire.last < asked);
  if (stale) resetThread(thread);
  if (!thread.ready || (wire.entries.length && wire.first > asked + 1)) {
    thread.ready = true;
    thread.first = wire.first;
    thread.cursor = wire.through;
    for (const entry of thread.entries) if (entry.seq < wire.first) thread.bySeq.delete(entry.seq);
    thread.entries = thread.entries.filter((entry) => entry.seq >= wire.first);
  }
  const { gap } = applyEntries(thread, wire);
  applyPositions(thread, wire.positions);
  thread.session = wire.session ?? null;
  return { changed: true, gap, stale };
}

/** A fill: everything after a cursor of ours, up to `through`. */
export function applyEntries(thread, { entries, through, last }) {
  let changed = false;
  for (const entry of entries) changed = put(thread, entry) || changed;
  if (thread.first === 0 && entries.length) thread.first = entries[0].seq;
  thread.last = Math.max(thread.last, last, through);
  return settle(thread, changed || through > thread.cursor, through);
}

/** One entry that was announced; it may be old, double, or ahead of ones we miss. */
export function applyEntry(thread, entry) {
  if (thread.ready && entry.seq < thread.first) {
    return settle(thread, applyRecall(thread, entry));
  }
  return settle(thread, put(thread, entry));
}

/** Older entries, from before `first`. */
export function applyHistory(thread, { entries, first }) {
  let changed = false;
  for (const entry of entries) changed = put(thread, entry) || changed;
  if (first < thread.first) {
    thread.first = first;
    changed = true;
  }
  return settle(thread, changed);
}

/** The server answered a send: show it as an entry until the real one is heard. */
export function acknowledge(thread, item, { seq, at, session }, { side, author = null, author_id = null }) {
  thread.pending = thread.pending.filter((pending) => pending.client_id !== item.client_id);
  if (seq < thread.first) return settle(thread, true);
  const entry = { seq, kind: "message", side, author, author_id, text: item.text, at, session,
    client_id: item.client_id, target: null, recalled: false, local: true };
  put(thread, entry);
  return settle(thread, true);
}

/** A heartbeat's `last`. @returns {{changed: boolean, gap: boolean}} */
export function noteLast(thread, last) {
  thread.last = Math.max(thread.last, last ?? 0);
  return settle(thread, false);
}

/** @param {Thread} thread @param {{buyer: Position, shop: Position}|null|undefined} positions */
export function applyPositions(thread, positions) {
  let changed = false;
  for (const side of ["buyer", "shop"]) {
    for (const step of ["delivered", "read"]) {
      const heard = positions?.[side]?.[step] ?? 0;
      if (heard > thread.positions[side][step]) {
        thread.positions[side][step] = heard;
        changed = true;
      }
    }
  }
  return { changed, gap: gapIn(thread) };
}

/**
 * The session, as an event or (`looked`) a heartbeat tells it: an older number is ignored, and in an
 * event a step back within one too, because events may come late; a heartbeat has looked.
 */
export function applySession(thread, session, { looked = false } = {}) {
  const held = thread.session;
  const older = session && held && (session.number < held.number || (!looked
    && session.number === held.number && STEPS[session.state] < STEPS[held.state]));
  if (!session || older || JSON.stringify(session) === JSON.stringify(held)) {
    return { changed: false, gap: gapIn(thread) };
  }
  thread.session = session;
  return { changed: true, gap: gapIn(thread) };
}

/** What waits in the outbox for this thread, in the order of writing. @param {Thread} thread @param {Pending[]} items */
export function setPending(thread, items) {
  thread.pending = items;
  return { changed: true, gap: gapIn(thread) };
}

/** @param {Thread} thread @returns {boolean} */
export function hasOlder(thread) {
  return thread.first > 1;
}

/** @param {Thread} thread @returns {boolean} */
export function gapIn(thread) {
  return thread.ready && thread.cursor < thread.last;
}

/** The newest entry below the cursor that the other side wrote: what one reports as received and read. */
export function newestFromOthers(thread) {
  for (let index = thread.entries.length - 1; index >= 0; index -= 1) {
    const entry = thread.entries[index];
    if (entry.seq <= thread.cursor && !thread.isOwn(entry)) return entry.seq;
  }
  return 0;
}

/**
 * The thread as it is read: messages (recalled ones in their place) and system lines, then what
 * still waits. `key` stays the same from the moment of writing to the end.
 * @param {Thread} thread @returns {{key: string, entry?: Entry, pending?: Pending, recall?: Recalled}[]}
 */
export function ordered(thread) {
  const items = [];
  const sent = new Set();
  for (const entry of thread.entries) {
    if (entry.kind === "recall") continue;
    if (entry.client_id) sent.add(entry.client_id);
    const key = entry.client_id ? `c${entry.client_id}` : `s${entry.seq}`;
    items.push({ key, entry, recall: entry.recalled ? thread.recalls.get(entry.seq) : undefined });
  }
  for (const pending of thread.pending) {
    if (!sent.has(pending.client_id)) items.push({ key: `c${pending.client_id}`, pending });
  }
  return items;
}

/** Hold an entry and do what it means. @returns {boolean} whether anything changed */
function put(thread, entry) {
  const held = thread.bySeq.get(entry.seq);
  thread.last = Math.max(thread.last, entry.seq);
  if (held && !held.local && (held.recalled || !entry.recalled)) return false;
  const kept = { ...entry };
  if (kept.kind === "message" && (kept.recalled || thread.recalls.has(kept.seq))) blank(thread, kept, held);
  thread.bySeq.set(kept.seq, kept);
  if (held) thread.entries[thread.entries.indexOf(held)] = kept;
  else insertAscending(thread.entries, kept);
  applyRecall(thread, kept);
  if (kept.client_id) {
    thread.pending = thread.pending.filter((pending) => pending.client_id !== kept.client_id);
  }
  return true;
}

/** @returns {boolean} */
function applyRecall(thread, entry) {
  if (entry.kind !== "recall" || entry.target === null) return false;
  if (thread.recalls.get(entry.target)?.at) return false;
  const target = thread.bySeq.get(entry.target);
  const known = thread.recalls.get(entry.target);
  thread.recalls.set(entry.target, { text: known?.text ?? "", at: entry.at });
  if (target) blank(thread, target, target);
  return true;
}

/** Take the words away; keep one's own aside, so that they can be written again. */
function blank(thread, entry, held) {
  const recall = thread.recalls.get(entry.seq) ?? { text: "", at: "" };
  const words = entry.text || held?.text || "";
  if (words && thread.isOwn(entry)) recall.text = words;
  thread.recalls.set(entry.seq, recall);
  entry.text = "";
  entry.recalled = true;
}

/** Move the cursor over everything that is there. */
function settle(thread, changed, through = 0) {
  const before = thread.cursor;
  if (thread.ready) {
    thread.cursor = Math.max(thread.cursor, through);
    while (thread.bySeq.has(thread.cursor + 1)) thread.cursor += 1;
    if (thread.first === 0 && thread.cursor > 0) thread.first = thread.entries[0]?.seq ?? 0;
  }
  return { changed: changed || thread.cursor !== before, gap: gapIn(thread) };
}
