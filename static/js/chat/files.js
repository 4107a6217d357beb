/** The buyer's pictures and files; fetched with the first one (main.js). */
import { mountWaiting } from "../files/waiting.js";
import { config, notice, outbox, room, shopSide, view } from "./main.js";

const CHAT = "chat";

const waiting = mountWaiting({
  before: document.querySelector(".composer-row"),
  chat: () => CHAT,
  rules: () => room.rules.files,
  say: notice.say,
  place: ({ id }) => ({ url: `/chat/${config.slug}/files/${id}/`, headers: { Authorization: `Bearer ${room.token.used}` } }),
  onSend(chat, name, what) {
    outbox.add(chat, name, what);
    shopSide.sent();
    view.jumpToEnd();
  },
});

/** @param {File[]} files */
export function give(files) {
  waiting.add(files);
}

/** Send was pressed. @returns {boolean} whether a file waits */
export function send() {
  return waiting.send();
}

room.line.on("state", ({ state }) => { if (state === "open") waiting.resume(); });
