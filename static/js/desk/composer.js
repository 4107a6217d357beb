/**
 * Where words are written: one draft for each chat, the send key of one's choice, how much room is
 * left, and the lock while a colleague holds the chat.
 */
import { gettext, interpolate } from "../i18n.js";
import { bindComposerKeys } from "../thread/composer_binding.js";

const ROOM_SHOWN_BELOW = 200;
const GROWS_BY_ITSELF = globalThis.CSS?.supports("field-sizing", "content");

export class Composer {
  /**
   * @param {HTMLElement} foot
   * @param {object} options
   * @param {import("../realtime/drafts.js").Drafts} options.drafts
   * @param {"enter"|"ctrl_enter"} options.sendKey
   * @param {(text: string) => void} options.onSend
   * @param {() => boolean} options.onFiles what waits above the box goes too; whether anything does
   * @param {() => void} options.onTakeOver
   */
  constructor(foot, { drafts, sendKey, onSend, onFiles, onTakeOver }) {
    Object.assign(this, { drafts, onSend, onFiles });
    const find = (name) => foot.querySelector(`[data-${name}]`);
    this.parts = { form: find("composer"), text: find("text"), room: find("room"), send: find("send"), key: find("send-key"), hint: find("newline-hint"),
      note: find("composer-note"), locked: find("locked"), why: find("locked-words"), takeOver: find("take-over") };
    /** @type {string|null} */
    this.chat = null;
    this.most = Infinity;
    /** What must not be sent yet, each says why. @type {((text: string) => string)[]} */
    this.checks = [];
    this.chooseSendKey(sendKey);
    const { form, text, takeOver } = this.parts;
    text.addEventListener("input", () => this.#typed());
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(); });
    takeOver.addEventListener("click", onTakeOver);
    bindComposerKeys(text, { sendKey: () => this.sendKey, onSend: () => this.#send() });
  }

  /** @param {"enter"|"ctrl_enter"} sendKey */
  chooseSendKey(sendKey) {
    this.sendKey = sendKey;
    this.parts.key.textContent = sendKey === "ctrl_enter" ? "Ctrl ↵" : "Enter";
    this.parts.hint.textContent = sendKey === "ctrl_enter" ? gettext("Enter 换行") : gettext("Shift + Enter 换行");
  }

  /** Another chat: its own draft. @param {string|null} chat */
  open(chat) {
    this.chat = chat;
    this.parts.text.value = chat === null ? "" : this.drafts.get(chat);
    this.problem("");
    this.#sized();
  }

  /** @param {{locked: string, mayTakeOver: boolean, note: string}} state */
  show({ locked, mayTakeOver, note }) {
    const { form, locked: box, why, takeOver } = this.parts;
    const writing = form.contains(document.activeElement);
    box.hidden = !locked;
    form.hidden = Boolean(locked);
    takeOver.hidden = !mayTakeOver;
    if (why.textContent !== locked) why.textContent = locked;
    if (locked && writing && mayTakeOver) takeOver.focus();
    this.note = note;
    if (!this.parts.note.dataset.tone) this.#say(note, "");
  }

  /** Something was refused: said above the box until the next key. @param {string} words */
  problem(words) {
    this.#say(words || this.note || "", words ? "problem" : "");
  }

  /** As by the key. */
  submit() {
    this.#send();
  }

  focus() {
    if (!this.parts.form.hidden) this.parts.text.focus({ preventScroll: true });
  }

  /** @returns {boolean} whether the caret was in the box */
  leave() {
    const here = document.activeElement === this.parts.text;
    if (here) this.parts.text.blur();
    return here;
  }

  /** Other words in place of those in the box. @param {string} words */
  put(words) {
    this.parts.text.value = words;
    this.#typed();
    this.focus();
    this.parts.text.setSelectionRange(words.length, words.length);
  }

  /** Words to write differently; what is in the box stays above them. @param {string} words */
  take(words) {
    const { text } = this.parts;
    this.put(text.value.trim() ? `${text.value.trimEnd()}\n${words}` : words);
  }

  #typed() {
    if (this.chat !== null) this.drafts.set(this.chat, this.parts.text.value);
    if (this.parts.note.dataset.tone) this.problem("");
    this.#sized();
  }

  #send() {
    const words = this.parts.text.value.trim();
    if (this.chat === null || this.parts.form.hidden) return;
    const over = [...words].length - this.most;
    if (over > 0) return this.problem(interpolate(gettext("一条最多 %s 字，超了 %s 字。分成两条就能发。"), [this.most, over]));
    const stop = words && this.checks.map((check) => check(words)).find(Boolean);
    if (stop) return this.problem(stop);
    if (words) {
      this.drafts.clear(this.chat);
      this.parts.text.value = "";
      this.#sized();
      this.onSend(words);
    }
    this.onFiles();
  }

  #sized() {
    const { text, room } = this.parts;
    text.dispatchEvent(new Event("words")); // whoever reads along, however they changed
    const left = this.most - [...text.value].length;
    room.hidden = left > ROOM_SHOWN_BELOW;
    room.toggleAttribute("data-over", left < 0);
    if (!room.hidden) room.textContent = left < 0 ? interpolate(gettext("超了 %s 字"), [-left]) : interpolate(gettext("还能写 %s 字"), [left]);
    if (GROWS_BY_ITSELF) return;
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight}px`;
  }

  #say(words, tone) {
    const { note } = this.parts;
    note.textContent = words;
    note.hidden = !words;
    if (tone) note.dataset.tone = tone;
    else delete note.dataset.tone;
  }
}
