/** Loading shows nothing for 150 ms, so that what is quick does not flicker. */

const DELAY_MS = 150;

/** @param {() => void} show @returns {() => void} call when it is there: cancels what has not been shown */
export function afterDelay(show) {
  const timer = setTimeout(show, DELAY_MS);
  return () => clearTimeout(timer);
}
