/**
 * Commands that wait for their answer. Each is settled exactly once: by its answer, by its time
 * running out, or by the line closing.
 *
 * @typedef {{resolve: (reply: object) => void, reject: (error: WireError) => void,
 *   timer: ReturnType<typeof setTimeout>, sentAt: number, bytes: number}} Waiting
 */
import { WireError } from "./wire_error.js";

export class PendingCommands {
  constructor() {
    /** @type {Map<string, Waiting>} */
    this.waiting = new Map();
    this.count = 0;
  }

  /** @returns {string} a ref not in use */
  nextRef() {
    this.count += 1;
    return this.count.toString(36);
  }

  /** @param {string} ref @param {number} bytes @param {number} seconds @returns {Promise<object>} */
  wait(ref, bytes, seconds) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.reject(ref, new WireError({ code: "timeout" })), seconds * 1000);
      this.waiting.set(ref, { resolve, reject, timer, sentAt: Date.now(), bytes });
    });
  }

  /** @param {string} ref @returns {Waiting | undefined} */
  take(ref) {
    const found = this.waiting.get(ref);
    if (found) {
      clearTimeout(found.timer);
      this.waiting.delete(ref);
    }
    return found;
  }

  /** @param {string} ref @param {object} reply */
  resolve(ref, reply) {
    this.take(ref)?.resolve(reply);
  }

  /** @param {string} ref @param {WireError} error */
  reject(ref, error) {
    this.take(ref)?.reject(error);
  }

  /** The line closed. With 1009 the largest frame was the one refused; the others were only lost. @param {number} code */
  rejectAll(code) {
    const entries = [...this.waiting].sort((a, b) => b[1].bytes - a[1].bytes);
    entries.forEach(([ref], index) => {
      const tooLarge = code === 1009 && index === 0;
      this.reject(ref, new WireError({ code: tooLarge ? "frame_too_large" : "line_lost" }));
    });
  }
}
