/** Above the thread: who handed this chat over, what they said, and the way back. */
import { gettext, interpolate } from "../i18n.js";

export class HandedBar {
  /** @param {HTMLElement} bar @param {{me: number, onBack: (to: {id: number, name: string}) => void}} options */
  constructor(bar, { me, onBack }) {
    Object.assign(this, { bar, me });
    const find = (name) => bar.querySelector(`[data-handed-${name}]`);
    this.parts = { who: find("who"), note: find("note"), back: find("back") };
    this.parts.back.addEventListener("click", () => this.handed && onBack(this.handed));
  }

  /** @param {import("./list_store.js").Row|null} row */
  show(row) {
    this.handed = row?.handed ?? null;
    this.bar.hidden = !this.handed;
    if (!this.handed) return;
    const mine = row.owner?.id === this.me;
    const sentence = mine ? gettext("%s转给您：") : gettext("%s转来的：");
    say(this.parts.who, interpolate(sentence, [this.handed.name]));
    say(this.parts.note, this.handed.note || gettext("没有留言"));
    this.parts.back.hidden = !mine || this.handed.id === this.me;
  }
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
