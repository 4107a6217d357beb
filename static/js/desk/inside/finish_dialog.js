/**
 * What is asked before an enquiry that bought nothing is finished: why, one key each, or nothing; and,
 * where the shop lets its agents choose, whether the buyer is asked how it was. <dialog data-finish-ask>
 */
export class FinishDialog {
  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.dialog = dialog;
    this.box = dialog.querySelector("[data-reasons]");
    this.why = dialog.querySelector("[data-finish-why]");
    this.invite = dialog.querySelector("[data-invite]");
    this.onDone = () => {};
    this.reasons = [];
    dialog.querySelector("[data-skip]").addEventListener("click", () => this.#done(""));
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    this.box.addEventListener("click", (event) => {
      const button = event.target.closest("[data-at]");
      if (button) this.#done(this.reasons[Number(button.dataset.at)]);
    });
    dialog.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {{reasons: string[], choose: boolean}} asked @param {(answer: {not_bought: string, invite: boolean}) => void} onDone */
  open({ reasons, choose }, onDone) {
    Object.assign(this, { reasons, onDone });
    this.why.hidden = !reasons.length;
    this.box.replaceChildren(...reasons.map((reason, at) => this.#button(reason, at)));
    this.invite.closest("label").hidden = !choose;
    this.invite.checked = choose;
    this.dialog.showModal();
    (this.box.firstElementChild ?? this.dialog.querySelector("[data-skip]")).focus();
  }

  #button(reason, at) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.dataset.at = String(at);
    const key = document.createElement("kbd");
    key.textContent = String(at + 1);
    button.append(reason, " ", key);
    return button;
  }

  #key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Number(event.key) - 1;
    if (event.key === "0" || event.key.toLowerCase() === "e") this.#done("");
    else if (this.reasons[at] !== undefined) this.#done(this.reasons[at]);
    else return;
    event.preventDefault();
  }

  #done(reason) {
    this.dialog.close();
    this.onDone({ not_bought: reason, invite: this.invite.checked });
  }
}
