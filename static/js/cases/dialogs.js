/** The dialogs of a case: each asks for what its move needs, says what is in the way, keeps what was typed. */
import { gettext } from "../i18n.js";
import { postDeed } from "../todo/deeds.js";

const WARNED = "guard_warned";

export class MoveDialogs {
  /** @param {HTMLElement} root @param {{onSignedOut: () => void, onDone: (words: string) => void, onClosed: () => void, post?: typeof postDeed}} options */
  constructor(root, options) {
    Object.assign(this, { post: postDeed }, options, { root });
    /** @type {HTMLDialogElement|null} */
    this.current = null;
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(event.target);
    });
    root.addEventListener("click", ({ target }) => { if (target.closest("[data-cancel]")) this.current?.close(); });
    root.addEventListener("change", ({ target }) => {
      if ("kind" in target.dataset) this.#amount(target);
      if (target.name === "photo") this.#seen(target.form);
    });
  }

  get isOpen() {
    return this.current !== null;
  }

  /** @param {string} deed */
  open(deed) {
    const dialog = this.root.querySelector(`[data-dialog="${deed}"]`);
    if (!dialog) return;
    this.current = dialog;
    this.#problem("");
    const kind = dialog.querySelector("[data-kind]");
    if (kind) this.#amount(kind);
    dialog.showModal();
    dialog.addEventListener("close", () => { this.current = null; this.onClosed(); }, { once: true });
  }

  /** Something happened meanwhile. @param {string} words */
  warn(words) {
    this.#problem(words);
  }

  /** What is no money asks for none. @param {HTMLSelectElement} kind */
  #amount(kind) {
    const amount = kind.form.querySelector("[data-amount]");
    amount.hidden = !kind.selectedOptions[0]?.dataset.most;
    amount.querySelector("input").required = !amount.hidden;
  }

  /** A picture is evidence enough. @param {HTMLFormElement} form */
  #seen(form) {
    form.elements.seen.required = !form.querySelector("[name=photo]:checked");
  }

  async #send(form) {
    const button = form.querySelector("[data-submit]");
    button.disabled = true;
    const came = await this.post(form.action, new URLSearchParams(new FormData(form)), this.onSignedOut);
    button.disabled = false;
    if (came.problem) return this.#problem(came.problem, came.code === WARNED);
    const words = `${gettext("做好了：")}${button.textContent.trim()}`;
    this.current?.close();
    return this.onDone(words);
  }

  /** What the guard only warns of may be said all the same, once it has been read. */
  #problem(words, isWarning = false) {
    const place = this.current?.querySelector("[data-problem]");
    if (!place) return;
    place.textContent = words;
    place.hidden = !words;
    const anyway = this.current.querySelector("[data-guard-seen]");
    if (!anyway) return;
    anyway.hidden = !isWarning;
    anyway.querySelector("input").checked = false;
  }
}
