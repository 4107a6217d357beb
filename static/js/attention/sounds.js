/**
 * Plays the melodies by Web Audio: nothing is downloaded. Browsers let a page make a sound only after
 * a press or a key in it; until then `ready` is false and nothing is queued for later.
 */
import { gainOf, MELODIES } from "./melodies.js";

const SOFT_S = 0.012;

export class Sounds {
  /** @param {{Context?: typeof AudioContext, page?: EventTarget}} [options] */
  constructor({ Context = globalThis.AudioContext, page = globalThis.document } = {}) {
    this.Context = Context;
    /** @type {AudioContext|null} */
    this.context = null;
    const unlock = () => { if (this.ready) stop(); else this.unlock().then((ready) => { if (ready) stop(); }); };
    const stop = () => { for (const name of ["pointerdown", "keydown"]) page?.removeEventListener(name, unlock, true); };
    for (const name of ["pointerdown", "keydown"]) page?.addEventListener(name, unlock, true);
  }

  /** The browser knows sounds at all. */
  get possible() {
    return Boolean(this.Context);
  }

  get ready() {
    return this.context?.state === "running";
  }

  /** To be called from a press or a key. @returns {Promise<boolean>} whether sounds can be heard now */
  async unlock() {
    if (!this.Context) return false;
    try {
      this.context ??= new this.Context();
      await Promise.race([this.context.resume(), new Promise((done) => { setTimeout(done, 500); })]);
    } catch {
      return false; // no device to play on
    }
    return this.ready;
  }

  /** @param {import("./melodies.js").Kind} kind @param {number} volume @returns {boolean} whether it is heard */
  play(kind, volume) {
    if (!this.ready || volume <= 0) return false;
    const loud = gainOf(volume);
    const start = this.context.currentTime + SOFT_S;
    for (const note of MELODIES[kind]) this.#note(note, start, loud);
    return true;
  }

  #note({ hertz, at, lasts }, start, loud) {
    const tone = this.context.createOscillator();
    const gain = this.context.createGain();
    const from = start + at;
    tone.type = "sine";
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(loud, from + SOFT_S);
    gain.gain.exponentialRampToValueAtTime(Math.max(loud / 100, 0.0001), from + lasts);
    tone.connect(gain).connect(this.context.destination);
    tone.start(from);
    tone.stop(from + lasts + SOFT_S);
  }
}
