/**
 * The memo of one order: parts in the shop's grammar above, the whole text below. Changing a part
 * rewrites the beginning of the text; what was written behind it stays.
 *
 * <dialog data-memo-dialog> from templates/commerce/_memo_dialog.html
 */
import { gettext, interpolate } from "../i18n.js";
import { MEMO_BYTES, memoBytes, readMemo, wholeMemo } from "./memo_grammar.js";

export class MemoDialog {
  /** @param {HTMLDialogElement} dialog @param {{words: import("./memo_grammar.js").Words, onSave: (memo: string) => Promise<string|null>}} options onSave answers null, or what went wrong */
  constructor(dialog, { words, onSave }) {
    Object.assign(this, { dialog, words, onSave });
    const closed = new AbortController(); // the next order's dialog is the same element
    const { signal } = closed;
    dialog.addEventListener("close", () => closed.abort(), { once: true });
    const find = (name) => dialog.querySelector(`[data-memo-${name}]`);
    this.form = find("form");
    this.parts = { size: find("size"), problem: find("problem"), tail: find("tail"), why: find("courier-why") };
    this.rest = "";
    find("parts").addEventListener("input", () => this.#rebuild(), { signal });
    this.form.memo.addEventListener("input", () => this.#read(), { signal });
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#save(); }, { signal });
    for (const button of dialog.querySelectorAll("[data-memo-close]")) button.addEventListener("click", () => dialog.close(), { signal });
  }

  /** @param {{memo: string, tail: string, courier?: string, why?: string}} order courier: the one to send it with, where the figures say so */
  open({ memo, tail, courier = "", why = "" }) {
    this.parts.tail.textContent = tail;
    this.form.memo.value = memo;
    this.#read();
    if (!memo) {
      this.form.agent.value = this.form.agent.dataset.default;
      this.#offer(this.form.courier, courier);
      this.#rebuild();
    }
    this.parts.why.textContent = why;
    this.parts.why.hidden = !why;
    this.#complain("");
    this.dialog.showModal();
    this.form.memo.focus();
  }

  #rebuild() {
    const { agent, courier, hold, gift, refund } = this.form;
    const parts = { agent: agent.value.trim(), courier: courier.value, hold: hold.checked, gift: gift.value.trim(), refund: refund.value.trim() };
    this.form.memo.value = wholeMemo(parts, this.rest, this.words);
    this.#measure();
  }

  #read() {
    const { parts, rest } = readMemo(this.form.memo.value.trim(), this.words);
    const { agent, courier, hold, gift, refund } = this.form;
    this.rest = rest;
    agent.value = parts.agent;
    this.#offer(courier, parts.courier);
    hold.checked = parts.hold;
    gift.value = parts.gift;
    refund.value = parts.refund;
    this.#measure();
  }

  /** A courier that the memo names and the shop no longer has can still be chosen. */
  #offer(select, value) {
    if (value && ![...select.options].some((option) => option.value === value)) select.add(new Option(value));
    select.value = value;
  }

  #measure() {
    const bytes = memoBytes(this.form.memo.value);
    const words = gettext("%(bytes)s / %(most)s 字节，一个汉字算 3 个");
    this.parts.size.textContent = interpolate(words, { bytes, most: MEMO_BYTES }, true);
    this.form.memo.setAttribute("aria-invalid", String(bytes > MEMO_BYTES));
  }

  async #save() {
    const button = this.form.querySelector("[type=submit]");
    button.disabled = true;
    const problem = await this.onSave(this.form.memo.value);
    button.disabled = false;
    this.#complain(problem ?? "");
    if (problem === null) this.dialog.close();
  }

  #complain(words) {
    this.parts.problem.textContent = words;
    this.parts.problem.hidden = !words;
  }
}
