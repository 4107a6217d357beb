/**
 * What the buyer of the open chat is writing, on one quiet line. Gone after six seconds without
 * news, when the words are sent, taken back, or the buyer has left. Kept nowhere but in the line.
 */
const BELIEVED_MS = 6000;

export class DraftLine {
  /** @type {number|null} */
  #conversation = null;
  #until = 0;

  /** @param {HTMLElement} box @param {() => number} [now] */
  constructor(box, now = () => Date.now()) {
    Object.assign(this, { box, now, words: box.querySelector("[data-draft-words]") });
  }

  get shown() {
    return this.now() < this.#until;
  }

  /** Another chat is open. @param {number|null} conversation */
  show(conversation) {
    if (conversation === this.#conversation) return;
    this.#conversation = conversation;
    this.#say("");
  }

  /** @param {import("../realtime/events.gen.js").ThreadDraftEvent} event */
  heard({ conversation, text }) {
    if (conversation === this.#conversation) this.#say(text);
  }

  /** The words themselves are here. @param {{side: string}} entry */
  heardEntry(conversation, { side }) {
    if (conversation === this.#conversation && side === "buyer") this.#say("");
  }

  tick() {
    if (!this.shown) this.#say("");
  }

  #say(text) {
    this.#until = text ? this.now() + BELIEVED_MS : 0;
    if (this.words.textContent !== text) this.words.textContent = text;
    this.box.hidden = !text;
  }
}
