/**
 * The guard inside the composer: what was found in the words, why, and a kinder wording that Tab takes
 * over. What sends past a warning is only what was shown to whoever sends it.
 */
import { gettext, interpolate, pgettext } from "../i18n.js";
import { Book } from "./book.js";
import { Marks, placesOf } from "./marks.js";
import { CLASSES } from "./rules.gen.js";
import { keyMeans, shownOf } from "./showing.js";

const PAUSE_MS = 100;
const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 600));

export class GuardStrip {
  /**
   * @param {object} options
   * @param {HTMLElement} options.foot
   * @param {import("../desk/composer.js").Composer} options.composer
   * @param {() => string[]} options.levels
   * @param {string} options.rules where the shop's own rules are
   * @param {() => void} options.onAsk
   * @param {(words: string) => ""|"waiting"|"granted"} options.answerTo what a supervisor said of these words here
   */
  constructor({ foot, composer, levels, rules, onAsk, answerTo }) {
    Object.assign(this, { composer, levels, answerTo, marks: new Marks(foot), book: new Book({ url: rules }) });
    this.book.addEventListener("change", () => { this.read = null; this.look(); });
    this.book.refresh();
    const find = (name) => foot.querySelector(`[data-${name}]`);
    const part = (name) => find(`guard-${name}`);
    this.box = find("text");
    this.root = find("guard");
    this.parts = { level: part("level"), found: part("found"), why: part("why"), line: part("kinder-line"), kinder: part("kinder"), accept: part("accept"),
      back: part("back"), anyway: part("anyway"), key: part("key"), ask: part("ask"), then: part("then"), spoken: part("spoken") };
    this.language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
    /** What is said now. @type {import("./showing.js").Shown|null} */
    this.shown = null;
    /** Of which words, at which levels. */
    this.read = null;
    /** The rewrite that was just taken over. @type {{before: string, after: string}|null} */
    this.swapped = null;
    /** The words that go past their warning now. @type {string|null} */
    this.past = null;
    this.box.addEventListener("words", () => this.#soon());
    this.box.addEventListener("compositionend", () => this.#soon());
    this.box.addEventListener("keydown", (event) => this.#key(event, false), { capture: true });
    this.box.addEventListener("keydown", (event) => this.#key(event, true));
    this.parts.accept.addEventListener("click", () => this.accept());
    this.parts.back.addEventListener("click", () => this.back());
    this.parts.anyway.addEventListener("click", () => this.sendAnyway());
    this.parts.ask.addEventListener("click", onAsk);
    this.look();
    // The first reading costs a quarter of a second, for what the engine makes of the rules: not at a key.
    idle(() => this.book.current.check(this.box.placeholder.repeat(8)), { timeout: 4000 });
  }

  get #words() {
    return this.box.value.trim();
  }

  /** Read the words as they stand. */
  look() {
    clearTimeout(this.timer);
    const words = this.#words;
    const levels = this.levels();
    const answer = words && this.answerTo(words);
    if (this.read?.words === words && this.read.levels === levels.join() && this.read.answer === answer) return;
    this.read = { words, levels: levels.join(), answer };
    if (this.swapped && words !== this.swapped.after) this.swapped = null;
    const verdict = words && answer !== "granted" ? this.book.current.check(words, this.language) : { hits: [] };
    this.shown = shownOf(verdict, levels, words);
    this.marks.show(placesOf(verdict.hits, levels, this.box.value.length - this.box.value.trimStart().length));
    this.#draw();
  }

  /** Why these words don't go yet; "" when they do. @param {string} text */
  stops(text) {
    this.look();
    if (!this.shown || this.shown.level === "hint" || this.past === text) return "";
    if (this.read.answer === "waiting") return gettext("主管还没答复这句。答复会出现在输入框上面");
    if (this.shown.level === "block") return gettext("这句不能发，原因写在输入框上面。改一改，或请主管看看");
    return gettext("先看看输入框上面的提醒：换一种说法，或照样发");
  }

  /** @param {string} text @returns {{guard_seen?: true}} */
  take(text) {
    return this.past === text ? { guard_seen: true } : {};
  }

  /** Only past a warning that stands there, over these very words. */
  sendAnyway() {
    if (this.shown?.level !== "warn" || !this.#isRead) return;
    this.past = this.read.words;
    this.composer.submit();
    this.past = null;
    this.composer.focus();
  }

  accept() {
    if (!this.shown?.rewrite) return;
    const { rewrite } = this.shown;
    this.swapped = { before: this.box.value, after: rewrite.trim() };
    this.composer.put(rewrite);
    this.look();
  }

  back() {
    if (!this.swapped) return;
    const { before } = this.swapped;
    this.swapped = null;
    this.composer.put(before);
    this.look();
  }

  get #isRead() {
    return this.read?.words === this.#words;
  }

  #soon() {
    clearTimeout(this.timer);
    if (!this.#words) this.look();
    else this.timer = setTimeout(() => this.look(), PAUSE_MS);
  }

  /** Sending past comes before the box's own keys, Tab after the holes of a script. */
  #key(event, after) {
    const means = keyMeans(event, { shown: this.#isRead ? this.shown : null, swapped: Boolean(this.swapped), sendKey: this.composer.sendKey });
    if (!means || (means === "accept") !== after) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (means === "accept") this.accept();
    else if (means === "back") this.back();
    else this.sendAnyway();
  }

  #draw() {
    const { shown, swapped, parts } = this;
    const level = shown?.level ?? "";
    this.root.hidden = !shown && !swapped;
    this.root.dataset.guard = level;
    parts.level.textContent = shown ? `${levelWord(level)} · ${CLASSES[shown.about][this.language === "en" ? 1 : 0]}` : gettext("换好了");
    parts.found.replaceChildren(...(shown ? placed(shown) : []));
    parts.why.textContent = shown?.why ?? "";
    parts.line.hidden = parts.accept.hidden = !shown?.rewrite;
    parts.kinder.textContent = shown?.rewrite ?? "";
    parts.back.hidden = !swapped;
    parts.anyway.hidden = level !== "warn";
    const waiting = level === "block" && this.read.answer === "waiting";
    parts.ask.hidden = level !== "block" || waiting;
    parts.key.textContent = this.composer.sendKey === "enter" ? "Ctrl ↵" : "Alt ↵";
    parts.then.textContent = level === "warn" ? gettext("不改也能发，会记录") : waiting ? gettext("已经请主管看，等答复") : "";
    const spoken = shown ? `${parts.level.textContent} ${parts.found.textContent} ${shown.why}` : "";
    if (parts.spoken.textContent !== spoken) parts.spoken.textContent = spoken;
  }
}

/** The place in its sentence, marked; further ones quoted behind it. @param {import("./showing.js").Shown} shown */
function placed({ found: [first, ...more], around: [before, after] }) {
  const mark = document.createElement("mark");
  mark.textContent = first;
  return [before, mark, after, ...more.map((one) => ` ${interpolate(gettext("「%s」"), [one])}`)];
}

function levelWord(level) {
  if (level === "block") return pgettext("guard level", "不能发");
  return level === "warn" ? pgettext("guard level", "提醒") : pgettext("guard level", "可以更好");
}
