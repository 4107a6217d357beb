/**
 * The notes of one thread as this tab knows them, and how they stand between its entries. Pure.
 * - a note is held once, by `number`; the higher `change` wins, so late and doubled hints do no harm;
 * - `cursor` is the change up to which nothing is missing; below `last` is a gap: ask `notes.fill`.
 *
 * @typedef {{number: number, change: number, anchor: number, author: string, author_id: number, text: string,
 *   at: string, edited: boolean, deleted: boolean, client_id: string, mentions: number[], to: {id: number, name: string, seen: boolean}|null}} Note
 * @typedef {{cursor: number, last: number, byNumber: Map<number, Note>}} Notes
 */

/** @returns {Notes} */
export function createNotes() {
  return { cursor: 0, last: 0, byNumber: new Map() };
}

/** One that was announced. @param {Notes} notes @param {Note} note @returns {boolean} whether anything is different */
export function applyNote(notes, note) {
  notes.last = Math.max(notes.last, note.change);
  const held = notes.byNumber.get(note.number);
  const newer = !held || held.change < note.change;
  if (newer) notes.byNumber.set(note.number, note);
  if (note.change === notes.cursor + 1) notes.cursor = note.change;
  return newer;
}

/** A fill. @param {Notes} notes @param {{notes: Note[], through: number, last: number}} page @returns {boolean} */
export function applyNotes(notes, page) {
  let changed = false;
  for (const note of page.notes) changed = applyNote(notes, note) || changed;
  notes.cursor = Math.max(notes.cursor, page.through);
  notes.last = Math.max(notes.last, page.last);
  return changed;
}

/** Whoever a whisper is for has read it. @param {Notes} notes @param {number} member @returns {boolean} whether anything is different */
export function seeWhispers(notes, member) {
  const fresh = [...notes.byNumber.values()].filter(({ to }) => to?.id === member && !to.seen);
  for (const note of fresh) notes.byNumber.set(note.number, { ...note, to: { ...note.to, seen: true } });
  return fresh.length > 0;
}

/** @param {Notes} notes @param {number} last a heartbeat's @returns {boolean} whether something is missing */
export function noteGap(notes, last = 0) {
  notes.last = Math.max(notes.last, last);
  return notes.cursor < notes.last;
}

/**
 * The thread with its notes where they belong: behind the entry they are anchored to; older than what
 * is loaded, they wait until that is loaded too. What waits to be stored stands last.
 * @param {object[]} items `ordered(thread)` @param {Note[]} notes @param {object[]} pending of the notes' outbox
 * @param {number} first the lowest seq held @returns {object[]}
 */
export function withNotes(items, notes, pending, first) {
  if (!notes.length && !pending.length) return items;
  const rest = [...notes].filter((note) => note.anchor >= first - 1).sort((a, b) => a.anchor - b.anchor || a.number - b.number);
  const sent = new Set(notes.map((note) => note.client_id));
  const merged = [];
  for (const item of items) {
    const seq = item.entry?.seq ?? Infinity;
    while (rest.length && rest[0].anchor < seq) merged.push(noteItem(rest.shift()));
    merged.push(item);
  }
  for (const note of rest) merged.push(noteItem(note));
  for (const each of pending) if (!sent.has(each.client_id)) merged.push({ key: `n${each.client_id}`, note: null, pendingNote: each, at: each.created_at });
  return merged;
}

function noteItem(note) {
  return { key: `n${note.client_id}`, note, at: Date.parse(note.at) };
}
