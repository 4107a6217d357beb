/**
 * How long to wait before the next try: 0.3 s up to a ceiling that doubles to 15 s, at random, so
 * that a thousand pages do not come back together. Pure.
 */

export const SHORTEST = 0.3;
export const LONGEST = 15;

/** @param {number} attempt from 0 @param {() => number} [random] @returns {number} seconds */
export function wait(attempt, random = Math.random) {
  const ceiling = Math.min(LONGEST, SHORTEST * 3 * 2 ** Math.min(attempt, 10));
  return SHORTEST + random() * (ceiling - SHORTEST);
}

/** Counts the attempts; `reset()` once the line has held. */
export class Backoff {
  constructor(random = Math.random) {
    this.random = random;
    this.attempt = 0;
  }

  next() {
    return wait(this.attempt++, this.random);
  }

  reset() {
    this.attempt = 0;
  }
}
