/**
 * What the next message will quote, above the message box, one a chat; kept as drafts are until the
 * words go, the writer takes it away, or what it quotes is recalled.
 */
import { gettext, interpolate } from "../i18n.js";
import { quoteView } from "./rows.js";

const SHOWN = 60;

/** @param {import("../realtime/shapes.js").Entry} entry @returns {import("../realtime/shapes.js").Quote} as the server will tell it */
export function quoteOf({ seq, side, author, text, card }) {
  const signs = [...text.split(/\s+/).filter(Boolean).join(" ")];
  const words = signs.length > SHOWN ? `${signs.slice(0, SHOWN - 1).join("")}…` : signs.join("");
  return { seq, side, author: side === "buyer" ? null : author, text: words, code: card?.type ?? "", recalled: false };
}

export class QuoteStrip {
  #drawn = "";

  /**
   * @param {object} options
   * @param {HTMLElement} options.before it stands before it
   * @param {import("../realtime/drafts.js").Drafts} options.drafts of its own
   * @param {() => string|null} options.chat the open one
   * @param {() => {reader: "buyer"|"desk", buyer?: string}} options.look
   * @param {() => void} options.onGone what was to be quoted is recalled
   * @param {() => void} options.onLeft the writer does not want it
   */
  constructor({ before, drafts, chat, look, onGone, onLeft }) {
    Object.assign(this, { drafts, chat, look, onGone, onLeft });
    this.node = document.createElement("div");
    this.node.className = "quoting";
    this.node.hidden = true;
    this.node.setAttribute("role", "group");
    this.node.setAttribute("aria-label", gettext("要引用的"));
    this.words = document.createElement("p");
    const away = Object.assign(document.createElement("button"), { type: "button", textContent: "×", title: gettext("不引用了") });
    away.setAttribute("aria-label", gettext("不引用了"));
    away.dataset.unquote = "";
    away.addEventListener("click", () => { this.#forget(); this.onLeft(); });
    this.node.append(this.words, away);
    before.before(this.node);
  }

  /** @returns {import("../realtime/shapes.js").Quote|null} */
  get quote() {
    const chat = this.chat();
    try {
      return chat === null ? null : JSON.parse(this.drafts.get(chat));
    } catch {
      return null; // nothing, or nothing that can be read
    }
  }

  /** @param {import("../realtime/shapes.js").Quote} quote */
  put(quote) {
    this.drafts.set(this.chat(), JSON.stringify(quote));
    this.drafts.flush();
    this.draw();
  }

  /** It goes with the words. @returns {{quote?: import("../realtime/shapes.js").Quote}} for the outbox */
  take() {
    const { quote } = this;
    if (!quote) return {};
    this.#forget();
    return { quote };
  }

  /** @param {Map<number, object>} [recalls] of the thread: nobody can quote what was taken back */
  draw(recalls) {
    const { quote } = this;
    if (quote && recalls?.has(quote.seq)) {
      this.#forget();
      return this.onGone();
    }
    const view = quoteView(quote, this.look());
    const said = JSON.stringify(view);
    if (said === this.#drawn) return undefined;
    this.#drawn = said;
    this.node.hidden = !view;
    if (!view) return undefined;
    const who = document.createElement("b");
    who.textContent = interpolate(gettext("引用 %s"), [view.who]);
    this.words.replaceChildren(who, ` ${view.words}`);
    return undefined;
  }

  #forget() {
    this.drafts.clear(this.chat());
    this.draw();
  }
}
