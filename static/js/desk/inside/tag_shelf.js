/**
 * The shop's tags by number, and what a person who types in the picker is offered. Pure.
 * @typedef {{id: number, name: string, retired: boolean}} Tag
 */

export const TAG_LENGTH = 20;

export class TagShelf {
  constructor() {
    /** @type {Map<number, Tag>} */
    this.byId = new Map();
  }

  /** @param {Tag[]} tags */
  fill(tags) {
    this.byId = new Map(tags.map((tag) => [tag.id, tag]));
  }

  /** @param {number[]} ids @returns {Tag[]} in the order of tagging; those merged away are gone */
  named(ids) {
    return ids.map((id) => this.byId.get(id)).filter(Boolean);
  }

  /**
   * @param {string} typed @param {number[]} carried @param {boolean} mayMake
   * @returns {{tags: (Tag & {on: boolean})[], make: string|null, long: number}} `long`: how many characters too many
   */
  offer(typed, carried, mayMake) {
    const name = typed.trim().replace(/\s+/g, " ");
    const wanted = name.toLowerCase();
    const on = new Set(carried);
    const tags = [...this.byId.values()]
      .filter((tag) => (!tag.retired || on.has(tag.id)) && tag.name.toLowerCase().includes(wanted))
      .map((tag) => ({ ...tag, on: on.has(tag.id) }))
      .sort((a, b) => Number(b.on) - Number(a.on) || a.name.localeCompare(b.name, "zh"));
    const known = [...this.byId.values()].some((tag) => tag.name === name);
    const long = Math.max(0, [...name].length - TAG_LENGTH);
    return { tags, make: mayMake && name && !known && !long ? name : null, long };
  }
}
