/**
 * A receiver's data in the clear: asked for with a reason in a dialog, shown in its card for as long
 * as the shop's rule says, then taken out of the page again. Bound to the context panel's body.
 *
 * <button data-reveal data-fields="…"> and <div data-revealed> in templates/commerce/_receiver.html,
 * <dialog data-reveal-dialog> from templates/commerce/_reveal_dialog.html
 */
import { csrfToken } from "../csrf.js";
import { gettext, interpolate } from "../i18n.js";
import { HideAgain } from "./hide_again.js";

export class Reveals {
  /** @param {HTMLElement} body @param {{said: HTMLElement, say: (words: string) => void, onSignedOut: () => void}} options `said`: a status region that outlives the panel's content */
  constructor(body, { said, say, onSignedOut }) {
    Object.assign(this, { body, said, say, onSignedOut });
    /** @type {HideAgain|null} one at a time */
    this.shown = null;
    body.addEventListener("click", (event) => this.#clicked(event.target));
    body.addEventListener("submit", (event) => {
      if (!event.target.matches("[data-reveal-form]")) return;
      event.preventDefault();
      this.#ask(event.target);
    });
  }

  #clicked(target) {
    const button = target.closest("button");
    if (button?.matches("[data-reveal]")) this.#open(button);
    else if (button?.matches("[data-reveal-close]")) button.closest("dialog").close();
    else if (button?.matches("[data-hide]")) this.shown?.end();
    else if (button?.matches("[data-copy]")) this.#copy(button.previousElementSibling.textContent);
  }

  /** The dialog for this order: only fields that there are, the phone ticked first. */
  #open(button) {
    const dialog = this.body.querySelector("[data-reveal-dialog]");
    const card = button.closest("[data-order]");
    const form = dialog.querySelector("form");
    form.reset();
    form.dataset.order = card.dataset.order;
    dialog.querySelector("[data-reveal-tail]").textContent = card.dataset.tail;
    const there = button.dataset.fields.trim().split(/\s+/);
    for (const box of form.querySelectorAll("[name=field]")) {
      box.closest("label").hidden = !there.includes(box.value);
      box.checked = box.value === there[0];
    }
    this.#complain(form, "");
    dialog.showModal();
    dialog.addEventListener("close", () => this.#button(form.dataset.order)?.focus(), { once: true });
  }

  async #ask(form) {
    const { order } = form.dataset;
    const send = form.querySelector("[type=submit]");
    send.disabled = true;
    const { values, seconds, problem } = await this.#post(form.dataset.url.replace("/0/", `/${order}/`), new FormData(form));
    send.disabled = false;
    if (problem) return this.#complain(form, problem);
    if (!form.isConnected) return; // another chat was opened meanwhile: nothing is shown there
    form.closest("dialog").close();
    this.#show(order, values, seconds);
  }

  async #post(url, fields) {
    try {
      const answer = await fetch(url, {
        method: "POST", body: new URLSearchParams(fields), redirect: "manual", cache: "no-store",
        headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
      });
      if (answer.type === "opaqueredirect" || answer.status === 401) this.onSignedOut();
      const said = await answer.json();
      return answer.ok ? said : { problem: `${said.error.message}${said.error.action}` };
    } catch {
      return { problem: gettext("没取到，网断了。连上再试一次。") };
    }
  }

  #show(order, values, seconds) {
    this.shown?.end();
    const place = this.body.querySelector(`[data-order="${order}"] [data-revealed]`);
    if (!place) return;
    const left = Object.assign(document.createElement("span"), { className: "num dim", ariaHidden: "true" });
    place.replaceChildren(...Object.entries(values).map(([field, words]) => this.#line(field, words)), this.#foot(left));
    place.hidden = false;
    const names = Object.keys(values).map((field) => this.#nameOf(field)).join(gettext("、"));
    this.#button(order).hidden = true;
    this.shown = new HideAgain({
      seconds,
      isThere: () => place.isConnected,
      onTick: (count) => { left.textContent = interpolate(gettext("%(count)s 秒后收起"), { count }, true); },
      onEnd: () => this.#hide(place, order),
    });
    place.focus();
    this.said.textContent = interpolate(gettext("%(names)s显示出来了，%(seconds)s 秒后收起"), { names, seconds }, true);
  }

  #hide(place, order) {
    const held = place.contains(document.activeElement);
    this.shown = null;
    place.replaceChildren();
    place.hidden = true;
    const button = this.#button(order);
    if (button) button.hidden = false;
    if (held) button?.focus();
    if (place.isConnected) this.said.textContent = gettext("收货资料收起来了");
    place.dispatchEvent(new Event("close")); // newer facts may wait for this
  }

  #line(field, words) {
    const line = Object.assign(document.createElement("p"), { className: "revealed__line" });
    const name = Object.assign(document.createElement("span"), { className: "dim", textContent: this.#nameOf(field) });
    const value = Object.assign(document.createElement("b"), { className: "revealed__value num", textContent: words });
    const copy = Object.assign(document.createElement("button"), { type: "button", className: "btn btn--small", textContent: gettext("复制") });
    copy.dataset.copy = "";
    copy.setAttribute("aria-label", interpolate(gettext("复制%(name)s"), { name: name.textContent }, true));
    line.append(name, value, copy);
    return line;
  }

  #foot(left) {
    const foot = Object.assign(document.createElement("p"), { className: "revealed__foot" });
    const hide = Object.assign(document.createElement("button"), { type: "button", className: "btn btn--link", textContent: gettext("现在收起") });
    hide.dataset.hide = "";
    foot.append(left, hide);
    return foot;
  }

  async #copy(words) {
    try {
      await navigator.clipboard.writeText(words);
      this.say(gettext("复制好了"));
    } catch {
      this.say(gettext("浏览器不让复制，请选中了再按 Ctrl C。"));
    }
  }

  #nameOf(field) {
    return this.body.querySelector(`[data-reveal-dialog] [name=field][value="${field}"]`)?.dataset.name ?? "";
  }

  #button(order) {
    return this.body.querySelector(`[data-order="${order}"] [data-reveal]`);
  }

  #complain(form, words) {
    const place = form.querySelector("[data-reveal-problem]");
    place.textContent = words;
    place.hidden = !words;
  }
}
