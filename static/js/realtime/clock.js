/**
 * The server's clock. The answer with the shortest round trip wins; one that cannot agree with it
 * (the local clock was changed) replaces it.
 */

const SLACK_MS = 50;

export class ServerClock {
  constructor({ local = () => Date.now() } = {}) {
    this.local = local;
    this.offset = 0;
    this.known = false;
    this.trip = Infinity;
  }

  /** An answer, and when it was asked for. @param {string} serverTime @param {number} asked local ms */
  sample(serverTime, asked, answered = this.local()) {
    const server = Date.parse(serverTime);
    if (!Number.isFinite(server)) return;
    const trip = Math.max(0, answered - asked);
    const offset = server - (asked + answered) / 2;
    const disagrees = Math.abs(offset - this.offset) > trip / 2 + this.trip / 2 + SLACK_MS;
    if (!this.known || trip <= this.trip || disagrees) {
      Object.assign(this, { offset, trip, known: true });
    }
  }

  /** Said unasked: it left before it arrived, so the offset is at least this. @param {string} serverTime */
  hear(serverTime) {
    const least = Date.parse(serverTime) - this.local();
    if (!Number.isFinite(least)) return;
    if (!this.known || least > this.offset) {
      Object.assign(this, { offset: least, known: true });
      if (!Number.isFinite(this.trip)) this.trip = 2000;
    }
  }

  /** @returns {number} the server's time, ms */
  now() {
    return this.local() + this.offset;
  }
}

/** The page's one clock: the line feeds it, timers read it. */
export const clock = new ServerClock();
