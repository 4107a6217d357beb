/**
 * What a person has written and not sent, told when their sign-in ended: each draft with its buyer,
 * and how many messages wait in the outbox.
 */
import { gettext, interpolate } from "../i18n.js";

const SHOWN = 3;
const LONGEST = 16;

/**
 * @param {import("../realtime/drafts.js").Drafts} drafts
 * @param {import("../realtime/outbox.js").Outbox} outbox
 * @param {(conversation: number) => string} nameOf
 * @returns {{kind: "draft"|"waiting", words: string}[]}
 */
export function keptWords(drafts, outbox, nameOf) {
  drafts.flush();
  const kept = drafts.storage.keys(drafts.prefix).map((key) => key.slice(drafts.prefix.length))
    .map((chat) => ({ chat, text: drafts.get(chat).trim() })).filter(({ text }) => text);
  const lines = kept.slice(0, SHOWN).map(({ chat, text }) => ({
    kind: "draft",
    words: interpolate(gettext("给 %s 写了一半：「%s」"), [nameOf(Number(chat)), shortened(text)]),
  }));
  if (kept.length > SHOWN) lines.push({ kind: "draft", words: interpolate(gettext("还有 %s 份草稿"), [kept.length - SHOWN]) });
  const waiting = outbox.waiting();
  if (waiting) lines.push({ kind: "waiting", words: interpolate(gettext("%s 条等着发，登上自动发，不会发两遍"), [waiting]) });
  return lines;
}

function shortened(text) {
  const signs = [...text.replace(/\s+/g, " ")];
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST).join("")}…` : signs.join("");
}
