/**
 * Words in the reader's language. Source text is Chinese; a catalogue is a global
 * `helpdeskCatalogue` `{[msgid]: string | [one, other]}` that the page loads first, with a context
 * before its msgid and U+0004 between. What it lacks comes back as it stands.
 */

const CONTEXT_MARK = "\u0004";

function look(key, form = 0) {
  const catalogue = globalThis.helpdeskCatalogue;
  if (!catalogue || !Object.hasOwn(catalogue, key)) return undefined;
  const found = catalogue[key];
  return typeof found === "string" ? found : (found[form] ?? found[found.length - 1]);
}

/** @type {(text: string) => string} */
export function gettext(text) {
  return look(text) || text;
}

/** @type {(context: string, text: string) => string} */
export function pgettext(context, text) {
  return look(context + CONTEXT_MARK + text) || text;
}

/** @type {(one: string, many: string, count: number) => string} */
export function ngettext(one, many, count) {
  const form = count === 1 ? 0 : 1;
  return look(one, form) || (form ? many : one);
}

/** Fill `%(name)s` (named) or `%s` places. @type {(format: string, values: object, named?: boolean) => string} */
export function interpolate(format, values, named = false) {
  if (named) {
    return format.replace(/%\((\w+)\)s/g, (place, name) =>
      Object.hasOwn(values, name) ? String(values[name]) : place);
  }
  let index = 0;
  return format.replace(/%s/g, (place) => (index < values.length ? String(values[index++]) : place));
}
