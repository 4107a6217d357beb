/**
 * One line of the list: fills the row template, later only changes what reads differently.
 *
 * @typedef {import("./list_store.js").Row} Row
 * @typedef {{me: number, open: number|null, now: number, steps: number[], tagsOf: (row: Row) => {text: string, tone: string}[], urlOf: (conversation: number) => string}} Scene
 */
import { gettext, interpolate, pgettext } from "../i18n.js";
import { tagged } from "../thread/cards.js";
import { initial } from "../thread/initial.js";
import { clockTime, dayKey, dayName } from "../thread/times.js";
import { fillTags } from "./inside/row_tags.js";
import { isMine, isWaiting } from "./row_order.js";
import { platformOf } from "./platforms.js";
import { clockText, waitedSeconds, waitShare, waitStep } from "./wait_scale.js";

/** @param {HTMLElement} element @param {string} text */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {HTMLElement} element @param {string} text hidden when empty */
function sayOrHide(element, text) {
  say(element, text);
  element.hidden = !text;
}

export class RowView {
  /** @param {HTMLTemplateElement} template @param {Row} row @param {Scene} scene */
  constructor(template, row, scene) {
    this.element = /** @type {HTMLElement} */ (template.content.firstElementChild.cloneNode(true));
    const part = (name) => this.element.querySelector(`[data-${name}]`);
    this.link = this.element.querySelector("a");
    this.bar = this.element.querySelector(".row__wait i");
    this.parts = { name: part("name"), letter: part("letter"), platform: part("platform"), owner: part("owner"),
      state: part("state"), toMe: part("to-me"), last: part("last"), tags: part("row-tags"), clock: part("clock"),
      unread: part("unread") };
    this.link.href = scene.urlOf(row.conversation);
    this.element.dataset.conversation = String(row.conversation);
    this.fill(row, scene);
  }

  /** @param {Row} row @param {Scene} scene */
  fill(row, scene) {
    this.row = row;
    const { name, letter, platform, owner, state, last, unread } = this.parts;
    const { letter: mark, name: shop } = platformOf(row.buyer.platform);
    const other = row.state === "active" && row.owner && !isMine(row, scene.me) ? row.owner : null;
    say(name, row.buyer.name);
    say(letter, initial(row.buyer.name));
    say(platform, mark);
    platform.title = shop;
    sayOrHide(owner, other ? initial(other.name) : "");
    owner.title = other ? interpolate(gettext("%s在接待"), [other.name]) : "";
    sayOrHide(state, row.state === "finished" ? pgettext("session", "已结束") : "");
    this.parts.toMe.hidden = !(isMine(row, scene.me) && row.handed && !row.handed.answered);
    say(last, lastWords(row));
    fillTags(this.parts.tags, scene.tagsOf(row));
    sayOrHide(unread, row.unread ? (row.unread > 99 ? "99+" : String(row.unread)) : "");
    unread.title = row.unread ? interpolate(gettext("%s 条没看"), [row.unread]) : "";
    this.element.toggleAttribute("data-waiting", isWaiting(row));
    this.choose(row.conversation === scene.open);
    this.tick(scene);
  }

  /** @param {boolean} chosen */
  choose(chosen) {
    if (chosen) this.link.setAttribute("aria-current", "true");
    else this.link.removeAttribute("aria-current");
  }

  /** The passing second. @param {Scene} scene */
  tick({ now, steps }) {
    if (!isWaiting(this.row)) {
      delete this.element.dataset.step;
      say(this.parts.clock, rowTime(Date.parse(this.row.last_at), now));
      return;
    }
    const seconds = waitedSeconds(this.row.unanswered_since, now);
    this.element.dataset.step = String(waitStep(seconds, steps));
    this.bar.style.setProperty("--share", `${Math.round(waitShare(seconds, steps) * 100)}%`);
    say(this.parts.clock, clockText(seconds));
  }
}

/** A row tells which side spoke last, not who of the shop. @param {Row} row @returns {string} */
export function lastWords({ last_side: side, last_text: words, last_card: card }) {
  const text = card ? tagged(card, words) : words;
  if (side === "agent") return interpolate(gettext("已回：%s"), [text]);
  return side === "auto" ? interpolate(gettext("自动：%s"), [text]) : text;
}

/** The clock today, else the day. @param {number} at @param {number} now @returns {string} */
function rowTime(at, now) {
  return dayKey(at) === dayKey(now) ? clockTime(at) : dayName(at, now);
}
