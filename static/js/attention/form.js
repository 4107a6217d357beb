/**
 * The form of how to be called: each change counts at once and is kept; sounds can be heard; the
 * browser is asked for notifications only by the tick that turns them on.
 *
 * <form data-attention data-person> from templates/accounts/_attention_form.html
 */
import { csrfToken } from "../csrf.js";
import { gettext } from "../i18n.js";
import { choicesIn, tellChoices } from "./choices.js";
import { askPermission, permission, permissionWords } from "./permission.js";
import { Sounds } from "./sounds.js";

export class AttentionForm {
  /** @param {HTMLFormElement} form @param {{sounds?: Sounds}} [options] */
  constructor(form, { sounds = new Sounds() } = {}) {
    Object.assign(this, { form, sounds });
    const find = (name) => form.querySelector(`[data-${name}]`);
    this.parts = { volume: find("volume-said"), heard: find("hear-said"), permission: find("permission"), note: find("attention-note") };
    form.addEventListener("input", () => { this.parts.volume.textContent = form.elements.volume.value; });
    form.addEventListener("change", ({ target }) => this.#changed(target.name));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-hear]");
      if (button) this.#hear(button.dataset.hear);
    });
    this.#sayPermission();
  }

  async #changed(name) {
    if (name === "notify" && this.form.elements.notify.checked) await askPermission();
    this.#sayPermission();
    tellChoices(this.form.dataset.person, choicesIn(this.form));
    await this.#keep();
  }

  async #hear(kind) {
    const { volume } = choicesIn(this.form);
    const ready = await this.sounds.unlock();
    const { heard } = this.parts;
    heard.textContent = this.#heardWords(ready, volume);
    heard.hidden = !heard.textContent;
    this.sounds.play(kind, volume);
  }

  #heardWords(ready, volume) {
    if (!volume) return gettext("音量是 0，所以听不见。");
    if (ready) return "";
    return this.sounds.possible ? gettext("浏览器没让这一页出声。看看地址栏里这个网站的声音是不是关了，再点一次。")
      : gettext("这个浏览器放不出声音。标题、图标和通知照常提醒。");
  }

  #sayPermission() {
    const box = this.parts.permission;
    const { words, problem } = permissionWords(permission(), this.form.elements.notify.checked);
    box.textContent = words;
    box.hidden = !words;
    box.dataset.tone = problem ? "problem" : "";
  }

  /** The newest choice is the last one kept, however slow the line is. */
  async #keep() {
    this.again = Boolean(this.keeping);
    if (this.keeping) return;
    this.keeping = true;
    const kept = await this.#send();
    this.keeping = false;
    if (this.again) return this.#keep();
    this.parts.note.textContent = kept ? gettext("存好了，现在就照这样。") : gettext("这次没存上，网断了或登录过期了；开着的页照您选的来，连上再改一次就存。");
  }

  #send() {
    return fetch(this.form.action, {
      method: "POST", body: new URLSearchParams(new FormData(this.form)), redirect: "manual",
      headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
    }).then((answer) => answer.status === 204).catch(() => false);
  }
}

for (const form of document.querySelectorAll("[data-attention]")) new AttentionForm(form);
