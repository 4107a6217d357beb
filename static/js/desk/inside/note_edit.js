/** The dialog in which an author changes a note. <dialog data-note-edit> */
export class NoteEdit {
  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.dialog = dialog;
    this.form = dialog.querySelector("form");
    this.problem = dialog.querySelector("[data-problem]");
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#save(); });
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }

  /** @param {{text: string}} note @param {(text: string) => Promise<string|null>} onSave null, or what went wrong */
  open(note, onSave) {
    this.onSave = onSave;
    this.form.text.value = note.text;
    this.#say("");
    this.dialog.showModal();
    this.form.text.focus();
  }

  async #save() {
    const problem = await this.onSave(this.form.text.value.trim());
    this.#say(problem ?? "");
    if (problem === null) this.dialog.close();
  }

  #say(words) {
    this.problem.textContent = words;
    this.problem.hidden = !words;
  }
}
