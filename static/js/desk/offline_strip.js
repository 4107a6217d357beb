/**
 * The strip that says the line is down: what happened, what is safe, when it is tried again. Short
 * breaks are not worth a word, so it waits a moment before it shows.
 */
import { gettext, interpolate } from "../i18n.js";

const PATIENCE_MS = 1200;

export class OfflineStrip {
  /** @param {HTMLElement} strip @param {HTMLElement} desk whose clocks turn grey @param {import("../realtime/socket.js").Line} line @param {string} [safe] what is safe meanwhile */
  constructor(strip, desk, line, safe = gettext("您打的字都留着，连上自动发。")) {
    Object.assign(this, { strip, desk, line, safe });
    this.what = strip.querySelector("[data-offline-what]");
    this.when = strip.querySelector("[data-offline-when]");
    this.retry = strip.querySelector("[data-offline-retry]");
    this.retry.addEventListener("click", () => line.retryNow());
    this.patience = 0;
    this.counting = 0;
    line.on("state", ({ state, code }) => this.#became(state, code));
  }

  #became(state, code) {
    if (state === "open") return this.#hide();
    if (state === "stopped") return this.#stopped(code);
    this.#tell();
    this.patience ||= setTimeout(() => this.#show(), PATIENCE_MS);
  }

  #show() {
    this.strip.hidden = false;
    this.desk.toggleAttribute("data-offline", true);
    this.counting ||= setInterval(() => this.#tell(), 500);
    this.#tell();
  }

  #hide() {
    clearTimeout(this.patience);
    clearInterval(this.counting);
    this.patience = this.counting = 0;
    this.strip.hidden = true;
    this.retry.hidden = false;
    this.desk.removeAttribute("data-offline");
  }

  #tell() {
    this.what.textContent = gettext("连不上服务器");
    this.retry.disabled = this.line.state !== "waiting";
    const seconds = this.line.retryAt ? Math.max(1, Math.ceil((this.line.retryAt - Date.now()) / 1000)) : 0;
    const words = seconds
      ? interpolate(gettext("，%s 秒后再试。%s"), [seconds, this.safe])
      : interpolate(gettext("，正在试。%s"), [this.safe]);
    if (this.when.textContent !== words) this.when.textContent = words;
  }

  /** For good: no longer a member, or the shop is gone. An ended sign-in has its own dialog. */
  #stopped(code) {
    this.#hide();
    if (code !== 4403 && code !== 4404) return;
    this.strip.hidden = false;
    this.retry.hidden = true;
    this.desk.toggleAttribute("data-offline", true);
    this.what.textContent = code === 4403 ? gettext("您已经不是这家店的成员") : gettext("没有这家店了");
    this.when.textContent = gettext("，这里不再更新。您写的都还在这台电脑上，请问一下店长。");
  }
}
