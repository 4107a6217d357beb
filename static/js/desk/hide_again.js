/**
 * What was opened closes by itself: after so many seconds, when the page is no longer looked at, or
 * when its place is gone. Counts aloud for whoever looks. No screen of its own.
 */

export class HideAgain {
  /**
   * @param {object} options
   * @param {number} options.seconds
   * @param {(left: number) => void} options.onTick at once, and each second
   * @param {() => void} options.onEnd once, whatever ended it
   * @param {() => boolean} [options.isThere] whether the place where it is shown still is
   * @param {Document} [options.page]
   * @param {() => number} [options.now] milliseconds; a sleeping computer counts too
   */
  constructor({ seconds, onTick, onEnd, isThere = () => true, page = document, now = () => Date.now() }) {
    Object.assign(this, { onTick, onEnd, isThere, page, now, until: now() + seconds * 1000 });
    this.over = false;
    this.hidden = () => { if (this.page.visibilityState === "hidden") this.end(); };
    this.gone = () => this.end();
    page.addEventListener("visibilitychange", this.hidden);
    globalThis.addEventListener?.("pagehide", this.gone);
    this.timer = setInterval(() => this.#look(), 1000);
    onTick(seconds);
  }

  #look() {
    const left = Math.ceil((this.until - this.now()) / 1000);
    if (left <= 0 || !this.isThere()) this.end();
    else this.onTick(left);
  }

  end() {
    if (this.over) return;
    this.over = true;
    clearInterval(this.timer);
    this.page.removeEventListener("visibilitychange", this.hidden);
    globalThis.removeEventListener?.("pagehide", this.gone);
    this.onEnd();
  }
}
