/**
 * How long to wait before trying the line again: between 0.3 s and a ceiling that doubles up to
 * 15 s, drawn at random so that a thousand pages do not come back in the same instant. Pure: the
 * same `random` gives the same waits.
 */

export const SHORTEST = 0.3;
export const LONGEST = 15;

/**
 * @param {number} attempt 0 for the first wait @param {() => number} [random] in [0, 1)
 * @returns {number} seconds
 */
export function wait(attempt, random = Math.random) {
  const ceiling = Math.min(LONGEST, SHORTEST * 3 * 2 ** Math.min(attempt, 10));
  return SHORTEST + random() * (ceiling - SHORTEST);
}

/** Counts the attempts: `next()` for each wait, `reset()` once the line has held. */
export class Backoff {
  /** @param {() => number} [random] */
  constructor(random = Math.random) {
    this.random = random;
    this.attempt = 0;
  }

  /** @returns {number} seconds */
  next() {
    return wait(this.attempt++, this.random);
  }

  reset() {
    this.attempt = 0;
  }
}
