/** The pictures and files that a script brings along, beside its words in the picker. */

/**
 * @param {HTMLElement} list
 * @param {import("./pack.js").Script["files"]} files
 * @param {(key: string) => string} urlOf its small picture
 */
export function showFiles(list, files, urlOf) {
  const now = files.map(([key]) => key).join(" ");
  if (list.dataset.shown === now) return;
  list.dataset.shown = now;
  list.hidden = !files.length;
  list.replaceChildren(...files.map(([key, name, , isImage]) => {
    const item = document.createElement("li");
    if (isImage) item.append(Object.assign(document.createElement("img"), { src: urlOf(key), alt: "", width: 56, height: 56, loading: "lazy" }));
    item.append(Object.assign(document.createElement("span"), { className: "ellipsis", textContent: name }));
    return item;
  }));
}

const TYPES = { pdf: "application/pdf", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };

/**
 * The same as files for the strip above the message box: what they hold is only their small picture,
 * for the server puts its own copy to the chat. Without a line they come without it.
 * @param {import("./pack.js").Script["files"]} files
 * @param {(key: string) => string} urlOf
 * @returns {Promise<{key: string, file: File}[]>}
 */
export function asFiles(files, urlOf, fetch = (...args) => globalThis.fetch(...args)) {
  return Promise.all(files.map(async ([key, name, kind, isImage]) => {
    const small = isImage ? await fetch(urlOf(key)).then((answer) => (answer.ok ? answer.blob() : null)).catch(() => null) : null;
    const type = isImage ? (small?.type ?? `image/${kind}`) : TYPES[kind];
    return { key, file: new File([small?.size ? small : " "], name, { type }) };
  }));
}
