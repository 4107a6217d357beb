/**
 * The buyer's thread on the line: hello, snapshot, then what comes; gaps filled, sends acknowledged.
 * `onChange`: the thread is different; `onReset`: it is another thread.
 */
import { clock } from "../realtime/clock.js";
import { Filler } from "../realtime/filler.js";
import { Line, socketUrl } from "../realtime/socket.js";
import * as store from "../realtime/thread_store.js";
import { uuid } from "../realtime/uuid.js";

const RULES = { max_length: 5000, recall_seconds: 120, wait_steps: [] };

export class Room {
  #signedOut = 0;
  #asking = null;

  /** @param {{slug: string, language?: string, token: import("./token.js").VisitorToken}} options */
  constructor({ slug, language, token, onChange, onReset }) {
    Object.assign(this, { token, onChange, onReset, rules: RULES, name: "", queue: null, rating: null, onHours: () => {} });
    this.isOwn = (entry) => entry.side === "buyer";
    this.thread = store.createThread({ isOwn: this.isOwn });
    this.line = new Line({
      url: socketUrl(`/ws/chat/${encodeURIComponent(slug)}/`, language),
      whileOpening: () => this.#prepare(),
      onOpen: () => this.#hello(),
      onSignedOut: () => this.#renew(),
    });
    this.filler = new Filler({
      thread: this.thread,
      fill: (after) => this.line.command("thread.fill", { after }),
      onFilled: () => onChange({ quiet: false }),
    });
    this.#listen();
  }

  /** One try for the outbox. */
  send({ client_id, text, answer, file, quote }) {
    if (file) return this.line.command("file.send", { client_id });
    if (answer) return this.line.command("card.answer", { client_id, ...answer });
    return this.line.command("message.send", { client_id, text, quote: quote?.seq });
  }

  acknowledge(item, reply) {
    this.#after(store.acknowledge(this.thread, item, reply, { side: "buyer", author: this.name || null }));
  }

  /** Another tab sent. If that began the thread, a ping makes the server look for it. */
  glance() {
    this.line.retryNow();
    if (this.thread.cursor === 0) this.line.command("ping").catch(() => { /* the heartbeat will */ });
  }

  recall(seq) {
    return this.line.command("message.recall", { seq, client_id: uuid() });
  }

  #ask(rating) {
    this.rating = rating;
    this.onChange({ quiet: false });
  }

  older() {
    if (!this.thread.ready || !store.hasOlder(this.thread) || this.line.state !== "open") return;
    this.#asking ??= this.line.command("thread.history", { before: this.thread.first })
      .then((page) => { store.applyHistory(this.thread, page); this.onChange({ quiet: true }); })
      .catch(() => { /* the top is reached again */ })
      .finally(() => { this.#asking = null; });
  }

  async #prepare() {
    try {
      this.token.used = await this.token.get();
    } catch (error) {
      if (error.code === "shop_not_found") this.line.stop(4404);
      throw error;
    }
  }

  async #hello() {
    const after = this.thread.ready ? this.thread.cursor : 0;
    const reply = await this.line.command("hello", { token: this.token.used, after, ...this.token.claim });
    this.#signedOut = 0;
    this.token.keep(reply.token, reply.identity);
    this.token.used = reply.token || this.token.used;
    this.rules = { ...RULES, ...reply.rules };
    this.onHours(reply.hours);
    this.name = reply.buyer?.name ?? "";
    this.queue = reply.queue ?? null;
    this.rating = reply.rating ?? null;
    const result = store.applySnapshot(this.thread, reply.thread, after);
    if (result.stale) this.onReset();
    this.onChange({ quiet: after === 0 });
    if (result.gap) this.filler.run();
  }

  /** Ask for a new token, once; what waits in the outbox goes to its thread. */
  async #renew() {
    this.#signedOut += 1;
    if (this.#signedOut > 1) return false;
    this.token.forget();
    this.#reset();
    return true;
  }

  /** Another tab became a visitor at the same moment: while nothing was said here, this page becomes the same one. */
  heardToken(key, value) {
    if (this.thread.cursor === 0 && this.token.used && this.token.isOvertaken(key, value)) this.restart();
  }

  /** Another buyer from here on. */
  restart() {
    this.#reset();
    this.line.reconnect();
  }

  #reset() {
    this.queue = null;
    store.resetThread(this.thread);
    this.rating = null;
    this.onReset();
  }

  #after({ changed, gap }) {
    if (changed) this.onChange({ quiet: false });
    if (gap && this.line.state === "open") this.filler.run();
  }

  #listen() {
    const { line, thread } = this;
    line.on("entry.added", ({ entry }) => this.#after(store.applyEntry(thread, entry)));
    line.on("position.moved", ({ positions }) => this.#after(store.applyPositions(thread, positions)));
    for (const name of ["session.opened", "session.taken", "session.queued", "session.finished", "session.reopened"]) {
      line.on(name, ({ session }) => {
        if (session.state !== "waiting") this.queue = null;
        this.#after(store.applySession(thread, session, { looked: name === "session.reopened" }));
      });
    }
    for (const name of ["session.opened", "session.reopened", "rating.given"]) line.on(name, () => this.#ask(null));
    line.on("rating.invited", (event) => this.#ask(event.rating));
    line.on("queue.moved", ({ queue }) => {
      this.queue = queue;
      this.onChange({ quiet: false });
    });
    line.on("thread.heartbeat", ({ last, session, positions, queue }) => {
      this.queue = queue;
      const moved = store.applyPositions(thread, positions);
      const turned = store.applySession(thread, session, { looked: true });
      const { gap } = store.noteLast(thread, last);
      this.#after({ changed: moved.changed || turned.changed, gap });
    });
    line.on("resync", () => this.filler.run({ force: true }));
  }

  now() {
    return clock.now();
  }
}
