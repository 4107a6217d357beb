/**
 * One thread as this page knows it (shapes.js). Pure. Whatever is dropped, doubled or reordered:
 * - an entry is held once, by `seq`, in order; `cursor < last` is a gap: ask `thread.fill`;
 * - a recalled message has no text, whichever came first; positions and session go forward only;
 * - a card knows its answer and whether a newer one replaced it, whichever came first;
 * - a quote of what was recalled has no words, whichever came first.
 * Each function changes the thread in place and answers `{changed, gap}`.
 *
 * @typedef {import("./shapes.js").Thread} Thread
 */
const TAKEN_BACK = new Set(["message", "card", "file"]);
const STEPS = { waiting: 0, active: 1, finished: 2 };

/** @returns {Thread} */
export function createThread({ isOwn = () => false } = {}) {
  return resetThread({ isOwn, pending: [] });
}

/** Forget all but what waits to be sent. */
export function resetThread(thread) {
  return Object.assign(thread, {
    ready: false, first: 0, cursor: 0, last: 0, entries: [], bySeq: new Map(), recalls: new Map(),
    answers: new Map(), replaced: new Set(), cards: 0,
    positions: { buyer: { delivered: 0, read: 0 }, shop: { delivered: 0, read: 0 } }, session: null,
  });
}

/**
 * What came after `asked`; or the newest page, when we were new or too far behind: the thread then
 * begins anew at `first`. `stale`: the server knows less than we did, so it is another thread.
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

/** A fill. */
export function applyEntries(thread, { entries, through, last }) {
  let changed = false;
  for (const entry of entries) changed = put(thread, entry) || changed;
  if (thread.first === 0 && entries.length) thread.first = entries[0].seq;
  thread.last = Math.max(thread.last, last, through);
  return settle(thread, changed || through > thread.cursor, through);
}

/** An announced entry: old, double, next or ahead. */
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

/** A send was answered: an entry, until the real one is heard. What a card or a file says only the server knows. */
export function acknowledge(thread, item, { seq, at, session }, { side, author = null, author_id = null }) {
  thread.pending = thread.pending.filter((pending) => pending.client_id !== item.client_id);
  if (seq < thread.first) return settle(thread, true);
  if (item.card || item.answer || item.file) return { ...noteLast(thread, seq), changed: true };
  const entry = { seq, kind: "message", side, author, author_id, text: item.text, card: null, at, session,
    client_id: item.client_id, target: item.quote?.seq ?? null, quote: item.quote ?? null, recalled: false, local: true };
  put(thread, entry);
  return settle(thread, true);
}

/** A heartbeat's `last`. */
export function noteLast(thread, last) {
  thread.last = Math.max(thread.last, last ?? 0);
  return settle(thread, false);
}

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

/** Older ones are ignored, and steps back too unless a heartbeat has `looked`: events may be late. */
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

/** What the outbox holds for this thread. */
export function setPending(thread, items) {
  thread.pending = items;
  emptyQuotes(thread, items);
  return { changed: true, gap: gapIn(thread) };
}

export function hasOlder(thread) {
  return thread.first > 1;
}

export function gapIn(thread) {
  return thread.ready && thread.cursor < thread.last;
}

/** The newest seq below the cursor from others: what one reports. */
export function newestFromOthers(thread) {
  for (let index = thread.entries.length - 1; index >= 0; index -= 1) {
    const entry = thread.entries[index];
    if (entry.seq <= thread.cursor && !thread.isOwn(entry)) return entry.seq;
  }
  return 0;
}

/** As it is read, what waits last; a message keeps its `key` from writing on. @returns {import("./shapes.js").ThreadItem[]} */
export function ordered(thread) {
  const items = [];
  const sent = new Set();
  const answering = new Map(thread.pending.filter((each) => each.answer).map((each) => [each.answer.seq, each]));
  for (const entry of thread.entries) {
    if (entry.kind === "recall") continue;
    if (entry.client_id) sent.add(entry.client_id);
    const key = entry.client_id ? `c${entry.client_id}` : `s${entry.seq}`;
    const item = { key, entry, recall: entry.recalled ? thread.recalls.get(entry.seq) : undefined };
    if (entry.kind === "card") {
      Object.assign(item, { answer: thread.answers.get(entry.seq), replaced: thread.replaced.has(entry.seq), answering: answering.get(entry.seq) });
    }
    items.push(item);
  }
  for (const pending of thread.pending) {
    if (!sent.has(pending.client_id) && !pending.answer) items.push({ key: `c${pending.client_id}`, pending });
  }
  return items;
}

/** @returns {boolean} whether anything changed */
function put(thread, entry) {
  const held = thread.bySeq.get(entry.seq);
  thread.last = Math.max(thread.last, entry.seq);
  if (held && !held.local && (held.recalled || !entry.recalled)) return false;
  const kept = { ...entry };
  emptyQuotes(thread, [kept]);
  if (TAKEN_BACK.has(kept.kind) && (kept.recalled || thread.recalls.has(kept.seq))) blank(thread, kept, held);
  thread.bySeq.set(kept.seq, kept);
  if (held) thread.entries[thread.entries.indexOf(held)] = kept;
  else insert(thread.entries, kept);
  applyRecall(thread, kept);
  applyCard(thread, kept);
  if (kept.client_id) {
    thread.pending = thread.pending.filter((pending) => pending.client_id !== kept.client_id);
  }
  return true;
}

function applyRecall(thread, entry) {
  if (entry.kind !== "recall" || entry.target === null) return false;
  if (thread.recalls.get(entry.target)?.at) return false;
  const target = thread.bySeq.get(entry.target);
  const known = thread.recalls.get(entry.target);
  thread.recalls.set(entry.target, { text: known?.text ?? "", at: entry.at });
  if (target) blank(thread, target, target);
  emptyQuotes(thread, [...thread.entries, ...thread.pending]);
  if (target?.kind === "card") thread.cards += 1;
  return true;
}

/** What became of cards; `cards` counts, so that who shows more of them knows that something did. */
function applyCard(thread, { kind, target, seq }) {
  if (kind !== "card" && kind !== "answer") return;
  thread.cards += 1;
  if (kind === "answer") thread.answers.set(target, thread.bySeq.get(seq));
  else if (target) thread.replaced.add(target);
}

/** Of what was recalled no quote says a word. */
function emptyQuotes({ recalls }, list) {
  for (const each of list) {
    if (each.quote && recalls.has(each.quote.seq)) each.quote = { ...each.quote, text: "", recalled: true };
  }
}

/** Take the words away; one's own are kept aside. */
function blank(thread, entry, held) {
  const recall = thread.recalls.get(entry.seq) ?? { text: "", at: "" };
  const words = entry.text || held?.text || "";
  if (words && entry.kind === "message" && thread.isOwn(entry)) recall.text = words;
  thread.recalls.set(entry.seq, recall);
  entry.text = "";
  entry.card = null;
  entry.recalled = true;
}

/** Ascending by seq; nearly all are newest. */
function insert(list, entry) {
  let at = list.length;
  while (at > 0 && list[at - 1].seq > entry.seq) at -= 1;
  list.splice(at, 0, entry);
}

/** Move the cursor over all that is there. */
function settle(thread, changed, through = 0) {
  const before = thread.cursor;
  if (thread.ready) {
    thread.cursor = Math.max(thread.cursor, through);
    while (thread.bySeq.has(thread.cursor + 1)) thread.cursor += 1;
    if (thread.first === 0 && thread.cursor > 0) thread.first = thread.entries[0]?.seq ?? 0;
  }
  return { changed: changed || thread.cursor !== before, gap: gapIn(thread) };
}
