/** The buyer's pictures and files; fetched with the first one, and given what it needs (main.js). */
import { mountWaiting } from "../files/waiting.js";

const CHAT = "chat";

/**
 * @param {{slug: string, room: import("./room.js").Room, say: (words: string) => void, onSend: (name: string, what: object) => void}} page
 */
export function mountFiles({ slug, room, say, onSend }) {
  const waiting = mountWaiting({
    before: document.querySelector(".composer-row"),
    chat: () => CHAT,
    rules: () => room.rules.files,
    say,
    place: ({ id }) => ({ url: `/chat/${slug}/files/${id}/`, headers: { Authorization: `Bearer ${room.token.used}` } }),
    onSend: (_, name, what) => onSend(name, what),
  });
  room.line.on("state", ({ state }) => { if (state === "open") waiting.resume(); });
  return waiting;
}
