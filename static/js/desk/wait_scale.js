/**
 * How long a buyer has waited, as the one motif of the product shows it: a step (1 fine, 2 soon,
 * 3 late, 4 at the limit), how far the bar has risen, and the written time. Pure.
 */

/** @param {string|null} since ISO time @param {number} now server milliseconds @returns {number} whole seconds, never below 0 */
export function waitedSeconds(since, now) {
  if (!since) return 0;
  return Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
}

/** @param {number} seconds @param {number[]} steps the shop's limits, ascending, such as [30, 90, 180] @returns {1|2|3|4} */
export function waitStep(seconds, steps) {
  const passed = steps.filter((limit) => seconds >= limit).length;
  return /** @type {1|2|3|4} */ (Math.min(4, 1 + passed));
}

/** @param {number} seconds @param {number[]} steps @returns {number} 0 to 1: 1 is the shop's limit */
export function waitShare(seconds, steps) {
  const limit = steps[steps.length - 1] ?? 0;
  return limit > 0 ? Math.min(1, seconds / limit) : 0;
}

/** @param {number} seconds @returns {string} `00:47`, from an hour on `1:02:15` */
export function clockText(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${two(minutes)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

/** @param {number} seconds @returns {{hours: number, minutes: number, seconds: number}} to say it in words */
export function waitParts(seconds) {
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor((seconds % 3600) / 60), seconds: seconds % 60 };
}
