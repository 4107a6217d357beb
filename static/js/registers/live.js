/**
 * A register's page while colleagues work on it: hears the shop on the desk's socket, asks for itself
 * soon after any news, and puts its parts anew. A part that somebody is in waits, and the page says
 * how much is new; nothing that is being typed is ever lost.
 */
import { ExpiredDialog } from "../desk/expired_dialog.js";
import { fetchFragment } from "../desk/fragments.js";
import { OfflineStrip } from "../desk/offline_strip.js";
import { Refresher } from "../floor/refresher.js";
import { gettext, interpolate } from "../i18n.js";
import { fillInitials } from "../initials.js";
import { Line, socketUrl } from "../realtime/socket.js";
import { isBusy, keepTyped, newsIn, steady } from "./fresh.js";

const NEWS = ["register.changed", "followup.changed", "order.changed", "resync"];

export class Live {
  /** Parts that wait, by name. @type {Map<string, HTMLElement>} */
  #waiting = new Map();
  /** What each part read when the server last said it: a scanner's page changes by itself. */
  #said = new Map();

  /** @param {HTMLElement} root `[data-registers]` */
  constructor(root) {
    const find = (name) => document.querySelector(`[data-${name}]`);
    Object.assign(this, { root, news: find("news"), words: find("news-words") });
    this.refresher = new Refresher({ load: () => this.#load(), every: 60000 });
    this.line = new Line({ url: socketUrl("/ws/desk/"), onSignedOut: () => expired.ask() });
    const expired = new ExpiredDialog(find("expired"), { url: root.dataset.signIn, kept: () => [] });
    new OfflineStrip(find("offline"), root, this.line, gettext("这里停在断开的那一刻，您写的都在，连上自动更新。"));
    for (const name of NEWS) this.line.on(name, () => this.refresher.poke());
    this.line.on("desk.welcome", () => this.refresher.ask()); // from now on nothing is missed: what came before is asked for
    find("news-show").addEventListener("click", () => this.#showAll());
    root.addEventListener("focusout", () => setTimeout(() => this.#settle()));
    root.addEventListener("pointerout", () => setTimeout(() => this.#settle()));
    this.heard();
  }

  start() {
    this.line.start();
  }

  /** The page was put anew by something else: what is there is what the server says. */
  heard() {
    this.#waiting.clear();
    this.#said = new Map(this.#regions.map((region) => [region.dataset.live, region.outerHTML]));
    this.#tell(0);
  }

  get #regions() {
    return [...this.root.querySelectorAll("[data-live]")];
  }

  async #load() {
    if (document.hidden || this.line.state === "waiting" || this.line.state === "stopped") return; // waking asks again
    if (!("livePage" in this.root.dataset)) return; // what was refused stays to be read
    const at = location.href;
    const nodes = await fetchFragment(at, () => this.line.reconnect());
    if (!nodes) throw new Error("no register");
    if (at !== location.href) return; // another scan meanwhile
    const page = document.createElement("div");
    page.append(...nodes);
    fillInitials(page);
    for (const region of this.#regions) {
      const name = region.dataset.live;
      const fresh = page.querySelector(`[data-live="${name}"]`);
      if (fresh && steady(fresh.outerHTML) !== steady(this.#said.get(name) ?? "")) this.#waiting.set(name, fresh);
      else this.#waiting.delete(name);
    }
    this.#settle();
  }

  /** Whatever nobody is in is put anew; of the rest is said how much it is. */
  #settle() {
    let count = 0;
    for (const region of this.#regions) {
      const fresh = this.#waiting.get(region.dataset.live);
      if (!fresh) continue;
      if (isBusy(region, document)) count += newsIn(region, fresh);
      else this.#put(region, fresh);
    }
    this.#tell(count);
  }

  #showAll() {
    for (const region of this.#regions) {
      const fresh = this.#waiting.get(region.dataset.live);
      if (!fresh) continue;
      keepTyped(region, fresh);
      this.#put(region, fresh);
    }
    this.#tell(0);
    this.root.querySelector("[data-scan], [data-check], [data-row-link]")?.focus({ preventScroll: true });
  }

  #put(region, fresh) {
    this.#said.set(region.dataset.live, fresh.outerHTML);
    this.#waiting.delete(region.dataset.live);
    region.replaceWith(document.importNode(fresh, true));
  }

  #tell(count) {
    this.news.hidden = !count;
    const words = count ? interpolate(gettext("有 %s 处新的变动。"), [count]) : "";
    if (this.words.textContent !== words) this.words.textContent = words;
  }
}
