/**
 * What a supervisor says to whoever holds the chat, and to nobody else. Each chat has its draft; where
 * there is nobody to hear it, the box says so in place of taking words.
 */
import { gettext, interpolate } from "../i18n.js";
import { bindComposerKeys } from "../thread/composer_binding.js";

export class WhisperBox {
  /** @type {string|null} */ #chat = null;

  /**
   * @param {HTMLFormElement} form
   * @param {object} options
   * @param {import("../realtime/drafts.js").Drafts} options.drafts
   * @param {() => "enter"|"ctrl_enter"} options.sendKey
   * @param {(text: string) => void} options.onSay
   */
  constructor(form, { drafts, sendKey, onSay }) {
    Object.assign(this, { form, drafts, onSay });
    const find = (name) => form.querySelector(`[data-whisper-${name}]`);
    this.parts = { to: find("to"), text: find("text"), problem: find("problem"), say: find("say") };
    this.parts.text.addEventListener("input", () => this.#typed());
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(); });
    bindComposerKeys(this.parts.text, { sendKey, onSend: () => this.#send() });
  }

  /** @param {number|null} conversation */
  open(conversation) {
    this.#chat = conversation === null ? null : String(conversation);
    this.parts.text.value = this.#chat === null ? "" : this.drafts.get(this.#chat);
    this.problem("");
  }

  /** @param {{state: string, owner: {id: number, name: string}|null}} row @param {number} me */
  show(row, me) {
    const holder = row.state === "active" && row.owner && row.owner.id !== me ? row.owner.name : "";
    this.form.hidden = !holder;
    this.parts.to.textContent = interpolate(gettext("只有%s看得到，买家看不到"), [holder]);
    this.parts.say.textContent = interpolate(gettext("说给%s"), [holder]);
  }

  /** Words to say differently. @param {string} words */
  take(words) {
    const { text } = this.parts;
    text.value = text.value.trim() ? `${text.value.trimEnd()}\n${words}` : words;
    this.#typed();
    text.focus();
  }

  /** @param {string} words */
  problem(words) {
    this.parts.problem.hidden = !words;
    this.parts.problem.textContent = words;
  }

  #typed() {
    if (this.#chat !== null) this.drafts.set(this.#chat, this.parts.text.value);
    this.problem("");
  }

  #send() {
    const words = this.parts.text.value.trim();
    if (!words || this.#chat === null || this.form.hidden) return;
    this.drafts.clear(this.#chat);
    this.parts.text.value = "";
    this.onSay(words);
  }
}
