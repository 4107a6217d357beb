/** The dialogs of the radar: each asks for what its deed needs, says what is in the way, keeps what was typed. */
import { gettext, interpolate } from "../i18n.js";
import { postDeed } from "./deeds.js";

export class Dialogs {
  /** @param {ParentNode} root @param {{deedUrl: string, onDone: (came: {done: number, refused: {message: string}[]}, deed: string) => void, onSignedOut: () => void}} options */
  constructor(root, options) {
    Object.assign(this, options);
    /** @type {Map<string, HTMLDialogElement>} */
    this.all = new Map();
    this.marks = [];
    for (const dialog of root.querySelectorAll("[data-dialog]")) this.#bind(dialog);
  }

  get isOpen() {
    return [...this.all.values()].some((dialog) => dialog.open);
  }

  /** @param {string} deed @param {{mark: string, title: string}[]} items */
  open(deed, items) {
    const dialog = this.all.get(deed);
    this.marks = items.map(({ mark }) => mark);
    dialog.querySelector("form").reset();
    this.#problem(dialog, "");
    this.#when(dialog);
    const what = dialog.querySelector("[data-dialog-what]");
    if (what) what.textContent = items.length === 1 ? items[0].title : interpolate(gettext("选中的 %s 件"), [items.length]);
    dialog.showModal();
  }

  #bind(dialog) {
    this.all.set(dialog.dataset.dialog, dialog);
    dialog.querySelector("[data-cancel]")?.addEventListener("click", () => dialog.close());
    dialog.querySelector("[data-when]")?.addEventListener("change", () => this.#when(dialog));
    dialog.querySelector("form").addEventListener("submit", (event) => {
      if (!dialog.querySelector("[data-submit]")) return;
      event.preventDefault();
      this.#send(dialog);
    });
  }

  #when(dialog) {
    const when = dialog.querySelector("[data-when]");
    if (!when) return;
    const at = dialog.querySelector("[data-at]");
    at.hidden = when.value !== "at";
    at.querySelector("input").required = !at.hidden;
  }

  async #send(dialog) {
    const deed = dialog.dataset.dialog;
    const fields = new URLSearchParams(new FormData(dialog.querySelector("form")));
    fields.set("deed", deed);
    for (const mark of this.marks) fields.append("mark", mark);
    const button = dialog.querySelector("[data-submit]");
    button.disabled = true;
    const came = await postDeed(dialog.dataset.url ?? this.deedUrl, fields, this.onSignedOut);
    button.disabled = false;
    if (came.problem) return this.#problem(dialog, came.problem);
    dialog.close();
    return this.onDone(came, deed);
  }

  #problem(dialog, words) {
    const place = dialog.querySelector("[data-problem]");
    if (!place) return;
    place.textContent = words;
    place.hidden = !words;
  }
}
