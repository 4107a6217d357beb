/**
 * The server's clock, as near as the line lets us know it. Each answer that carries `server_time`
 * is a sample; the one with the shortest round trip wins, because it can be the least wrong. A
 * sample that cannot agree with the held one means that the local clock was changed: it replaces it.
 */

const KEEP_MS = 10 * 60 * 1000;
const SLACK_MS = 50;

export class ServerClock {
  /** @param {{local?: () => number}} [options] */
  constructor({ local = () => Date.now() } = {}) {
    this.local = local;
    /** Milliseconds to add to the local clock. */
    this.offset = 0;
    /** True once any sample has been heard. */
    this.known = false;
    this.trip = Infinity;
    this.heardAt = -Infinity;
  }

  /**
   * A question and its answer: when it was asked and answered (local milliseconds).
   * @param {string} serverTime ISO 8601 @param {number} asked @param {number} answered
   */
  sample(serverTime, asked, answered = this.local()) {
    const server = Date.parse(serverTime);
    if (!Number.isFinite(server)) return;
    const trip = Math.max(0, answered - asked);
    const offset = server - (asked + answered) / 2;
    const disagrees = Math.abs(offset - this.offset) > trip / 2 + this.trip / 2 + SLACK_MS;
    const old = answered - this.heardAt > KEEP_MS;
    if (!this.known || trip <= this.trip || disagrees || old) {
      Object.assign(this, { offset, trip, heardAt: answered, known: true });
    }
  }

  /**
   * A time the server said unasked. It left before it arrived, so the offset is at least this much.
   * @param {string} serverTime
   */
  hear(serverTime) {
    const least = Date.parse(serverTime) - this.local();
    if (!Number.isFinite(least)) return;
    if (!this.known || least > this.offset) {
      Object.assign(this, { offset: least, known: true, heardAt: this.local() });
      if (!Number.isFinite(this.trip)) this.trip = 2000;
    }
  }

  /** @returns {number} the server's time now, in milliseconds */
  now() {
    return this.local() + this.offset;
  }
}

/** The page's one clock: the line feeds it, timers read it. */
export const clock = new ServerClock();
