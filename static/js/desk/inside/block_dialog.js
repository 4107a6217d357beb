/** Put the open chat's buyer on the blacklist, with a reason and an end; or lift it. <dialog data-block> */
import { gettext, interpolate } from "../../i18n.js";
import { whyNot } from "../entry_acts.js";

export class BlockDialog {
  /** @param {HTMLDialogElement} dialog @param {{command: Function, row: () => import("../list_store.js").Row|null, onRow: Function, say: (words: string) => void}} options */
  constructor(dialog, options) {
    Object.assign(this, { dialog }, options);
    this.form = dialog.querySelector("form");
    this.name = dialog.querySelector("[data-name]");
    this.problem = dialog.querySelector("[data-problem]");
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#block(); });
  }

  open() {
    const row = this.row();
    if (!row) return;
    if (row.blocked) return this.#lift(row);
    this.name.textContent = row.buyer.name;
    this.#say("");
    this.dialog.showModal();
    this.form.reason.focus();
  }

  async #block() {
    const { conversation } = this.row();
    const fields = { reason: this.form.reason.value, hours: Number(this.form.hours.value) };
    try {
      const { row } = await this.command("buyer.block", { conversation, ...fields });
      this.form.reset();
      this.dialog.close();
      this.onRow(row);
      this.say(interpolate(gettext("已拉黑 %s，接待也结束了"), [row.buyer.name]));
    } catch (error) {
      this.#say(whyNot("%s", error));
    }
  }

  async #lift({ conversation }) {
    try {
      const { row } = await this.command("buyer.unblock", { conversation });
      this.onRow(row);
      this.say(interpolate(gettext("%s 可以再发消息了"), [row.buyer.name]));
    } catch (error) {
      this.say(whyNot(gettext("没解除成：%s"), error));
    }
  }

  #say(words) {
    this.problem.textContent = words;
    this.problem.hidden = !words;
  }
}
