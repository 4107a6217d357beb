/**
 * The buyer's orders in the context panel: flag and memo changed in place, with undo; the full
 * number on click; older orders on demand. Bound to the panel's body, whatever stands in it now.
 */
import { csrfToken } from "../csrf.js";
import { gettext, interpolate } from "../i18n.js";
import { MemoDialog } from "./memo_dialog.js";
import { placeBeside } from "./place_beside.js";

export class OrderCards {
  /** @param {HTMLElement} body @param {{say: (words: string, undo?: () => void) => void, onFilled: (part: HTMLElement) => void, onSignedOut: () => void}} options */
  constructor(body, { say, onFilled, onSignedOut }) {
    Object.assign(this, { body, say, onFilled, onSignedOut });
    body.addEventListener("click", (event) => this.#clicked(event.target));
    body.addEventListener("keydown", (event) => this.#walked(event));
    body.addEventListener("toggle", (event) => this.#toggled(event), true);
  }

  #clicked(target) {
    const button = target.closest("button");
    const card = target.closest("[data-order]");
    if (button?.dataset.flag) this.#flag(card, button);
    else if (button?.dataset.number) this.#number(button);
    else if (button?.dataset.loadOrders) this.#more(button);
    else if (button?.matches("[data-edit-memo]")) this.#memo(card);
    else if (button?.dataset.changeHandled) this.#handled(card, button);
  }

  /** The whole number in place of its tail, and back. */
  #number(button) {
    const full = button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(full));
    button.textContent = full ? button.dataset.number : button.closest("[data-order]").dataset.tail;
  }

  async #flag(card, button) {
    const flags = button.closest("[data-flags]");
    const seen = flags.dataset.seen;
    flags.hidePopover();
    if (seen === button.dataset.flag) return;
    const { url } = flags.dataset;
    const problem = await this.#post(card, url, { flag: button.dataset.flag, seen });
    if (problem !== null) return this.say(problem);
    const words = interpolate(gettext("订单 %(tail)s：%(flag)s"), { tail: card.dataset.tail, flag: button.dataset.name }, true);
    this.say(words, () => this.#undo(card.dataset.order, url, { flag: seen, seen: button.dataset.flag }));
  }

  #memo(card) {
    const dialog = this.body.querySelector("[data-memo-dialog]");
    const words = JSON.parse(this.body.querySelector("#memo-words").textContent);
    const { memo: seen, memoUrl: url, tail, order, courier, courierWhy: why } = card.dataset;
    const onSave = async (memo) => {
      const problem = await this.#post(card, url, { memo, seen });
      if (problem === null && memo.trim() !== seen) {
        this.say(interpolate(gettext("订单 %(tail)s 的备注存好了"), { tail }, true), () => this.#undo(order, url, { memo: seen, seen: memo }));
      }
      return problem;
    };
    new MemoDialog(dialog, { words, onSave }).open({ memo: seen, tail, courier, why });
    dialog.addEventListener("close", () => document.getElementById(`memo-${order}`)?.focus(), { once: true });
  }

  /** What the buyer wanted changed is seen to. */
  async #handled(card, button) {
    button.disabled = true;
    const { order, tail } = card.dataset;
    const problem = await this.#post(card, button.dataset.changeHandled, {});
    button.disabled = false;
    this.say(problem ?? interpolate(gettext("订单 %(tail)s 要改的处理好了"), { tail }, true));
    if (problem === null) document.getElementById(`card-${order}`)?.focus();
  }

  async #undo(order, url, fields) {
    const problem = await this.#post(this.#card(order), url, fields);
    this.say(problem ?? gettext("改回去了"));
  }

  #card(order) {
    return this.body.querySelector(`[data-order="${order}"]`);
  }

  /** Null when it is done and the card shows it, else what went wrong, in words. */
  async #post(card, url, fields) {
    const order = card?.dataset.order;
    const answer = await this.#ask(url, { method: "POST", body: new URLSearchParams(fields), headers: { "X-CSRFToken": csrfToken() } });
    if (answer.problem) return answer.problem;
    const now = this.#card(order);
    if (now) this.#swap(now, answer.nodes);
    return null;
  }

  async #more(button) {
    const place = button.closest("[data-more-orders]");
    button.disabled = true;
    const answer = await this.#ask(button.dataset.loadOrders, {});
    button.disabled = false;
    if (answer.problem) return this.say(answer.problem);
    const [first] = answer.nodes;
    this.#swap(place, answer.nodes);
    first?.querySelector("button")?.focus();
  }

  #swap(old, nodes) {
    const held = old.contains(document.activeElement) ? document.activeElement.id : "";
    const list = old.parentElement;
    old.replaceWith(...nodes);
    if (held) document.getElementById(held)?.focus();
    this.onFilled(list);
  }

  async #ask(url, options) {
    try {
      const headers = { ...options.headers, Accept: "application/json, text/html" };
      const answer = await fetch(url, { ...options, headers, redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 401) this.onSignedOut();
      if (answer.ok) {
        const found = new DOMParser().parseFromString(`<ol>${await answer.text()}</ol>`, "text/html");
        return { nodes: [...found.querySelector("ol").children] };
      }
      const { error } = await answer.json();
      return { problem: `${error.message}${error.action}` };
    } catch {
      return { problem: gettext("没存上，网断了。您写的还在，连上再试一次。") };
    }
  }

  #toggled(event) {
    if (!event.target.matches?.("[data-flags]") || event.newState !== "open") return;
    const card = event.target.closest("[data-order]");
    placeBeside(event.target, card.querySelector("[data-flag-button]"));
  }

  /** Arrows walk through the flags. */
  #walked(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const one = event.target.closest?.("[data-flag]");
    if (!step || !one) return;
    event.preventDefault();
    const all = [...one.parentElement.children];
    all[(all.indexOf(one) + step + all.length) % all.length].focus();
  }
}
