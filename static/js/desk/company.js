/** Who else is in the open chat: which colleagues look at it, and who is writing just now. */
import { gettext, interpolate, pgettext } from "../i18n.js";
import { Lately } from "../realtime/typing.js";

const LOOKS_FOR_MS = 13_000; // told with every heartbeat, four seconds apart

export class Company {
  /** @type {number|null} */
  #conversation = null;

  /** @param {{chip: HTMLElement, words: HTMLElement, typing: HTMLElement, me: number, buyerName: () => string, reads?: () => boolean, now?: () => number}} options */
  constructor({ chip, words, typing, me, buyerName, reads = () => false, now }) {
    Object.assign(this, { chip, words, typing, me, buyerName, reads });
    this.lookers = new Lately(LOOKS_FOR_MS, now);
    this.writers = new Lately(undefined, now);
  }

  /** Another chat is open. @param {number|null} conversation */
  show(conversation) {
    if (conversation === this.#conversation) return;
    this.#conversation = conversation;
    this.lookers.clear();
    this.writers.clear();
    this.draw();
  }

  /** @param {{conversation: number, members: {id: number, name: string}[]}} event */
  heardWatched({ conversation, members }) {
    if (conversation !== this.#conversation) return;
    for (const { id, name } of members) if (id !== this.me) this.lookers.heard(id, name);
    this.draw();
  }

  /** @param {{conversation: number, side: string, member: {id: number, name: string}|null}} event */
  heardTyping({ conversation, side, member }) {
    if (conversation !== this.#conversation || member?.id === this.me) return;
    if (side === "buyer") this.writers.heard("buyer", this.buyerName());
    else if (member) this.writers.heard(member.id, member.name);
    this.draw();
  }

  /** Their words are here: they write no more. @param {{side: string, author_id: number|null}} entry */
  heardEntry(conversation, { side, author_id: author }) {
    if (conversation !== this.#conversation) return;
    this.writers.forget(side === "buyer" ? "buyer" : author);
    this.draw();
  }

  /** Where the buyer's words themselves are read, that they write need not be said. */
  draw() {
    if (this.reads()) this.writers.forget("buyer");
    const between = pgettext("between items of a list", "、");
    const lookers = this.lookers.names.join(between);
    const writers = this.writers.names.join(between);
    say(this.chip, this.words, lookers && interpolate(gettext("%s在看"), [lookers]));
    say(this.typing, this.typing, writers && interpolate(gettext("%s正在输入…"), [writers]));
  }
}

function say(box, element, text) {
  if (element.textContent !== text) element.textContent = text;
  box.hidden = !text;
}
