/** Ties it together for a page: files given to a chat, their strip, and what is sent of them. */
import { uploadFile } from "./upload_request.js";
import { Strip } from "./strip.js";
import { Uploads } from "./uploads.js";

/** Until the server has told its own. */
const RULES = { image_mb: 10, file_mb: 20, per_message: 9, documents: true };

/**
 * @param {object} page
 * @param {HTMLElement} page.before the strip stands before it
 * @param {() => string|null} page.chat the open one
 * @param {() => object} page.rules `rules.files` of the wire
 * @param {(item: import("./uploads.js").Item) => {url: string, headers: Record<string, string>, file?: File}} page.place where it is put
 * @param {(chat: string, name: string, what: object) => void} page.onSend into the outbox
 * @param {(words: string) => void} page.say
 */
export function mountWaiting({ before, chat, rules, place, onSend, say }) {
  const uploads = new Uploads({
    rules: () => rules() ?? RULES,
    put: (item, onProgress) => {
      const { url, headers, file = item.file } = place(item);
      return uploadFile(url, file, headers, onProgress);
    },
  });
  const strip = new Strip(before, { onRemove: (id) => uploads.remove(id), onRetry: (id) => uploads.retry(id) });
  const draw = () => strip.draw(chat() === null ? [] : uploads.of(chat()));
  uploads.addEventListener("change", draw);
  uploads.addEventListener("ready", ({ detail: { item } }) => {
    onSend(item.chat, item.name, { client_id: item.id, file: item.image ? "image" : "file" });
    if (item.changed) say(item.changed);
  });
  return {
    add(files) {
      const problem = uploads.add(chat(), files);
      if (problem) say(problem);
    },
    send: () => uploads.send(chat()),
    resume: () => uploads.resume(),
    draw,
  };
}
