/**
 * Words in the reader's language. The source text is Chinese; another language's catalogue is a
 * plain object left in `globalThis.helpdeskCatalogue` by a classic script (`i18n/en.gen.js`)
 * that the page loads before any module. A missing sentence comes back as it stands.
 *
 * Catalogue: `{[msgid]: string | string[]}`; plurals are `[one, other]`; a context is joined to
 * its msgid with U+0004, as gettext does.
 *
 * @typedef {Record<string, string | string[]>} Catalogue
 */

const CONTEXT_MARK = "\u0004";

/** @param {string} key @param {number} form @returns {string | undefined} */
function look(key, form = 0) {
  /** @type {Catalogue | undefined} */
  const catalogue = globalThis.helpdeskCatalogue;
  if (!catalogue || !Object.hasOwn(catalogue, key)) return undefined;
  const found = catalogue[key];
  return typeof found === "string" ? found : (found[form] ?? found[found.length - 1]);
}

/** @param {string} text @returns {string} */
export function gettext(text) {
  return look(text) || text;
}

/** @param {string} context @param {string} text @returns {string} */
export function pgettext(context, text) {
  return look(context + CONTEXT_MARK + text) || text;
}

/** @param {string} one @param {string} many @param {number} count @returns {string} */
export function ngettext(one, many, count) {
  const form = count === 1 ? 0 : 1;
  return look(one, form) || (form ? many : one);
}

/**
 * Fill `%(name)s` (named) or `%s` (in order) places. A place without a value stays as written.
 * @param {string} format @param {Record<string, unknown> | unknown[]} values
 * @param {boolean} [named] @returns {string}
 */
export function interpolate(format, values, named = false) {
  if (named) {
    return format.replace(/%\((\w+)\)s/g, (place, name) =>
      Object.hasOwn(values, name) ? String(values[name]) : place);
  }
  let index = 0;
  return format.replace(/%s/g, (place) => (index < values.length ? String(values[index++]) : place));
}
