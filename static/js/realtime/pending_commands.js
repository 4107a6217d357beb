/** Commands that wait for their answer; each is settled once: answered, out of time, or line lost. */
import { WireError } from "./wire_error.js";

export class PendingCommands {
  constructor() {
    this.waiting = new Map();
    this.count = 0;
  }

  nextRef() {
    this.count += 1;
    return this.count.toString(36);
  }

  wait(ref, bytes, seconds) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.reject(ref, new WireError({ code: "timeout" })), seconds * 1000);
      this.waiting.set(ref, { resolve, reject, timer, sentAt: Date.now(), bytes });
    });
  }

  take(ref) {
    const found = this.waiting.get(ref);
    if (found) {
      clearTimeout(found.timer);
      this.waiting.delete(ref);
    }
    return found;
  }

  resolve(ref, reply) {
    this.take(ref)?.resolve(reply);
  }

  reject(ref, error) {
    this.take(ref)?.reject(error);
  }

  /** The line closed; with 1009 the largest frame was refused, the others lost. @param {number} code */
  rejectAll(code) {
    const entries = [...this.waiting].sort((a, b) => b[1].bytes - a[1].bytes);
    entries.forEach(([ref], index) => {
      const tooLarge = code === 1009 && index === 0;
      this.reject(ref, new WireError({ code: tooLarge ? "frame_too_large" : "line_lost" }));
    });
  }
}
