/**
 * Finish all of mine that were answered some minutes ago: the dialog says how many before it does
 * anything, and what was done can be taken back for some seconds. <dialog data-finish-many>
 */
import { gettext, interpolate, ngettext } from "../../i18n.js";
import { whyNot } from "../entry_acts.js";

const WAIT_MS = 250;

export class FinishMany {
  /** @param {HTMLDialogElement} dialog @param {{command: Function, say: (words: string, undo?: () => void) => void}} options */
  constructor(dialog, { command, say }) {
    Object.assign(this, { dialog, command, say, turn: 0, timer: 0 });
    this.form = dialog.querySelector("form");
    this.button = this.form.querySelector("[type=submit]");
    this.problem = dialog.querySelector("[data-problem]");
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    this.form.minutes.addEventListener("input", () => this.#later());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#finish(); });
  }

  open() {
    this.dialog.showModal();
    this.form.minutes.select();
    this.#count();
  }

  get minutes() {
    const minutes = Number(this.form.minutes.value);
    return Number.isInteger(minutes) && minutes > 0 ? minutes : 0;
  }

  #later() {
    clearTimeout(this.timer);
    this.button.disabled = true;
    this.timer = setTimeout(() => this.#count(), WAIT_MS);
  }

  async #count() {
    const turn = ++this.turn;
    this.button.disabled = true;
    this.#say("");
    try {
      const { count } = await this.command("sessions.finish", { minutes: this.minutes, count_only: true });
      if (turn !== this.turn) return;
      this.button.textContent = count ? interpolate(ngettext("结束这 %(count)s 个", "结束这 %(count)s 个", count), { count }, true) : gettext("没有要结束的");
      this.button.disabled = count === 0;
    } catch (error) {
      if (turn === this.turn) this.#say(whyNot("%s", error));
    }
  }

  async #finish() {
    if (this.button.disabled) return;
    this.button.disabled = true;
    try {
      const { count, batch } = await this.command("sessions.finish", { minutes: this.minutes, count_only: false });
      this.dialog.close();
      const words = interpolate(ngettext("结束了 %(count)s 个接待", "结束了 %(count)s 个接待", count), { count }, true);
      this.say(words, () => this.undo(batch));
    } catch (error) {
      this.#say(whyNot("%s", error));
      this.button.disabled = false;
    }
  }

  /** @param {string} batch */
  async undo(batch) {
    try {
      const { count } = await this.command("sessions.reopen", { batch });
      this.say(interpolate(ngettext("撤回了，%(count)s 个接着聊", "撤回了，%(count)s 个接着聊", count), { count }, true));
    } catch (error) {
      this.say(whyNot(gettext("没撤回成：%s"), error));
    }
  }

  #say(words) {
    this.problem.textContent = words;
    this.problem.hidden = !words;
  }
}
