/**
 * My figures of today: at the list's foot, and where the chat would be while none is open. Asked
 * for at the start, after my own answers (at most twice a minute) and every few minutes.
 */
import { fetchFragment } from "./fragments.js";

const SOON_MS = 30_000;
const LATER_MS = 300_000;

export class MyFigures {
  /** @param {{foot: HTMLElement, box: HTMLElement}} places @param {{url: string, onSignedOut: () => void, now: () => number, fetcher?: typeof fetchFragment}} options */
  constructor({ foot, box }, { url, onSignedOut, now, fetcher = fetchFragment }) {
    Object.assign(this, { foot, box, url, onSignedOut, now, fetcher });
    this.asked = -Infinity;
    this.owed = true;
  }

  /** I said something: the figures may differ. */
  spoke() {
    this.owed = true;
  }

  /** Called every second; asks when something is owed and enough time has passed. */
  tick() {
    const since = this.now() - this.asked;
    if ((this.owed && since >= SOON_MS) || since >= LATER_MS) this.ask();
  }

  async ask() {
    this.asked = this.now();
    this.owed = false;
    const nodes = await this.fetcher(this.url, this.onSignedOut);
    if (nodes === null) {
      this.owed = true;
      return;
    }
    for (const [name, place] of [["mineFoot", this.foot], ["mineFigures", this.box]]) {
      const found = nodes.find((node) => node.dataset && name in node.dataset);
      if (found) place.replaceChildren(found);
    }
  }
}
