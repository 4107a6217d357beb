/**
 * Calls the agent to their chats: hears of rows, finds what is worth it, rings once in one tab, shows
 * a notification when no desk is before the eyes. Silent at rest.
 */
import { hearChoices } from "../../attention/choices.js";
import { Sounds } from "../../attention/sounds.js";
import { showNotice } from "./notices.js";
import { Occasions } from "./occasions.js";
import { OneTab } from "./one_tab.js";
import { RingQueue } from "./ring_queue.js";
import { TabMarks } from "./tab_marks.js";

const TICK_MS = 1000;
/** A tab that is before the eyes goes first, and one that may sound before one that may not. */
const UNSEEN_MS = 150;
const MUTE_MS = 300;

export class Attention {
  /**
   * @param {object} options
   * @param {import("../../attention/choices.js").Choices} options.choices
   * @param {{waiting: string, late: string}} options.icons
   * @param {string} options.person user name
   * @param {string} options.scope
   * @param {{id: number}} options.me
   * @param {{name: string}} options.shop
   * @param {() => Iterable<import("../list_store.js").Row>} options.rows those that this tab holds
   * @param {() => {loaded: boolean, state: string, open: number|null, now: number, limit: number}} options.scene
   * @param {(conversation: number) => void} options.onGo
   */
  constructor({ choices, icons, person, scope, me, shop, rows, scene, onGo }) {
    Object.assign(this, { choices, scope, me, shop, rows, scene, onGo });
    this.sounds = new Sounds();
    this.occasions = new Occasions();
    this.queue = new RingQueue({ ring: (occasion) => this.tab.claim(() => this.#ring(occasion)) });
    this.tab = new OneTab({ scope, onRang: (kind) => this.queue.rangElsewhere(kind) });
    this.marks = new TabMarks(document.querySelector("link[rel=icon]"), icons);
    this.note = document.querySelector("[data-sound-note]");
    this.counts = { waiting: 0, late: false };
    this.primed = false;
    hearChoices(person, (chosen) => { this.choices = chosen; this.count(this.counts); });
    this.note.addEventListener("click", () => this.sounds.unlock());
    const away = () => { if (!this.note.hidden) this.note.hidden = true; }; // at every key: styles are read again for what is set again
    document.addEventListener("pointerdown", away, true);
    document.addEventListener("keydown", away, true);
    setInterval(() => this.look(), TICK_MS);
  }

  /** The list was had for the first time, or the second passed, or rows came. @param {Iterable<import("../list_store.js").Row>} [rows] */
  look(rows = this.rows()) {
    const { loaded, state, open, now, limit } = this.scene();
    if (!loaded || !limit) return; // neither page one nor the welcome's rules have come
    const scene = { me: this.me.id, state, now, limit, looking: this.seen ? open : null };
    if (!this.primed) this.occasions.look(this.rows(), scene); // from here on what comes is news
    this.primed = true;
    const found = this.occasions.look(rows, scene);
    this.tab.settle(found.filter((each) => each.looked));
    const news = found.filter((each) => !each.looked && this.#wanted(each));
    if (!news.length) return;
    const patience = (this.seen ? 0 : UNSEEN_MS) + (this.sounds.ready || !this.choices.volume ? 0 : MUTE_MS);
    if (patience) setTimeout(() => this.#hear(news), patience);
    else this.#hear(news);
  }

  /** @param {{waiting: number, late: boolean}} counts */
  count(counts) {
    this.counts = counts;
    if (!this.primed) this.look();
    this.marks.show({ ...counts, shop: this.shop.name }, this.choices);
  }

  /** This tab is before the eyes. */
  get seen() {
    return document.visibilityState === "visible" && document.hasFocus();
  }

  #wanted({ kind }) {
    const { volume, notify } = this.choices;
    return (volume > 0 && this.choices[`sound_${kind}`]) || (notify && this.choices[`notify_${kind}`]);
  }

  #hear(news) {
    const open = news.filter((each) => !this.tab.isSettled(each));
    this.queue.hear(open);
    this.tab.settle(open);
  }

  #ring(occasion) {
    const { kind } = occasion;
    const { choices, shop, scope: tag, onGo } = this;
    this.tab.settle([occasion], kind);
    if (choices[`sound_${kind}`] && choices.volume > 0 && !this.sounds.play(kind, choices.volume)) {
      this.note.hidden = !this.sounds.possible;
    }
    if (choices.notify && choices[`notify_${kind}`] && !this.seen) {
      showNotice(occasion, { shop: shop.name, words: choices.notify_words, tag, onGo });
    }
  }
}
