/**
 * The line: one WebSocket that keeps coming back. Promises:
 * - a command is settled once: a reply, or a WireError (`timeout` and `line_lost` are made here);
 * - `onOpen` (hello, snapshot) runs on each connection before the state is `open`;
 * - 30 s of silence end it; waking the page tests it; expected trouble never reaches the console.
 *
 * Events: `state` `{state, seconds, code}`; `resync` (woken while open: ask what was missed);
 * `problem` (a WireError of no command); every server event by its name.
 */
import { Backoff } from "./backoff.js";
import { clock as pageClock } from "./clock.js";
import { PendingCommands } from "./pending_commands.js";
import { WireError } from "./wire_error.js";

export { WireError };

const OPEN = 1;
const LARGEST_FRAME = 65536;
const CONNECT_SECONDS = 10;
const PROBE_SECONDS = 4;
const STEADY_MS = 5000;
const LAST_WORD_MS = 1000;
const WATCH_MS = 2500;
const PING_AFTER_MS = 15000;
const GIVE_UP_AFTER_MS = 30000;
const encoder = new TextEncoder();

/** @param {string} path @param {string} [language] that the page speaks; else the cookie says @returns {string} its ws: or wss: address on this host */
export function socketUrl(path, language = "") {
  const url = new URL(path, globalThis.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = language ? `lists=1&lang=${language}` : "lists=1"; // this page reads several events of one frame
  return url.href;
}

/** The page woken (in front, network back), offline, put away, brought back. @returns {() => void} stops */
function watchPageLife({ onWake, onOffline, onHide, onReturn }, page) {
  const stop = new AbortController();
  const how = { signal: stop.signal };
  page.document.addEventListener("visibilitychange", () => {
    if (page.document.visibilityState === "visible") onWake();
  }, how);
  page.addEventListener("online", onWake, how);
  page.addEventListener("offline", onOffline, how);
  page.addEventListener("pagehide", onHide, how);
  page.addEventListener("pageshow", (event) => (event.persisted ? onReturn() : onWake()), how);
  return () => stop.abort();
}

export class Line extends EventTarget {
  #pending = new PendingCommands();
  #turn = 0;
  /** @type {WebSocket | null} */ #socket = null;
  #timers = { retry: 0, connect: 0, watch: 0, steady: 0 };
  #heard = 0;
  #probing = false;
  #unwatch = null;

  /** @param {import("./shapes.js").LineOptions} options */
  constructor({ url, onOpen, whileOpening, onSignedOut, random = Math.random, clock = pageClock,
    Socket = globalThis.WebSocket, page = globalThis.window }) {
    super();
    Object.assign(this, { url, clock });
    /** @type {import("./shapes.js").LineState} */
    this.state = "stopped";
    /** Local ms of the next try. */
    this.retryAt = null;
    this.hooks = { onOpen, whileOpening, onSignedOut };
    this.Socket = Socket;
    this.page = page;
    this.backoff = new Backoff(random);
  }

  /** Begin; safe to call again after `stop()`. */
  start() {
    if (this.state !== "stopped") return;
    if (this.page && !this.#unwatch) {
      this.#unwatch = watchPageLife({
        onWake: () => this.#wake(),
        onOffline: () => this.#socket && this.#drop(1006),
        onHide: () => this.#pause(),
        onReturn: () => this.state !== "stopped" && this.#connect(),
      }, this.page);
    }
    this.#connect();
  }

  /** End for good. @param {number|null} [code] as if the server had closed with it */
  stop(code = null) {
    this.#unwatch?.();
    this.#unwatch = null;
    this.#letGo(1000);
    this.#become("stopped", { code });
  }

  retryNow() {
    if (this.state === "waiting") this.#connect();
  }

  /** Connect anew. */
  reconnect() {
    if (this.state === "stopped") return;
    this.#letGo(1006);
    this.#connect();
  }

  /** @param {string} name @param {(fields: any) => void} listener @returns {() => void} stops it */
  on(name, listener) {
    const wrapped = (event) => listener(event.detail);
    this.addEventListener(name, wrapped);
    return () => this.removeEventListener(name, wrapped);
  }

  /** @param {string} name @param {object} [fields] @param {{timeout?: number}} [how] @returns {Promise<any>} the reply */
  command(name, fields = {}, { timeout = 10 } = {}) {
    if (this.#socket?.readyState !== OPEN) return Promise.reject(new WireError({ code: "line_lost" }));
    const ref = this.#pending.nextRef();
    const frame = JSON.stringify({ ...fields, do: name, ref });
    const bytes = encoder.encode(frame).length;
    if (bytes > LARGEST_FRAME) return Promise.reject(new WireError({ code: "frame_too_large" }));
    const answer = this.#pending.wait(ref, bytes, timeout);
    this.#socket.send(frame);
    return answer;
  }

  async #connect() {
    this.#letGo(1006);
    const turn = this.#turn;
    this.#become("connecting");
    try {
      const had = this.hooks.whileOpening?.();
      this.#listen(new this.Socket(this.url), turn, had);
      await had;
    } catch (error) {
      if (turn === this.#turn) this.#failed(error);
    }
  }

  /** What an older turn still says is ignored. */
  #listen(socket, turn, had) {
    this.#socket = socket;
    const current = (fn) => (event) => { if (turn === this.#turn) fn(event); };
    this.#timers.connect = setTimeout(current(() => this.#drop(1006)), CONNECT_SECONDS * 1000);
    socket.onopen = current(() => this.#opened(turn, had));
    socket.onmessage = current((event) => this.#receive(event.data));
    socket.onclose = current((event) => this.#closed(event.code));
    socket.onerror = () => {};
  }

  async #opened(turn, had) {
    clearTimeout(this.#timers.connect);
    this.#heard = Date.now();
    this.#timers.watch = setInterval(() => this.#watch(), WATCH_MS);
    if (had && !await had.then(() => turn === this.#turn, () => false)) return;
    try {
      await this.hooks.onOpen?.(this);
    } catch (error) {
      if (turn === this.#turn) this.#refusedEntry(error);
      return;
    }
    if (turn !== this.#turn) return;
    this.#timers.steady = setTimeout(() => this.backoff.reset(), STEADY_MS);
    this.#become("open");
  }

  #receive(data) {
    this.#heard = Date.now();
    let said;
    try {
      said = JSON.parse(data);
    } catch {
      return;
    }
    // What waited at the same moment comes as a list.
    for (const frame of [said].flat()) if (frame !== null && typeof frame === "object") this.#take(frame);
  }

  #take(frame) {
    if (typeof frame.reply === "string") this.#answered(frame);
    else if (frame.error) this.#refused(frame);
    else if (typeof frame.event === "string") {
      if (frame.server_time) this.clock.hear(frame.server_time);
      this.dispatchEvent(new CustomEvent(frame.event, { detail: frame }));
    }
  }

  #answered({ reply, ...fields }) {
    const asked = this.#pending.waiting.get(reply)?.sentAt;
    if (fields.server_time && asked) this.clock.sample(fields.server_time, asked, Date.now());
    this.#pending.resolve(reply, fields);
  }

  #refused({ error, ref }) {
    const problem = new WireError(error);
    if (ref === null || ref === undefined) this.dispatchEvent(new CustomEvent("problem", { detail: problem }));
    else this.#pending.reject(ref, problem);
  }

  #watch() {
    const silent = Date.now() - this.#heard;
    if (silent < 0) this.#heard = Date.now();
    else if (silent >= GIVE_UP_AFTER_MS) this.#drop(1006);
    else if (silent >= PING_AFTER_MS) this.#ping(GIVE_UP_AFTER_MS / 1000, false);
  }

  async #ping(timeout, dropOnSilence) {
    if (this.#probing) return;
    this.#probing = true;
    const turn = this.#turn;
    try {
      await this.command("ping", {}, { timeout });
    } catch (error) {
      if (dropOnSilence && error.code === "timeout" && turn === this.#turn) this.#drop(1006);
    } finally {
      this.#probing = false;
    }
  }

  #wake() {
    if (this.state === "waiting") this.#connect();
    else if (this.state === "open") {
      this.#ping(PROBE_SECONDS, true);
      this.dispatchEvent(new CustomEvent("resync"));
    }
  }

  /** A closed socket lets the page into the back-forward cache. */
  #pause() {
    if (this.state === "stopped") return;
    this.#letGo(1000);
    this.#become("waiting", { seconds: null });
  }

  /** A closing code that says more may follow at once. */
  #refusedEntry(error) {
    if (error instanceof WireError && !error.unanswered) {
      this.#timers.steady = setTimeout(() => this.#failed(error), LAST_WORD_MS);
    } else {
      this.#failed(error);
    }
  }

  #failed(error) {
    if (!(error instanceof WireError)) globalThis.reportError?.(error);
    this.#drop(1006, error.retryAfter ?? null);
  }

  #drop(code, seconds = null) {
    this.#letGo(code);
    this.#waitThenConnect(code, seconds);
  }

  async #closed(code) {
    this.#letGo(code);
    const turn = this.#turn;
    if (code === 4403 || code === 4404) {
      this.#become("stopped", { code });
    } else if (code === 4401) {
      this.#become("stopped", { code });
      const again = await Promise.resolve(this.hooks.onSignedOut?.()).catch(() => false);
      if (again && turn === this.#turn && this.state === "stopped") this.#connect();
    } else {
      this.#waitThenConnect(code);
    }
  }

  #letGo(code) {
    this.#turn += 1;
    const { retry, connect, watch, steady } = this.#timers;
    [retry, connect, steady].forEach(clearTimeout);
    clearInterval(watch);
    const socket = this.#socket;
    this.#socket = null;
    this.#probing = false;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      if (socket.readyState <= OPEN) socket.close();
    }
    this.#pending.rejectAll(code);
  }

  #waitThenConnect(code, atLeast = null) {
    const seconds = Math.max(this.backoff.next(), atLeast ?? 0);
    this.retryAt = Date.now() + seconds * 1000;
    this.#timers.retry = setTimeout(() => this.#connect(), seconds * 1000);
    this.#become("waiting", { seconds, code });
  }

  #become(state, { seconds = null, code = null } = {}) {
    if (state !== "waiting") this.retryAt = null;
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, seconds, code } }));
  }
}
