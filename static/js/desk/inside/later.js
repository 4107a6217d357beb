/** Put the open chat off, bring it back; and the dialog for a moment of one's own. <dialog data-later> */
import { gettext, interpolate } from "../../i18n.js";
import { openMenu } from "../../thread/bubble_menu.js";
import { whyNot } from "../entry_acts.js";
import { laterChoices, laterWords } from "./later_words.js";

export class Later {
  /** @param {HTMLDialogElement} dialog @param {{command: Function, row: () => import("../list_store.js").Row|null, now: () => number, onRow: Function, say: (words: string, undo?: () => void) => void}} options */
  constructor(dialog, options) {
    Object.assign(this, { dialog }, options);
    this.form = dialog.querySelector("form");
    this.problem = dialog.querySelector("[data-problem]");
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#own(); });
  }

  /** @param {HTMLElement} button beside which the choices open */
  open(button) {
    const row = this.row();
    if (!row) return;
    if (row.snoozed_until) return this.#put(row.conversation, null);
    const choices = laterChoices(this.now());
    openMenu(button, choices, (act) => {
      const { at } = choices.find((each) => each.act === act);
      if (at === null) this.#ask();
      else this.#put(row.conversation, at);
    });
  }

  #ask() {
    this.problem.hidden = true;
    this.dialog.showModal();
  }

  async #own() {
    const at = Date.parse(this.form.until.value);
    const row = this.row();
    const problem = Number.isNaN(at) ? gettext("先选一个时间。") : row ? await this.#put(row.conversation, at) : null;
    this.problem.textContent = problem ?? "";
    this.problem.hidden = !problem;
    if (!problem) this.dialog.close();
  }

  /** Null when it is done. @param {number} conversation @param {number|null} at */
  async #put(conversation, at) {
    try {
      const until = at === null ? null : new Date(at).toISOString();
      const { row } = await this.command("session.snooze", { conversation, until });
      this.onRow(row);
      const words = at === null ? gettext("%(name)s 拿回来了") : gettext("%(name)s 放到 %(when)s；买家一写就回来");
      const values = { name: row.buyer.name, when: at === null ? "" : laterWords(at, this.now()) };
      this.say(interpolate(words, values, true), at === null ? undefined : () => this.#put(conversation, null));
      return null;
    } catch (error) {
      const words = whyNot(gettext("没放到稍后：%s"), error);
      if (!this.dialog.open) this.say(words);
      return words;
    }
  }
}
