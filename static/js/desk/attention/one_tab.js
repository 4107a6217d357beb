/**
 * Of several tabs of one person only one rings. Every tab hears of the same occasion; each asks for
 * one lock, and who gets it rings and holds it for the while in which nothing else is to ring. What
 * one tab has seen to, it tells the others, so that a slower one lets it be.
 */
import { GAP_MS } from "./ring_queue.js";

const REMEMBERED = 500;
/** A little less than the gap: at its end the same tab may want to ring again. */
const HELD_MS = GAP_MS - 200;

export class OneTab {
  /**
   * @param {object} options
   * @param {string} options.scope person and shop
   * @param {(kind: string) => void} options.onRang another tab rang
   * @param {LockManager} [options.locks] missing where the page is not served securely: then the channel alone serves
   * @param {BroadcastChannel|null} [options.channel]
   */
  constructor({ scope, onRang, locks = globalThis.navigator?.locks, channel = globalThis.BroadcastChannel ? new BroadcastChannel(`helpdesk:ring:${scope}`) : null }) {
    Object.assign(this, { name: `helpdesk:ring:${scope}`, locks, channel });
    /** @type {Set<string>} keys that were seen to, here or elsewhere */
    this.settled = new Set();
    channel?.addEventListener("message", ({ data }) => {
      for (const key of data.keys) this.#remember(key);
      if (data.rang) onRang(data.rang);
    });
  }

  /** @param {{key: string}} occasion */
  isSettled({ key }) {
    return this.settled.has(key);
  }

  /** Seen to: others need not. @param {{key: string}[]} occasions @param {string} [rang] the kind that rang */
  settle(occasions, rang = "") {
    const keys = occasions.map(({ key }) => key);
    for (const key of keys) this.#remember(key);
    if (keys.length) this.channel?.postMessage({ keys, rang });
  }

  /** Ring, unless another tab does. @param {() => void} ring */
  claim(ring) {
    if (!this.locks) return ring();
    this.locks.request(this.name, { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      ring();
      await new Promise((done) => { setTimeout(done, HELD_MS); });
    }).catch(() => {}); // the page is being left
  }

  #remember(key) {
    this.settled.add(key);
    if (this.settled.size > REMEMBERED) this.settled.delete(this.settled.values().next().value);
  }
}
