/**
 * The list looked at through a lens: where I am named, what is put off, what carries a tag. Rows come
 * from the server and are kept right by the rows themselves; where I am named has a list of its own.
 *
 * @typedef {"mentions"|"later"|"tagged"} Lens
 */
import { gettext, interpolate } from "../../i18n.js";
import { openMenu } from "../../thread/bubble_menu.js";

const PAGES = 10;

/** @param {Lens} lens @param {number} tag @returns {(row: import("../list_store.js").Row) => boolean} */
export function testOf(lens, tag) {
  if (lens === "tagged") return (row) => row.tags.includes(tag);
  return (row) => Boolean(row.snoozed_until || row.woken);
}

export class Lenses {
  /**
   * @param {HTMLElement} root the list's section
   * @param {object} options
   * @param {import("../desk_list.js").DeskList} options.list
   * @param {(name: string, fields: object) => Promise<any>} options.command
   * @param {import("./tag_shelf.js").TagShelf} options.shelf
   */
  constructor(root, { list, command, shelf }) {
    Object.assign(this, { list, command, shelf });
    const find = (name) => root.querySelector(`[data-lens-${name}]`);
    this.buttons = { mentions: find("mentions"), later: find("later"), tagged: find("tagged") };
    this.parts = { mentions: root.querySelector("[data-mentions]"), panel: root.querySelector("[data-list-panel]"), later: find("later-count"), tag: find("tag-name") };
    /** @type {{lens: Lens, tag: number}|null} */
    this.chosen = null;
    this.buttons.mentions.addEventListener("click", () => this.choose("mentions"));
    this.buttons.later.addEventListener("click", () => this.choose("later"));
    this.buttons.tagged.addEventListener("click", () => this.#pickTag());
  }

  /** The same again is no lens. @param {Lens} lens @param {number} [tag] */
  choose(lens, tag = 0) {
    const same = this.chosen?.lens === lens && this.chosen.tag === tag;
    this.chosen = same ? null : { lens, tag };
    this.#draw();
    if (!same && lens !== "mentions") this.load(lens, tag).catch(() => {});
  }

  clear() {
    if (this.chosen) this.choose(this.chosen.lens, this.chosen.tag);
  }

  /** A new line: what is put off is known, and what is looked at is fresh. */
  async reload() {
    await this.load("later", 0);
    if (this.chosen?.lens === "tagged") await this.load("tagged", this.chosen.tag);
  }

  async load(lens, tag) {
    let cursor = null;
    for (let page = 0; page < PAGES; page += 1) {
      const reply = await this.command("list.look", { lens, tag, cursor });
      this.list.hold(reply.rows);
      cursor = reply.next;
      if (cursor === null) break;
    }
  }

  /** Rows changed. */
  count() {
    const fits = testOf("later", 0);
    let total = 0;
    for (const row of this.list.store.rows.values()) total += Number(fits(row));
    const text = total ? String(total) : "";
    if (this.parts.later.textContent !== text) this.parts.later.textContent = text;
  }

  #pickTag() {
    if (this.chosen?.lens === "tagged") return this.clear();
    const tags = [...this.shelf.byId.values()].filter((tag) => !tag.retired);
    if (!tags.length) return openMenu(this.buttons.tagged, [{ act: "", label: gettext("还没有标签") }], () => {});
    openMenu(this.buttons.tagged, tags.map((tag) => ({ act: String(tag.id), label: tag.name })), (id) => this.choose("tagged", Number(id)));
  }

  #draw() {
    const lens = this.chosen?.lens ?? null;
    for (const [name, button] of Object.entries(this.buttons)) button.setAttribute("aria-pressed", String(name === lens));
    const tag = lens === "tagged" ? this.shelf.byId.get(this.chosen.tag)?.name ?? "" : "";
    this.parts.tag.textContent = tag ? interpolate(gettext("标签：%s"), [tag]) : gettext("标签");
    this.parts.mentions.hidden = lens !== "mentions";
    this.parts.panel.hidden = lens === "mentions";
    this.list.look(lens && lens !== "mentions" ? testOf(lens, this.chosen.tag) : null, lens === "later" ? gettext("没有放到稍后的会话。按 Z 把打开的这个放一放。") : gettext("还没有会话带这个标签。"));
  }
}
