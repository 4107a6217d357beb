/** The two questions before a chat changes hands: to whom, and why. */
import { fetchFragment } from "../desk/fragments.js";
import { gettext, interpolate } from "../i18n.js";
import { fillInitials } from "../initials.js";
import { post } from "./deeds.js";

/** What both have: one problem line, and a submit that keeps the dialog open until it is done. */
class Asking {
  constructor(dialog, name, { urlOf, onDone }) {
    const find = (part) => dialog.querySelector(`[data-${name}-${part}]`);
    Object.assign(this, { dialog, find, urlOf, onDone, conversation: 0 });
    this.submit = find("submit");
    find("cancel").addEventListener("click", () => dialog.close());
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#do();
    });
  }

  show(conversation, title) {
    this.conversation = conversation;
    this.find("title").textContent = title;
    this.say("");
    if (!this.dialog.open) this.dialog.showModal();
  }

  say(words) {
    const place = this.find("problem");
    place.hidden = !words;
    place.textContent = words;
  }

  async #do() {
    if (this.submit.disabled) return;
    this.submit.disabled = true;
    const problem = await post(this.urlOf(this.conversation), this.fields());
    this.submit.disabled = false;
    this.say(problem);
    if (!problem) this.dialog.close();
    this.onDone(problem ? "" : this.done());
  }
}

export class AssignDialog extends Asking {
  /** @param {HTMLDialogElement} dialog @param {{urlOf: (conversation: number) => string, peopleOf: (conversation: number) => string, onSignedOut: () => void, onDone: (words: string) => void}} options */
  constructor(dialog, options) {
    super(dialog, "assign", options);
    this.options = options;
    this.people = this.find("people");
    dialog.addEventListener("change", () => { this.submit.disabled = !this.chosen; });
  }

  get chosen() {
    return this.people.querySelector("input:checked");
  }

  /** @param {number} conversation @param {string} name the buyer's */
  async open(conversation, name) {
    this.people.replaceChildren();
    this.find("none").hidden = true;
    this.submit.disabled = true;
    this.show(conversation, interpolate(gettext("把 %s 派给谁"), [name]));
    const found = await fetchFragment(this.options.peopleOf(conversation), this.options.onSignedOut);
    if (conversation !== this.conversation) return;
    this.people.replaceChildren(...(found ?? [gettext("没取到，网断了。连上再看一次。")]));
    this.find("none").hidden = !found || this.people.querySelector("input:enabled") !== null;
    fillInitials(this.people);
  }

  fields() {
    return { receiver: this.chosen?.value ?? "" };
  }

  done() {
    return interpolate(gettext("派给了 %s"), [this.chosen.dataset.name]);
  }
}

export class TakeDialog extends Asking {
  /** @param {HTMLDialogElement} dialog @param {{urlOf: (conversation: number) => string, onDone: (words: string) => void}} options */
  constructor(dialog, options) {
    super(dialog, "take", options);
    this.reason = this.find("reason");
  }

  /** @param {number} conversation @param {string} holder */
  open(conversation, holder) {
    this.holder = holder;
    this.reason.value = "";
    this.show(conversation, interpolate(gettext("从 %s 手上接过来"), [holder]));
    this.reason.focus();
  }

  fields() {
    return { reason: this.reason.value };
  }

  done() {
    return interpolate(gettext("接过来了，%s 看得到是您接的"), [this.holder]);
  }
}
