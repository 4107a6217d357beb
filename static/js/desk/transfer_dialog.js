/**
 * Hand the chat to a colleague or a group, with a note. A refusal names who could take it instead;
 * what was written stays.
 */
import { gettext, interpolate } from "../i18n.js";
import { fillInitials } from "../initials.js";
import { fetchFragment } from "./fragments.js";

export class TransferDialog {
  /** @type {number|null} */
  #conversation = null;

  /** @param {HTMLDialogElement} dialog */
  constructor(dialog, { command, urlOf, onRow, say, onSignedOut }) {
    Object.assign(this, { dialog, command, urlOf, onRow, say, onSignedOut });
    const find = (name) => dialog.querySelector(`[data-transfer-${name}]`);
    this.parts = { form: find("form"), people: find("people"), note: find("note"), problem: find("problem"), send: find("send") };
    for (const button of dialog.querySelectorAll("[data-transfer-close]")) button.addEventListener("click", () => dialog.close());
    this.parts.form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(); });
    this.parts.note.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#send();
    });
  }

  /** @param {number} conversation */
  async open(conversation) {
    if (conversation !== this.#conversation) this.parts.note.value = "";
    this.#conversation = conversation;
    this.#problem("");
    if (!this.dialog.open) this.dialog.showModal();
    const found = await fetchFragment(this.urlOf(conversation), this.onSignedOut);
    if (conversation !== this.#conversation) return;
    if (!found) return this.#problem(gettext("名单没取到，网断了。连上再开一次；写的都在。"));
    this.parts.people.replaceChildren(...found);
    fillInitials(this.parts.people);
    const first = this.parts.people.querySelector("input:not(:disabled)");
    if (!first) return this.#problem(gettext("这会儿没有人能接。会话还在您手上，可以先回着，有人空了再转。"));
    first.checked = true;
    first.focus();
  }

  async #send() {
    const chosen = this.parts.people.querySelector("input:checked");
    if (!chosen) return this.#problem(gettext("先选一个人，或一个组。"));
    const [kind, number] = chosen.value.split(":");
    this.parts.send.disabled = true;
    try {
      const { row } = await this.command("session.transfer", { conversation: this.#conversation, [kind]: Number(number), note: this.parts.note.value });
      this.onRow(row);
      this.parts.note.value = "";
      this.dialog.close();
      this.say(interpolate(gettext("转给了 %s"), [row.owner?.name ?? chosen.dataset.name]));
    } catch (error) {
      this.#problem(error.unanswered ? gettext("没转成，网断了。会话还在您手上，连上再转。") : `${error.message} ${error.action}`);
    } finally {
      this.parts.send.disabled = false;
    }
  }

  #problem(words) {
    this.parts.problem.textContent = words;
    this.parts.problem.hidden = !words;
  }
}
