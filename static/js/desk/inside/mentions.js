/**
 * Where I am named: a count above the list, and the notes themselves, newest first. The count is the
 * server's (`inside.open`, then every heartbeat), so it is right after any break.
 */
import { gettext, interpolate } from "../../i18n.js";
import { clockTime, dayName } from "../../thread/times.js";

export class Mentions {
  /**
   * @param {HTMLElement} root has `data-mentions-*`
   * @param {object} options
   * @param {number} options.me
   * @param {(name: string, fields: object) => Promise<any>} options.command
   * @param {() => number|null} options.open the chat that is open
   * @param {() => Promise<void>} options.onStale ask `inside.open` again
   * @param {(conversation: number) => void} options.onGo
   */
  constructor(root, options) {
    Object.assign(this, options);
    const find = (name) => root.querySelector(`[data-mentions-${name}]`);
    this.parts = { count: find("count"), list: find("list"), empty: find("empty"), toggle: find("toggle") };
    this.template = document.getElementById("mention-template");
    this.unseen = 0;
    this.items = [];
    this.parts.list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-conversation]");
      if (button) this.onGo(Number(button.dataset.conversation));
    });
  }

  /** @param {{mentions: object[], unseen: number}} reply */
  know({ mentions, unseen }) {
    this.items = mentions;
    this.#count(unseen);
    this.parts.list.replaceChildren(...mentions.map((each) => this.#item(each)));
    this.parts.empty.hidden = mentions.length > 0;
    this.lookAt(this.open());
  }

  /** @param {{conversation: number, note: {mentions: number[]}}} event */
  heardNote({ conversation, note }) {
    const known = this.items.some((each) => each.conversation === conversation && each.number === note.number);
    if (known || note.mentions.includes(this.me)) this.onStale();
  }

  /** @param {number} unseen */
  heardCount(unseen) {
    if (unseen !== this.unseen) this.onStale();
  }

  /** The chat is in view: what names me in it is seen. @param {number|null} conversation */
  lookAt(conversation) {
    const fresh = this.items.filter((each) => each.conversation === conversation && !each.seen);
    if (!fresh.length || document.visibilityState !== "visible") return;
    for (const each of fresh) each.seen = true;
    this.command("mentions.see", { conversation }).then(() => this.onStale()).catch(() => {});
  }

  #count(unseen) {
    this.unseen = unseen;
    const { count, toggle } = this.parts;
    count.textContent = unseen ? String(unseen) : "";
    toggle.toggleAttribute("data-fresh", unseen > 0);
    toggle.title = unseen ? interpolate(gettext("%s 条没看"), [unseen]) : "";
  }

  #item({ conversation, buyer, author, text, at, seen }) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const write = (name, words) => { item.querySelector(`[data-${name}]`).textContent = words; };
    const moment = Date.parse(at);
    item.querySelector("button").dataset.conversation = String(conversation);
    item.toggleAttribute("data-unseen", !seen);
    write("buyer", buyer);
    write("when", `${dayName(moment, Date.now())} ${clockTime(moment)}`);
    write("said", interpolate(gettext("%(author)s：%(text)s"), { author, text }, true));
    return item;
  }
}
