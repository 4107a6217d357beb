/**
 * The three sounds, as notes: short, soft, told apart by rhythm and direction rather than by loudness.
 * A new chat rises, a message is one note, a wait past the limit knocks three times. Pure.
 *
 * @typedef {"new"|"message"|"late"} Kind
 * @typedef {{hertz: number, at: number, lasts: number}} Note seconds
 */

/** @type {Record<Kind, Note[]>} */
export const MELODIES = {
  message: [{ hertz: 784, at: 0, lasts: 0.16 }],
  new: [{ hertz: 659, at: 0, lasts: 0.14 }, { hertz: 988, at: 0.13, lasts: 0.24 }],
  late: [{ hertz: 523, at: 0, lasts: 0.12 }, { hertz: 523, at: 0.17, lasts: 0.12 }, { hertz: 698, at: 0.34, lasts: 0.3 }],
};

const LOUDEST = 100;
const PEAK = 0.4;

/** What the ear calls half as loud is a quarter of it. @param {number} volume 0 to 100 @returns {number} gain */
export function gainOf(volume) {
  const share = Math.min(LOUDEST, Math.max(0, volume)) / LOUDEST;
  return PEAK * share * share;
}
