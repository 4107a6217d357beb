/** What a buyer does with one message: quote it, take it back, go to what it quotes. Fetched late (main.js). */
import { gettext } from "../i18n.js";
import { openMenu } from "../thread/bubble_menu.js";
import { jumpTo } from "../thread/jumping.js";
import { lateStyle } from "../thread/late_style.js";
import { QuoteStrip, quoteOf } from "../thread/quote_strip.js";

const CHAT = "chat";

/**
 * @param {object} page
 * @param {import("./room.js").Room} page.room
 * @param {import("../thread/render.js").ThreadView} page.view
 * @param {ReturnType<typeof import("./composer.js").mountComposer>} page.composer
 * @param {import("../realtime/drafts.js").Drafts} page.quotes
 * @param {(words: string) => void} page.say
 * @param {(seq: number) => void} page.onRecall
 */
export function mountDeeds({ room, view, composer, quotes, say, onRecall }) {
  lateStyle(document.getElementById("emoji").dataset.style);
  const { thread, line } = room;
  const strip = new QuoteStrip({
    before: document.querySelector(".composer-row"), drafts: quotes, chat: () => CHAT, look: () => ({ reader: "buyer" }),
    onGone: () => say(gettext("要引用的那条撤回了，引用已经去掉。写的都还在")), onLeft: () => composer.focus(),
  });
  strip.draw();
  return {
    menu(entry, button) {
      const choices = [{ act: "quote", label: gettext("引用") }];
      if (button.closest("[data-key]").hasAttribute("data-recall")) choices.unshift({ act: "recall", label: gettext("撤回") });
      openMenu(button, choices, (act) => {
        if (act === "recall") return onRecall(entry.seq);
        strip.put(quoteOf(entry));
        return composer.focus();
      });
    },
    /** Words taken out of the outbox again, with what they quoted. */
    again: ({ quote, error }) => { if (!error?.code.startsWith("quote_")) strip.put(quote); },
    take: () => strip.take(),
    draw: () => strip.draw(thread.recalls),
    async jump(seq) {
      const ask = (before) => line.command("thread.history", { before });
      await jumpTo({ thread, view, seq, ask }).catch(() => say(gettext("网断了，没取到那条。连上再点一次")));
    },
  };
}
