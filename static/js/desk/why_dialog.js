/** "Why did this come to me?", "why is it still waiting?": the answer, fetched when asked. */
import { gettext } from "../i18n.js";
import { fetchFragment } from "./fragments.js";

export class WhyDialog {
  /** @param {HTMLDialogElement} dialog */
  constructor(dialog, { urlOf, onSignedOut }) {
    Object.assign(this, { dialog, urlOf, onSignedOut });
    this.title = dialog.querySelector("[data-why-title]");
    this.body = dialog.querySelector("[data-why-body]");
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }

  /** @param {number} conversation @param {string} question */
  async open(conversation, question) {
    this.title.textContent = question;
    this.body.replaceChildren();
    if (!this.dialog.open) this.dialog.showModal();
    const found = await fetchFragment(this.urlOf(conversation), this.onSignedOut);
    if (!found) {
      this.body.textContent = gettext("没取到，网断了。连上再看一次。");
      return;
    }
    this.body.replaceChildren(...found);
    this.title.textContent = this.body.querySelector("[data-title]")?.dataset.title ?? question;
  }
}
