/** Words on their way: into the chat's box, and the form to the server. Pure. */

/** Under what stands in the box already. @param {string} there @param {string} words @returns {string} */
export function addedTo(there, words) {
  if (there.includes(words)) return there;
  return there.trim() ? `${there.trimEnd()}\n${words}` : words;
}

/** The form with what is wanted of the server. @param {FormData} form @param {"look"|"save"} what @returns {URLSearchParams} */
export function fieldsOf(form, what) {
  const fields = new URLSearchParams([...form].filter(([name, value]) => name !== "do" && typeof value === "string"));
  fields.set("do", what);
  return fields;
}
