/**
 * Put an entry into a list that ascends by `seq`. Looks from the end, because nearly all are newest.
 * @template {{seq: number}} T @param {T[]} list @param {T} entry
 */
export function insertAscending(list, entry) {
  if (!list.length || list[list.length - 1].seq < entry.seq) {
    list.push(entry);
    return;
  }
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].seq < entry.seq) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, entry);
}
