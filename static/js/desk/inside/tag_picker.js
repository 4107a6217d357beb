/**
 * The small picker of tags: type to filter, arrows move, Enter puts a tag on or takes it off, Esc closes.
 * <dialog data-tag-picker>
 */
import { gettext, interpolate } from "../../i18n.js";
import { whyNot } from "../entry_acts.js";
import { TAG_LENGTH } from "./tag_shelf.js";

export class TagPicker {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {object} options
   * @param {import("./tag_shelf.js").TagShelf} options.shelf
   * @param {(name: string, fields: object) => Promise<any>} options.command
   * @param {() => import("../list_store.js").Row|null} options.row the open chat's
   * @param {() => boolean} options.mayMake
   * @param {(row: import("../list_store.js").Row) => void} options.onRow
   */
  constructor(dialog, options) {
    Object.assign(this, { dialog, at: 0, choices: [] }, options);
    this.input = dialog.querySelector("input");
    this.list = dialog.querySelector("[role=listbox]");
    this.words = dialog.querySelector("[data-problem]");
    this.input.addEventListener("input", () => { this.at = 0; this.#draw(); });
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#choose(Number(option.dataset.at));
    });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }

  open() {
    if (!this.row()) return;
    this.input.value = "";
    this.at = 0;
    this.dialog.showModal();
    this.#draw();
    this.input.focus();
  }

  /** The open chat's row, or the shelf, is different. */
  refresh() {
    if (this.dialog.open) this.#draw();
  }

  #draw() {
    const { tags, make, long } = this.shelf.offer(this.input.value, this.row()?.tags ?? [], this.mayMake());
    this.choices = [...tags.map((tag) => ({ tag })), ...(make ? [{ make }] : [])];
    this.at = Math.min(this.at, Math.max(0, this.choices.length - 1));
    this.list.replaceChildren(...this.choices.map((choice, at) => this.#option(choice, at)));
    this.#say(long ? interpolate(gettext("标签最多 %s 个字，多了 %s 个。"), [TAG_LENGTH, long])
      : this.choices.length ? "" : this.mayMake() ? gettext("还没有标签。打一个词，按回车新建。") : gettext("没有这个标签。请主管在设置里加。"));
    this.#mark();
  }

  #option({ tag, make }, at) {
    const option = document.createElement("li");
    option.id = `tag-option-${at}`;
    option.dataset.at = String(at);
    option.setAttribute("role", "option");
    option.toggleAttribute("data-on", Boolean(tag?.on));
    option.textContent = make ? interpolate(gettext("新建「%s」"), [make]) : tag.name;
    if (tag?.on) option.setAttribute("aria-label", interpolate(gettext("%s，已加上"), [tag.name]));
    return option;
  }

  #mark() {
    for (const [at, option] of [...this.list.children].entries()) option.setAttribute("aria-selected", String(at === this.at));
    if (this.choices.length) this.input.setAttribute("aria-activedescendant", `tag-option-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.choices.length) {
      this.at = (this.at + step + this.choices.length) % this.choices.length;
      this.#mark();
    } else if (event.key === "Enter") this.#choose(this.at);
    else return;
    event.preventDefault();
  }

  async #choose(at) {
    const choice = this.choices[at];
    const row = this.row();
    if (!choice || !row) return;
    const { conversation } = row;
    const asked = choice.make ? ["tag.make", { text: choice.make }]
      : [choice.tag.on ? "tag.take" : "tag.put", { tag: choice.tag.id }];
    try {
      const reply = await this.command(asked[0], { conversation, ...asked[1] });
      this.onRow(reply.row);
      this.input.value = "";
      this.#draw();
    } catch (error) {
      this.#say(whyNot("%s", error));
    }
    this.input.focus();
  }

  #say(words) {
    this.words.textContent = words;
    this.words.hidden = !words;
  }
}
