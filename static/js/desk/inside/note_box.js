/**
 * Where a note is written: a box of its own with a draft of its own, so that no note can go to a buyer
 * by a wrong key. It stands in place of the message box while it is open.
 */
import { gettext, interpolate } from "../../i18n.js";
import { bindComposerKeys } from "../../thread/composer_binding.js";

export class NoteBox {
  /**
   * @param {HTMLElement} foot
   * @param {object} options
   * @param {import("../../realtime/drafts.js").Drafts} options.drafts
   * @param {() => "enter"|"ctrl_enter"} options.sendKey
   * @param {(text: string) => void} options.onWrite
   * @param {() => void} options.onClosed
   */
  constructor(foot, { drafts, sendKey, onWrite, onClosed }) {
    Object.assign(this, { foot, drafts, onWrite, onClosed });
    const find = (name) => foot.querySelector(`[data-${name}]`);
    this.form = find("note-form");
    this.text = find("note-text");
    this.problem = find("note-problem");
    /** @type {string|null} */
    this.chat = null;
    this.most = Infinity;
    this.text.addEventListener("input", () => this.#typed());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#write(); });
    find("note-close").addEventListener("click", () => this.close());
    for (const button of foot.querySelectorAll("[data-note-open]")) button.addEventListener("click", () => this.open());
    bindComposerKeys(this.text, { sendKey, onSend: () => this.#write() });
    this.text.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented) { event.preventDefault(); this.close(); } });
  }

  get isOpen() {
    return !this.form.hidden;
  }

  /** Another chat: its own draft; a note that was begun is shown again. @param {string|null} chat */
  show(chat) {
    if (chat === this.chat) return;
    this.chat = chat;
    this.text.value = chat === null ? "" : this.drafts.get(chat);
    this.#say("");
    this.#turn(Boolean(this.text.value.trim()));
  }

  open() {
    if (this.chat === null) return;
    this.#turn(true);
    this.text.focus({ preventScroll: true });
  }

  close() {
    if (!this.isOpen) return;
    this.#turn(false);
    this.onClosed();
  }

  /** Words to write differently. @param {string} words */
  take(words) {
    this.text.value = this.text.value.trim() ? `${this.text.value.trimEnd()}\n${words}` : words;
    this.#typed();
    this.open();
  }

  #turn(on) {
    this.form.hidden = !on;
    this.foot.toggleAttribute("data-noting", on);
  }

  #typed() {
    if (this.chat !== null) this.drafts.set(this.chat, this.text.value);
    this.#say("");
  }

  #write() {
    const words = this.text.value.trim();
    if (!words || this.chat === null) return;
    const over = [...words].length - this.most;
    if (over > 0) return this.#say(interpolate(gettext("一条最多 %s 字，超了 %s 字。分成两条就能写。"), [this.most, over]));
    this.drafts.clear(this.chat);
    this.text.value = "";
    this.onWrite(words);
  }

  #say(words) {
    this.problem.textContent = words;
    this.problem.hidden = !words;
  }
}
