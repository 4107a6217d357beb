/** Quoting at the desk: the strip above the message box, one a chat, and the way to what is quoted. */
import { gettext } from "../i18n.js";
import { Drafts } from "../realtime/drafts.js";
import { jumpTo } from "../thread/jumping.js";
import { QuoteStrip, quoteOf } from "../thread/quote_strip.js";

const QUOTED = new Set(["message", "card", "file"]);
const isBuyers = ({ kind, side, recalled }) => side === "buyer" && QUOTED.has(kind) && !recalled;

/**
 * @param {object} desk
 * @param {string} desk.scope
 * @param {import("./talk.js").Talk} desk.talk
 * @param {import("./open_threads.js").OpenThreads} desk.threads
 * @param {import("./composer.js").Composer} desk.composer
 * @param {(name: string, fields: object) => Promise<any>} desk.command
 * @param {(words: string) => void} desk.say
 */
export function mountQuoting({ scope, talk, threads, composer, command, say }) {
  const strip = new QuoteStrip({
    before: document.querySelector(".foot [data-text]").parentElement, drafts: new Drafts({ scope: `quote:${scope}` }),
    chat: () => (talk.conversation === null ? null : String(talk.conversation)),
    look: () => ({ reader: "desk", buyer: talk.row?.buyer.name }),
    onGone: () => composer.problem(gettext("要引用的那条撤回了，引用已经去掉。写的都还在")), onLeft: () => composer.focus(),
  });
  return {
    /** @param {import("../realtime/shapes.js").Entry} entry */
    quote(entry) {
      if (talk.lockedWords) return say(talk.lockedWords);
      strip.put(quoteOf(entry));
      return composer.focus();
    },
    /** What the buyer said last. */
    newest() {
      const entry = talk.conversation === null ? null : threads.get(talk.conversation).entries.findLast(isBuyers);
      if (entry) this.quote(entry);
    },
    /** Words taken out of the outbox again, with what they quoted. @param {import("../realtime/shapes.js").Item} item */
    again: ({ quote, error }) => { if (quote && !error?.code.startsWith("quote_")) strip.put(quote); },
    take: () => strip.take(),
    draw: () => strip.draw(talk.conversation === null ? undefined : threads.get(talk.conversation).recalls),
    /** @param {number} seq */
    async jump(seq) {
      const { conversation } = talk;
      const ask = (before) => command("thread.history", { conversation, before });
      const open = () => conversation === talk.conversation;
      try {
        await jumpTo({ thread: threads.get(conversation), view: talk.view, seq, ask, open });
      } catch {
        if (open()) composer.problem(gettext("网断了，没取到那条。连上再点一次"));
      }
      talk.changed(conversation);
    },
  };
}
