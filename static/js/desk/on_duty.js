/** The foot of the list: my state, chats in hand of how many, peak mode; and the menu of states. */
import { gettext, interpolate } from "../i18n.js";
import { capacityOf, peakWords, stateWords } from "./duty_words.js";

const DIGITS = ["accepting", "busy", "resting", "leaving"];

export class OnDuty {
  /** @type {import("./duty_words.js").MyPlace|null} */
  place = null;
  #mine = 0;
  #choosing = false;

  /** @param {HTMLElement} foot @param {HTMLElement} menu */
  constructor(foot, menu, { command, me, say, now }) {
    Object.assign(this, { foot, menu, command, me, say, now });
    const find = (name) => foot.querySelector(`[data-duty-${name}]`);
    this.parts = { button: find("button"), words: find("words"), load: find("load"), peak: find("peak") };
    menu.addEventListener("click", (event) => {
      const item = event.target.closest("[data-choose]");
      if (item) this.#choose(item.dataset.choose);
    });
    // On the document: a digit right after S may come before the menu has the focus.
    document.addEventListener("keydown", (event) => { if (menu.matches(":popover-open")) this.#key(event); });
    menu.addEventListener("toggle", ({ newState }) => { if (newState === "open") this.#current()?.focus(); });
  }

  open() {
    this.menu.showPopover();
  }

  /** @param {import("./duty_words.js").MyPlace} place */
  welcome(place) {
    this.place = place;
    this.draw();
  }

  /** @param {import("../realtime/events.gen.js").Presence} presence of anybody */
  heard({ member, state, until, capacity }) {
    if (member.id !== this.me || !this.place) return;
    const other = this.place.state !== state && !this.#choosing;
    Object.assign(this.place, { state, until, capacity });
    this.draw();
    if (other) this.say(interpolate(gettext("您的状态现在是：%s"), [stateWords(this.place)]));
  }

  /** @param {string|null} until */
  heardPeak(until) {
    if (!this.place) return;
    this.place.peak_until = until;
    this.draw();
  }

  /** @param {number} mine chats in hand */
  count(mine) {
    this.#mine = mine;
    this.draw();
  }

  draw() {
    if (!this.place) return;
    const { words, load, peak } = this.parts;
    this.foot.dataset.state = this.place.state;
    say(words, stateWords(this.place));
    say(load, `${this.#mine} / ${capacityOf(this.place, this.now())}`);
    say(peak, peakWords(this.place, this.now()));
    peak.hidden = !peak.textContent;
    for (const item of this.menu.querySelectorAll("[data-choose]")) {
      item.toggleAttribute("data-current", item.dataset.choose === this.place.state);
    }
  }

  #current() {
    return this.menu.querySelector("[data-current]") ?? this.menu.querySelector("[data-choose]");
  }

  #key(event) {
    const items = [...this.menu.querySelectorAll("[data-choose]")];
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const digit = DIGITS[Number(event.key) - 1];
    if (!step && !digit) return;
    event.preventDefault();
    if (step) items[(at + step + items.length) % items.length].focus();
    else this.#choose(digit);
  }

  async #choose(state) {
    this.menu.hidePopover();
    this.parts.button.focus();
    this.#choosing = true;
    try {
      const { state: became } = await this.command("presence.choose", { state });
      if (this.place && became === "away") this.say(gettext("手上没有会话，已经下班。要接着接待，再点这里"));
    } catch (error) {
      this.say(interpolate(gettext("状态没改成：%s"), [error.unanswered ? gettext("网断了，连上再试") : `${error.message} ${error.action}`]));
    } finally {
      setTimeout(() => { this.#choosing = false; }, 1000);
    }
  }
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
