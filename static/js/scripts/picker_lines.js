/**
 * The lines of the picker's list, written anew at every key: nothing is made or thrown away. Those that
 * fit into the list are written at once, the others behind them once the keys rest, or as soon as
 * somebody goes there.
 */
import { gettext, interpolate } from "../i18n.js";

const KEYED = 5;
/** The list is 420 px high at most (`script_picker.css`), with its head; a line has two lines of words. */
const IN_SIGHT = 8;
const REST_MS = 120;

export class PickerLines {
  /** @param {HTMLElement} list */
  constructor(list) {
    this.list = list;
    /** @type {import("./finding.js").Found[]} */
    this.found = [];
    /** @type {OptionLine[]} */
    this.lines = [];
    /** So many of the list's lines say what was found. */
    this.written = 0;
    /** The marked one. @type {HTMLElement|null} */
    this.marked = null;
    this.scrolled = false;
    list.addEventListener("scroll", () => { this.scrolled = list.scrollTop > 0; this.rest(); }, { passive: true });
    for (const name of ["wheel", "touchstart"]) list.addEventListener(name, () => this.rest(), { passive: true });
  }

  /** @param {import("./finding.js").Found[]} found */
  show(found) {
    this.found = found;
    while (this.list.childElementCount > found.length) this.list.lastElementChild.remove();
    this.written = 0;
    this.#write(this.scrolled ? found.length : Math.min(found.length, IN_SIGHT));
    clearTimeout(this.resting);
    if (this.written < found.length) this.resting = setTimeout(() => this.rest(), REST_MS);
  }

  /** What is out of sight too. */
  rest() {
    clearTimeout(this.resting);
    this.#write(this.found.length);
  }

  /** @param {number} at @returns {HTMLElement} its line, which is the marked one now */
  mark(at) {
    if (at >= this.written) this.rest();
    const { node } = this.lines[at];
    if (node === this.marked) return node;
    this.marked?.setAttribute("aria-selected", "false");
    node.setAttribute("aria-selected", "true");
    this.marked = node;
    return node;
  }

  #write(until) {
    for (let at = this.written; at < until; at += 1) {
      const line = (this.lines[at] ??= new OptionLine(at));
      line.show(this.found[at]);
      if (!line.node.parentNode) this.list.append(line.node);
    }
    this.written = until;
  }
}

/** One line of the list. */
class OptionLine {
  constructor(at) {
    this.node = Object.assign(document.createElement("li"), { id: `spick-${at}`, className: "spick__one" });
    this.node.dataset.at = String(at);
    this.node.setAttribute("role", "option");
    this.node.setAttribute("aria-selected", "false");
    this.title = span("ellipsis", "");
    this.before = new Text();
    this.meant = Object.assign(document.createElement("mark"), { textContent: " " });
    this.after = new Text();
    this.initials = span("spick__initials", "");
    this.title.append(this.before, this.after, this.initials);
    this.uses = span("spick__uses num", "");
    this.body = span("spick__body ellipsis", "");
    this.node.append(span("spick__key", at < KEYED ? String(at + 1) : ""), this.title, this.uses, this.body);
    this.script = null;
    this.many = 0;
  }

  /** @param {import("./finding.js").Found} hit with one mark at most */
  show({ script, marks }) {
    this.#showTitle(script.title, marks[0]);
    const many = script.uses[0] + script.uses[1] + script.uses[2];
    if (script === this.script && many === this.many) return;
    Object.assign(this, { script, many });
    write(this.initials, script.code || script.initials);
    write(this.uses, usesSaid(script, many));
    write(this.body, script.body.length > 120 ? `${script.body.slice(0, 120)}…` : script.body);
    if (script.files.length) this.body.dataset.files = script.files.length;
    else delete this.body.dataset.files;
  }

  #showTitle(title, [from, until] = [title.length, title.length]) {
    put(this.before, title.slice(0, from));
    put(this.after, title.slice(until));
    if (from === until) return this.meant.remove();
    put(this.meant.firstChild, title.slice(from, until));
    if (!this.meant.parentNode) this.after.before(this.meant);
    return null;
  }
}

/** @param {number} many in all */
function usesSaid({ rated, pleased }, many) {
  if (!many) return "";
  const said = interpolate(gettext("用 %s 次"), [many]);
  const share = Math.round((100 * pleased) / (rated || 1));
  return rated ? [said, interpolate(gettext("满意 %s"), [`${share}%`])].join(" · ") : said;
}

/** The same words are not laid out again. @param {Text} text @param {string} words */
function put(text, words) {
  if (text.data !== words) text.data = words;
}

/** @param {HTMLElement} element that holds words and nothing else @param {string} words */
export function write(element, words) {
  if (!element.firstChild) element.append(words);
  else put(element.firstChild, words);
}

function span(className, words) {
  return Object.assign(document.createElement("span"), { className, textContent: words });
}
