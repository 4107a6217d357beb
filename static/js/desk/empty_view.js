/** What stands where the chat would be while none is open: who waits, and the next key. */
import { gettext, interpolate } from "../i18n.js";
import { waitedSeconds } from "./wait_scale.js";
import { waitWords } from "./wait_words.js";

export class EmptyView {
  /** @param {HTMLElement} root @param {(tab: string) => void} onTab */
  constructor(root, onTab) {
    this.root = root;
    this.title = root.querySelector("[data-empty-title]");
    this.hint = root.querySelector("[data-empty-hint]");
    this.longest = root.querySelector('[data-figure-words="waiting"]');
    for (const button of root.querySelectorAll("[data-show-tab]")) {
      button.addEventListener("click", () => onTab(button.dataset.showTab));
    }
  }

  /** @param {import("./list_store.js").Digest|null} digest @param {import("./list_store.js").Row|undefined} first the longest waiting @param {number} now */
  show(digest, first, now) {
    if (this.root.hidden || !digest) return;
    for (const figure of this.root.querySelectorAll("[data-figure]")) {
      say(figure, String(digest[figure.dataset.figure]));
    }
    const words = first ? waitWords(waitedSeconds(first.unanswered_since, now)) : "";
    say(this.title, digest.waiting && first
      ? interpolate(gettext("%s 位买家在等，最久的 %s"), [digest.waiting, words])
      : gettext("没有买家在等"));
    this.hint.hidden = !first;
    say(this.longest, first ? interpolate(gettext("最久的 %s"), [words]) : gettext("都回过了"));
  }
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
