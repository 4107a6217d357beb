/**
 * When the words in the box are told to the shop: at most once a second, the last of them for sure,
 * only while they may be; and taken back as soon as they are gone or may not be told any more.
 */
const EVERY_MS = 1000;
const LONGEST = 200;

/** The end of what is written; never half a character. */
export function endOf(text) {
  return [...text.trim()].slice(-LONGEST).join("");
}

export class DraftTeller {
  #told = "";
  #at = -Infinity;
  #timer = null;

  /** @param {{words: () => string, may: () => boolean, tell: (text: string) => void, now?: () => number}} options */
  constructor({ words, may, tell, now = () => Date.now() }) {
    Object.assign(this, { words, may, tell, now });
  }

  /** A key was pressed. */
  poke() {
    const wait = this.#at + EVERY_MS - this.now();
    if (!this.may() || !endOf(this.words())) this.stop();
    else if (wait <= 0) this.#send(endOf(this.words()));
    else this.#timer ??= setTimeout(() => this.poke(), wait);
  }

  /** Nothing of it is to be seen any more. */
  stop() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#told) this.#send("");
  }

  /** The line broke: the server has taken it back by itself. */
  lost() {
    this.#told = "";
    this.stop();
  }

  #send(text) {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (text === this.#told) return;
    if (text) this.#at = this.now();
    this.#told = text;
    this.tell(text);
  }
}
