/**
 * Scan after scan without a page between: the box's forms are sent, the answer takes the place of what
 * was there, the focus and what was scanned meanwhile stay in the box, and a sound says what came of it.
 */
import { Sounds } from "../attention/sounds.js";
import { gettext, interpolate } from "../i18n.js";
import { fillInitials } from "../initials.js";
import { SafeStorage } from "../realtime/safe_storage.js";
import { Queue, soundOf } from "./results.js";

const CHOICE = "helpdesk:registers:";
const VOLUME = 70;
const REGISTERS = "/cases/registers/";

export class Flow {
  /** @param {HTMLElement} root @param {{onPut: () => void, onSignedOut: () => void}} options */
  constructor(root, { onPut, onSignedOut }) {
    Object.assign(this, { root, onPut, onSignedOut, sounds: new Sounds(), kept: new SafeStorage() });
    this.queue = new Queue((item) => this.#send(item));
    root.addEventListener("submit", (event) => {
      const form = event.target.closest("form[data-flow]");
      if (!form) return;
      event.preventDefault();
      const item = this.#item(form);
      if (item) this.queue.add(item);
    });
    root.addEventListener("change", ({ target }) => {
      if (target.dataset.choice) this.kept.set(CHOICE + target.dataset.choice, target.checked ? "1" : "0");
    });
    this.#choices();
  }

  get #main() {
    return this.root.querySelector("main");
  }

  get #box() {
    return this.root.querySelector("[data-scan]");
  }

  /** @param {HTMLFormElement} form what it says now; null for an empty box */
  #item(form) {
    const fields = new URLSearchParams(new FormData(form));
    const isScan = form.contains(this.#box);
    const asked = isScan ? fields.get("scan").trim() : "";
    if (isScan && !asked) return null;
    if (isScan) this.#box.select(); // the next scan takes its place
    const get = form.method === "get";
    const url = get ? `${form.action}?${fields}` : form.action;
    return { url, body: get ? undefined : fields, asked: asked || (fields.get("waybill") ?? ""), box: this.#box?.value ?? "" };
  }

  async #send({ url, body, asked, box }) {
    this.#note("");
    try {
      const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers: { Accept: "text/html" } });
      if (!new URL(answer.url).pathname.startsWith(REGISTERS)) return this.onSignedOut();
      if (answer.status >= 500) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      await this.#put(page, answer, box);
    } catch {
      this.#note(interpolate(gettext("没连上，%s 没有收。包裹放着，连上再扫一遍。"), [asked]));
      this.sounds.play("late", this.#chosen("sound") ? VOLUME : 0);
    }
    return undefined;
  }

  async #put(page, answer, box) {
    const fresh = page.querySelector("[data-registers] main");
    if (!fresh) return this.onSignedOut();
    fillInitials(page);
    const typed = this.#box?.value ?? "";
    const meanwhile = typed !== box && document.activeElement === this.#box ? typed : "";
    this.#main.replaceWith(document.importNode(fresh, true));
    for (const name of ["sum"]) this.root.querySelector(`[data-live="${name}"]`)?.replaceWith(page.querySelector(`[data-live="${name}"]`));
    if (answer.ok) history.replaceState(null, "", answer.url);
    this.#choices();
    this.onPut();
    const { result } = this.#main.dataset;
    const sound = soundOf(result);
    if (sound && this.#chosen("sound")) this.sounds.play(sound, VOLUME);
    const sure = this.#main.querySelector("form[data-sure]");
    if (sure && this.#chosen("sure")) return this.#send({ ...this.#item(sure), box: meanwhile || this.#box.value });
    return this.#focus(meanwhile);
  }

  /** What was scanned meanwhile stays in the box; else the first thing to be pressed, or the box. */
  #focus(meanwhile) {
    const box = this.#box;
    if (meanwhile) {
      box.value = meanwhile;
      return box.focus();
    }
    const first = this.#main.querySelector("[autofocus]") ?? box;
    first.focus();
    if (first === box) box.select();
    return undefined;
  }

  #chosen(name) {
    return this.root.querySelector(`[data-choice="${name}"]`)?.checked ?? false;
  }

  #choices() {
    for (const box of this.root.querySelectorAll("[data-choice]")) {
      const kept = this.kept.get(CHOICE + box.dataset.choice);
      if (kept !== null) box.checked = kept === "1";
    }
  }

  #note(words) {
    const note = this.root.querySelector("[data-flow-note]");
    if (!note) return;
    note.querySelector("[data-flow-words]").textContent = words;
    note.hidden = !words;
  }
}
