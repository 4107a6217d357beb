/**
 * Why a command was not done: the server's code, or `line_lost`, `timeout` (nobody knows whether it
 * was done), `frame_too_large`. `action`: what to do; `retryAfter`: seconds, or null.
 */
export class WireError extends Error {
  /** @param {{code: string, message?: string, action?: string, retry_after?: number|null}} fields */
  constructor({ code, message = "", action = "", retry_after: retryAfter = null }) {
    super(message);
    this.name = "WireError";
    this.code = code;
    this.action = action;
    this.retryAfter = retryAfter ?? null;
  }

  /** The same client_id may be sent again. */
  get unanswered() {
    return this.code === "line_lost" || this.code === "timeout";
  }
}
