/** The place of a hit in its chat, beside the hits: read, stepped through, its address copied. */
import { gettext } from "../i18n.js";
import { ask } from "./asking.js";

const PAUSE_MS = 120;

export class Place {
  /**
   * @param {HTMLElement} root [data-place]
   * @param {{urlOf: (conversation: string, seq: string) => string, words: () => string, onSignedOut: () => void}} options
   */
  constructor(root, options) {
    Object.assign(this, options, { root });
    /** `conversation/seq/words` of what is shown or on its way. */
    this.shown = "";
    root.addEventListener("click", (event) => this.#clicked(event));
  }

  /** Soon, so that walking fast asks for the last one only. @param {string} conversation @param {string} seq */
  show(conversation, seq) {
    const wanted = `${conversation}/${seq}/${this.words()}`;
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.conversation = conversation;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.#load(conversation, seq, wanted), PAUSE_MS);
  }

  clear() {
    clearTimeout(this.pause);
    this.shown = "";
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  async #load(conversation, seq, wanted) {
    const found = await ask(this.urlOf(conversation, seq), { words: this.words() }, { onSignedOut: this.onSignedOut });
    if (!found || this.shown !== wanted) return;
    this.root.hidden = false;
    this.root.replaceChildren(...(found.problem ? [problemLine(found.problem)] : found.nodes));
    this.#centre();
  }

  #centre() {
    const log = this.root.querySelector("[data-place-log]");
    const hit = log?.querySelector("[data-place-hit]");
    if (hit) log.scrollTop = hit.offsetTop - (log.clientHeight - hit.offsetHeight) / 2;
  }

  async #clicked(event) {
    const step = event.target.closest("[data-step]");
    if (step?.dataset.step) this.show(this.conversation, step.dataset.step);
    const copy = event.target.closest("[data-copy]");
    if (!copy) return;
    const words = copy.querySelector("[data-copy-words]");
    try {
      await navigator.clipboard.writeText(new URL(copy.dataset.copy, location.href).href);
      words.textContent = gettext("地址复制好了");
    } catch {
      words.textContent = gettext("浏览器不让复制");
    }
  }
}

function problemLine(words) {
  const line = document.createElement("p");
  line.className = "search__problem pretty";
  line.setAttribute("role", "alert");
  line.textContent = words;
  return line;
}
