/** Whether white reads on a colour, by WCAG 2; the server asks the same once more. Pure. */
export const READABLE = 4.5;

/** @param {string} colour #rrggbb @returns {number} from 1 (white) to 21 (black) */
export function contrastWithWhite(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function linear(part) {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
