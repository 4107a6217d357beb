/** Where a key leads in a grid of `COLUMNS`, whatever its groups. Pure. */
export const COLUMNS = 8;

/** @param {string} key @param {number} at @param {number} count @returns {number} -1: the key is none of the grid's */
export function stepIn(key, at, count) {
  const column = at % COLUMNS;
  switch (key) {
    case "ArrowRight": return (at + 1) % count;
    case "ArrowLeft": return (at - 1 + count) % count;
    case "ArrowDown": return at + COLUMNS < count ? at + COLUMNS : column;
    case "ArrowUp": return at >= COLUMNS ? at - COLUMNS : count - COLUMNS + column;
    case "Home": return at - column;
    case "End": return at - column + COLUMNS - 1;
    default: return -1;
  }
}
