/**
 * Why a command was not done. Codes from the server are in its catalogue; four are made here:
 * `line_lost` (no socket, or it closed before the answer: the command may or may not have been
 * done), `timeout` (no answer in time: likewise), `frame_too_large` (never try again) and
 * `bad_answer`.
 */
export class WireError extends Error {
  /** @param {{code: string, message?: string, action?: string, retry_after?: number | null}} fields */
  constructor({ code, message = "", action = "", retry_after: retryAfter = null }) {
    super(message);
    this.name = "WireError";
    this.code = code;
    /** What to do, in the reader's language. */
    this.action = action;
    /** Seconds after which the same frame may be sent again, or null. @type {number | null} */
    this.retryAfter = retryAfter ?? null;
  }

  /** True when nobody knows whether it was done: the same client_id may be sent again. */
  get unanswered() {
    return this.code === "line_lost" || this.code === "timeout";
  }
}
