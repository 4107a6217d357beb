/**
 * Whether an answer is still wanted when it comes. A list that keeps itself fresh and can be sent
 * elsewhere (a tab, a filter, a search) has two questions on their way at once; the older answer may
 * come last, and would put the old rows under the new heading.
 */

export class Latest {
  #place = 0;

  /** Off to another place; whether its answer is still the one that is wanted. @returns {() => boolean} */
  leave() {
    const mine = ++this.#place;
    return () => mine === this.#place;
  }

  /** The other place is on screen: what was asked for on the way there is of the one before. */
  arrive() {
    this.#place += 1;
  }

  /** A question about where one is. @returns {() => boolean} */
  stay() {
    const mine = this.#place;
    return () => mine === this.#place;
  }
}
