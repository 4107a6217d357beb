/** Marks a word for the catalogue where it stands in a table; `gettext` says it when it is shown. @type {(text: string) => string} */
export const gettext_noop = (text) => text;
