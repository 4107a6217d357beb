/**
 * The buyer answers whether an address is right: two buttons, and behind 「要改」 a short form in the
 * card. What is written there is kept like a draft, and moves to the message box when the card can no
 * longer be answered: no word is lost.
 */
import { gettext } from "../i18n.js";
import { whatChanges } from "../thread/cards.js";

const FIELDS = ["receiver", "phone", "address", "words"];
const PHONE = /^[+\d][\d\s-]*$/;

/** @param {{receiver: string, phone: string, address: string, words: string}} change @returns {string} why it can't be sent; "" when it can */
export function problemOf({ phone, ...rest }) {
  const digits = phone.replace(/\D/g, "").length;
  if (phone && (!PHONE.test(phone) || digits < 7 || digits > 20)) return gettext("手机只写数字，7 到 20 位");
  return phone || Object.values(rest).some(Boolean) ? "" : gettext("还没写要改什么。写要改的那项就行");
}

export class AddressForm {
  /** @param {HTMLElement} list @param {{drafts: import("../realtime/drafts.js").Drafts, onChange: (seq: number, change: object) => void, onLost: (words: string) => void}} options */
  constructor(list, { drafts, onChange, onLost }) {
    Object.assign(this, { drafts, onChange, onLost });
    /** @type {Map<number, HTMLFormElement>} */
    this.open = new Map();
    list.addEventListener("submit", (event) => this.#submitted(event));
    list.addEventListener("input", ({ target }) => this.#typed(target.closest("form")));
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || !event.target.closest("form")) return;
      event.stopPropagation();
      this.close(event.target);
    });
  }

  /** @param {HTMLElement} button @param {number} seq of the card */
  show(button, seq) {
    const form = partOf(button, "card-form");
    form.dataset.seq = String(seq);
    this.open.set(seq, form);
    for (const [name, value] of Object.entries(this.#draft(seq))) form.elements.namedItem(name).value = value;
    form.hidden = false;
    partOf(button, "card-ask").hidden = true;
    form.elements.namedItem("receiver").focus();
  }

  /** @param {HTMLElement} inside of the form */
  close(inside) {
    const form = inside.closest("form");
    this.open.delete(Number(form.dataset.seq));
    this.#say(form, "");
    form.hidden = true;
    const ask = partOf(form, "card-ask");
    ask.hidden = false;
    ask.querySelector("[data-act=change]").focus();
  }

  /** Forms whose card has been answered, replaced or taken back. @param {(seq: number) => boolean} waits */
  settle(waits) {
    for (const [seq, form] of this.open) {
      if (waits(seq)) continue;
      this.open.delete(seq);
      const words = whatChanges(valuesOf(form));
      this.#forget(seq);
      if (words) this.onLost(words);
    }
  }

  #submitted(event) {
    const form = event.target;
    event.preventDefault();
    const change = valuesOf(form);
    const problem = problemOf(change);
    this.#say(form, problem);
    if (problem) {
      form.elements.namedItem(change.phone ? "phone" : "receiver").focus();
      return;
    }
    const seq = Number(form.dataset.seq);
    this.open.delete(seq);
    this.#forget(seq);
    form.hidden = true;
    this.onChange(seq, change);
  }

  #typed(form) {
    if (!form) return;
    this.drafts.set(`card-${form.dataset.seq}`, JSON.stringify(valuesOf(form)));
    this.#say(form, "");
  }

  #draft(seq) {
    try { return JSON.parse(this.drafts.get(`card-${seq}`)); } catch { return {}; }
  }

  #forget(seq) {
    this.drafts.clear(`card-${seq}`);
  }

  #say(form, words) {
    const box = form.querySelector("[role=alert]");
    box.textContent = words;
    box.hidden = !words;
  }
}

function partOf(element, name) {
  return element.closest("[data-card]").querySelector(`[data-slot="${name}"]`);
}

function valuesOf(form) {
  return Object.fromEntries(FIELDS.map((name) => [name, form.elements.namedItem(name).value.trim()]));
}
