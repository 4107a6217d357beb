/**
 * The list that opens behind a slash in the message box. The caret stays in the box; the list is spoken
 * through `aria-activedescendant`. Arrows move, Enter and 1 to 5 put a script in, Esc closes. Keys that
 * an input method is busy with are never ours, but what it has spelled so far is looked for already.
 */
import { gettext, interpolate } from "../i18n.js";
import { showFiles } from "./picker_files.js";
import { PickerLines, write } from "./picker_lines.js";
import { Finder, isChoice, slashAt } from "./finding.js";
import { partsOf, said } from "./wording.js";

const STAGE_WORDS = { pre_sale: gettext("按「售前」常用排序"), in_sale: gettext("按「售中」常用排序"), after_sale: gettext("按「售后」常用排序") };

export class ScriptPicker {
  /**
   * @param {HTMLTextAreaElement} box @param {HTMLElement} root
   * @param {object} options
   * @param {import("./pack.js").Pack} options.pack
   * @param {() => string} options.stage
   * @param {(language: string) => Record<string, string|null>} options.values by name
   * @param {(key: string) => string} options.fileUrl the small picture of a file
   * @param {() => void} options.onOpen
   * @param {() => void} options.onAgain the scripts are to be fetched once more
   * @param {(script: object, put: (values: object) => {start: number, end: number}) => void} options.onChoose
   */
  constructor(box, root, { pack, stage, values, fileUrl, onOpen, onChoose, onAgain }) {
    Object.assign(this, { box, root, pack, stage, values, fileUrl, onOpen, onChoose });
    const find = (name) => root.querySelector(`[data-spick-${name}]`);
    this.parts = { list: root.querySelector("ul"), order: find("order"), count: find("count"), title: find("title"), version: find("version"), words: find("words"), none: find("none"), again: find("again"), files: find("files") };
    /** @type {import("./finding.js").Found[]} */
    this.found = [];
    this.finder = new Finder();
    this.lines = new PickerLines(this.parts.list);
    /** Whose words stand beside the list, and with which values. */
    this.beside = { script: null, values: null };
    this.at = 0;
    /** A slash at which Esc was pressed stays shut. @type {number|null} */
    this.shut = null;
    box.setAttribute("aria-controls", "spick-list");
    for (const name of ["input", "click", "keyup"]) box.addEventListener(name, (event) => this.#look(event));
    box.addEventListener("compositionend", () => this.#look());
    box.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== box) this.close(); }, 150));
    box.addEventListener("keydown", (event) => this.#key(event), { capture: true });
    root.addEventListener("pointerdown", (event) => event.preventDefault());
    this.parts.list.addEventListener("click", ({ target }) => {
      const one = target.closest("[role=option]");
      if (one) this.#choose(Number(one.dataset.at));
    });
    this.parts.again.addEventListener("click", onAgain);
    this.parts.list.addEventListener("pointermove", ({ target }) => {
      const one = target.closest("[role=option]");
      if (one && Number(one.dataset.at) !== this.at) this.#mark(Number(one.dataset.at));
    });
  }

  get isOpen() {
    return !this.root.hidden;
  }

  close() {
    this.root.hidden = true;
    this.box.removeAttribute("aria-activedescendant");
  }

  /** A slash where the caret is, unless one is there; the list opens by itself. */
  openByButton() {
    this.box.focus();
    this.shut = null;
    if (slashAt(this.box.value, this.box.selectionStart)) return this.#look();
    const before = this.box.value.slice(0, this.box.selectionStart);
    type(this.box, this.box.selectionStart, this.box.selectionEnd, /[\w/:：.]$/.test(before) ? " /" : "/");
    return this.#look();
  }

  /** Where the caret is already. */
  look() {
    if (document.activeElement === this.box) this.#look();
  }

  /** The scripts or what the chat knows are other ones now; whoever walked down the list stays there. */
  redraw() {
    if (!this.isOpen) return;
    const { at } = this;
    const marked = this.found[at]?.script.id;
    this.#show();
    if (at > 0 && this.found[at]?.script.id === marked) this.#mark(at);
  }

  #look(event) {
    if (event?.type === "keyup" && !["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    const { box } = this;
    const slash = box.selectionStart === box.selectionEnd ? slashAt(box.value, box.selectionStart) : null;
    if (!slash) this.shut = null;
    if (!slash || slash.start === this.shut) return this.close();
    this.slash = slash;
    if (!this.isOpen) this.onOpen();
    this.#show();
  }

  /** What stays as it is is not written again: a key's time is what the page then has to lay out. */
  #show() {
    const { pack, parts } = this;
    const { found, many } = this.finder.find(pack.scripts, this.slash.query, this.stage());
    this.found = found;
    write(parts.order, STAGE_WORDS[this.stage()] ?? gettext("按常用排序"));
    write(parts.count, interpolate(gettext("%s 条里找到 %s 条"), [pack.scripts.length, many]));
    parts.none.hidden = found.length > 0;
    if (!found.length) write(parts.none, this.#noneWords());
    parts.again.hidden = !pack.failed;
    this.root.toggleAttribute("data-none", !found.length);
    this.lines.show(found);
    this.root.hidden = false;
    if (this.at > 0) parts.list.scrollTop = 0;
    if (found.length) this.#mark(0);
    else this.box.removeAttribute("aria-activedescendant");
  }

  #noneWords() {
    const { pack, slash } = this;
    if (pack.failed) return gettext("话术没取到，多半是网断了。");
    if (pack.revision < 0) return gettext("正在取话术…");
    if (pack.scripts.length) return interpolate(gettext("没有「%s」这样的话术。Esc 关上，接着打字"), [slash.query]);
    return gettext("库里还没有能用的话术。主管可以在「话术」里放进自带的");
  }

  #mark(at) {
    this.at = at;
    const option = this.lines.mark(at);
    if (at > 0) option.scrollIntoView({ block: "nearest" });
    if (this.box.getAttribute("aria-activedescendant") !== option.id) this.box.setAttribute("aria-activedescendant", option.id);
    this.#showBeside(this.found[at].script);
  }

  #showBeside(script) {
    const { title, version, words, files } = this.parts;
    const values = this.values(script.language);
    if (script === this.beside.script && values === this.beside.values) return;
    this.beside = { script, values };
    write(title, script.title);
    write(version, `v${script.version}`);
    words.replaceChildren(...partsOf(script.body, values).map(partNode));
    showFiles(files, script.files, this.fileUrl);
  }

  #key(event) {
    if (!this.isOpen || event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      this.shut = this.slash.start;
      this.close();
    } else if (!this.found.length || event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#mark((this.at + (event.key === "ArrowDown" ? 1 : -1) + this.found.length) % this.found.length);
    else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") this.#choose(this.at);
    else if (isChoice(this.pack.scripts, this.slash.query, event.key) && this.found[Number(event.key) - 1]) this.#choose(Number(event.key) - 1);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #choose(at) {
    const { script } = this.found[at];
    const { start, query } = this.slash;
    this.close();
    this.onChoose(script, (values) => {
      const words = said(partsOf(script.body, values));
      const asked = this.box.value.slice(start + 1, start + 1 + query.length) === query;
      const from = asked ? start : this.box.selectionStart; // somebody typed on while the values came
      type(this.box, from, asked ? start + 1 + query.length : this.box.selectionEnd, words);
      return { start: from, end: from + words.length };
    });
  }
}

/** Typed in, so that Ctrl+Z takes it out again and every listener hears of it. */
function type(box, start, end, words) {
  box.focus();
  box.setSelectionRange(start, end);
  if (document.execCommand?.("insertText", false, words)) return;
  box.setRangeText(words, start, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function partNode({ kind, words, name }) {
  if (kind === "text") return document.createTextNode(words);
  return Object.assign(document.createElement("mark"), { textContent: kind === "hole" ? name : words, className: kind === "hole" ? "is-hole" : "" });
}
