/**
 * Which lines of a long list are on the page, by where the reader has scrolled to: those in view and a
 * margin about them. Every row is as high as any other and every heading too, so places are sums, not
 * measurements. Pure.
 *
 * @typedef {{row: number, heading: number}} Heights pixels
 */

/** So many lines are all there; beyond, only a stretch of them. */
export const WHOLE = 120;
const MARGIN = 20;

/** @param {number} at a line's index @param {number[]} headings indexes of headings, ascending @param {Heights} heights @returns {number} pixels above it */
export function topOf(at, headings, { row, heading }) {
  const above = headings.filter((index) => index < at).length;
  return at * row + above * (heading - row);
}

/** @param {number} pixels @param {number} count @param {number[]} headings @param {Heights} heights @returns {number} the index of the line there */
export function lineAt(pixels, count, headings, heights) {
  let at = Math.max(0, Math.floor(pixels / heights.row));
  while (at < count && topOf(at + 1, headings, heights) <= pixels) at += 1;
  return Math.min(at, Math.max(0, count - 1));
}

/**
 * @param {{count: number, headings: number[], heights: Heights, top: number, height: number}} list `top`: how far it is scrolled
 * @returns {{from: number, to: number, above: number, below: number}} lines drawn, and the room of those that are not
 */
export function spanOf({ count, headings, heights, top, height }) {
  if (count <= WHOLE) return { from: 0, to: count, above: 0, below: 0 };
  const from = Math.max(0, lineAt(top, count, headings, heights) - MARGIN);
  const to = Math.min(count, lineAt(top + height, count, headings, heights) + 1 + MARGIN);
  return { from, to, above: topOf(from, headings, heights), below: topOf(count, headings, heights) - topOf(to, headings, heights) };
}
