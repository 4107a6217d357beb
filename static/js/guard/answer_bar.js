/**
 * A supervisor's answer inside the composer: what was let go is sent as it was by one key, whatever the
 * box holds; what was refused says why, with kinder words to take over.
 */
import { gettext, interpolate } from "../i18n.js";

export class AnswerBar {
  /**
   * @param {object} options
   * @param {HTMLElement} options.foot
   * @param {import("../desk/composer.js").Composer} options.composer
   * @param {import("./answers.js").Answers} options.answers
   * @param {() => number|null} options.conversation
   */
  constructor({ foot, composer, answers, conversation }) {
    Object.assign(this, { composer, answers, conversation });
    const part = (name) => foot.querySelector(`[data-answer-${name}]`);
    this.root = foot.querySelector("[data-guard-answer]");
    this.box = foot.querySelector("[data-text]");
    this.parts = { said: part("said"), words: part("words"), why: part("why"), line: part("kinder-line"), kinder: part("kinder"),
      send: part("send"), take: part("take"), close: part("close"), spoken: part("spoken") };
    this.parts.send.addEventListener("click", () => this.send());
    this.parts.take.addEventListener("click", () => this.take());
    this.parts.close.addEventListener("click", () => this.#close());
    answers.addEventListener("change", () => this.draw());
    this.box.addEventListener("words", () => this.draw());
    this.draw();
  }

  /** @returns {import("./answers.js").Answer|null} */
  get #shown() {
    return this.answers.of(this.conversation());
  }

  /** The words that were let go, by one key. @returns {boolean} whether there were any */
  send() {
    const one = this.#shown;
    const words = one?.state === "granted" ? this.answers.wordsOf(one) : "";
    if (!words) return false;
    if (this.box.value.trim() === words) this.composer.submit();
    else this.composer.onSend(words);
    this.composer.focus();
    return true;
  }

  /** Words that go now: an answer that let them go is used. @param {string} words */
  sent(words) {
    const one = this.#shown;
    if (one?.state === "granted" && this.answers.wordsOf(one) === words) this.answers.close(one, { sent: true });
  }

  /** The kinder words in place of what was refused. @returns {boolean} whether there were any */
  take() {
    const one = this.#shown;
    if (!one?.kinder || one.state === "granted") return false;
    this.composer.put(one.kinder);
    this.answers.close(one);
    return true;
  }

  #close() {
    if (this.#shown) this.answers.close(this.#shown);
    this.composer.focus();
  }

  /** The answer of the chat that is open. */
  draw() {
    const one = this.#shown;
    if (one?.id === this.drawn?.id && one?.state === this.drawn?.state) return;
    this.drawn = one;
    const { parts } = this;
    const words = one ? this.answers.wordsOf(one) : "";
    const granted = one?.state === "granted";
    this.root.hidden = !one;
    this.root.dataset.guardAnswer = one?.state ?? "";
    parts.said.textContent = one ? said(one) : "";
    parts.words.textContent = one ? interpolate(gettext("「%s」"), [words || one.words]) : "";
    parts.why.textContent = granted && !words ? gettext("原话里有号码，只在您申诉的那台设备上能照原话发。") : one?.answer ?? "";
    parts.line.hidden = parts.take.hidden = granted || !one?.kinder;
    parts.kinder.textContent = one?.kinder ?? "";
    parts.send.hidden = !granted || !words;
    const spoken = one ? `${parts.said.textContent} ${parts.words.textContent} ${parts.why.textContent}` : "";
    if (parts.spoken.textContent !== spoken) parts.spoken.textContent = spoken;
  }
}

/** @param {import("./answers.js").Answer} one */
function said(one) {
  if (one.state === "granted") return interpolate(gettext("%s同意了，照原话能发一次："), [one.by]);
  return interpolate(gettext("%s看过了，还是别这样发："), [one.by]);
}
