/** What a search form says, kept with this entry of the browser's history, so that "back" brings it. Pure. */

/** Fields that are no condition of their own. */
const WORDS = "words";

/** @param {Iterable<[string, FormDataEntryValue]>} entries @returns {Record<string, string>} only what is filled in */
export function valuesOf(entries) {
  return Object.fromEntries([...entries].map(([name, value]) => [name, String(value)]).filter(([, value]) => value.trim()));
}

/** @param {Record<string, string>} values @returns {number} conditions beside the words; two days are one */
export function conditionsOf(values) {
  const names = new Set(Object.keys(values).filter((name) => name !== WORDS));
  if (names.has("since") && names.has("until")) names.delete("until");
  return names.size;
}

/** @param {Record<string, string>} one @param {Record<string, string>} other */
export function isSame(one, other) {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Put values back; what is not named is emptied. @param {HTMLFormElement} form @param {Record<string, string>} values */
export function fill(form, values) {
  for (const field of form.elements) {
    if (!field.name) continue;
    const value = values[field.name] ?? "";
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
}
