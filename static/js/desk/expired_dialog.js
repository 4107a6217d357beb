/**
 * The sign-in ended in the middle of a shift: signing in again on the spot, with all that was
 * written told and kept. `ask()` is true once signed in, here or in another tab of the desk.
 */
import { csrfToken, renewFormTokens } from "../csrf.js";
import { gettext, interpolate } from "../i18n.js";

const CHANNEL = "helpdesk:signed-in";

export class ExpiredDialog {
  /** @param {HTMLDialogElement} dialog @param {{url: string, kept: () => {kind: string, words: string}[]}} options */
  constructor(dialog, { url, kept }) {
    Object.assign(this, { dialog, url, kept });
    const find = (name) => dialog.querySelector(`[data-expired-${name}]`);
    this.parts = { form: find("form"), password: find("password"), error: find("error"), submit: find("submit"), list: find("kept"),
      draft: dialog.querySelector("[data-kept-template]"), waiting: dialog.querySelector("[data-waiting-template]") };
    /** @type {((signedIn: boolean) => void)|null} */
    this.settle = null;
    /** @type {Promise<boolean>|null} */
    this.asking = null;
    this.channel = globalThis.BroadcastChannel ? new BroadcastChannel(CHANNEL) : null;
    this.channel?.addEventListener("message", () => this.#done());
    this.parts.form.addEventListener("submit", (event) => { event.preventDefault(); this.#signIn(); });
    // Nothing works behind it, so Esc does not close it.
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", () => { if (this.settle) this.#show(); });
  }

  /** @returns {Promise<boolean>} */
  ask() {
    this.asking ??= new Promise((resolve) => {
      this.settle = resolve;
      this.#tellKept();
      this.#show();
    });
    return this.asking;
  }

  #show() {
    this.dialog.showModal();
    this.parts.password.focus();
  }

  async #signIn() {
    const { form, password, submit } = this.parts;
    if (!password.value || submit.disabled) return;
    submit.disabled = true;
    const { ok, error } = await post(this.url, new FormData(form));
    submit.disabled = false;
    if (ok) {
      this.channel?.postMessage("signed in");
      this.#done();
    } else {
      this.#refused(error);
    }
  }

  #done() {
    renewFormTokens();
    if (!this.settle) return;
    const { settle } = this;
    this.settle = this.asking = null;
    this.parts.password.value = "";
    this.#say("");
    this.dialog.close();
    settle(true);
  }

  #refused(error) {
    this.#say(error ? `${error.message} ${error.action}` : gettext("连不上服务器，过一会儿再点一次。"));
    if (error?.retry_after) this.#rest(Math.ceil(error.retry_after));
    else this.parts.password.select();
  }

  /** Too many tries: the button counts down. @param {number} seconds */
  #rest(seconds) {
    const { submit } = this.parts;
    const words = submit.firstChild;
    const before = words.textContent;
    const end = Date.now() + seconds * 1000;
    submit.disabled = true;
    const timer = setInterval(() => {
      const left = Math.ceil((end - Date.now()) / 1000);
      words.textContent = left > 0 ? interpolate(gettext("剩 %s 秒"), [left]) : before;
      if (left > 0) return;
      clearInterval(timer);
      submit.disabled = false;
      this.#say("");
    }, 500);
  }

  #tellKept() {
    const { list, draft, waiting } = this.parts;
    list.replaceChildren(...this.kept().map(({ kind, words }) => {
      const item = (kind === "draft" ? draft : waiting).content.firstElementChild.cloneNode(true);
      item.querySelector("[data-words]").textContent = words;
      return item;
    }));
    list.hidden = !list.childElementCount;
  }

  #say(words) {
    this.parts.error.textContent = words;
    this.parts.error.hidden = !words;
    if (words) this.parts.password.setAttribute("aria-invalid", "true");
    else this.parts.password.removeAttribute("aria-invalid");
  }
}

/** @param {string} url @param {FormData} form @returns {Promise<{ok?: true, error?: {message: string, action: string, retry_after?: number}}>} */
async function post(url, form) {
  const send = () => fetch(url, { method: "POST", body: new URLSearchParams(form), headers: { Accept: "application/json", "X-CSRFToken": csrfToken() } });
  try {
    let answer = await send();
    // The token was renewed by another tab meanwhile: once more with the present one.
    if (answer.status === 403) answer = await send();
    return await answer.json();
  } catch {
    return {};
  }
}
