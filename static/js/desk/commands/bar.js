/**
 * The command bar: words in, options out, all by keyboard. Commands and the chats of the list answer at
 * once, orders and buyers a moment later from the server. A combobox with its listbox: the focus stays
 * in the box, the option is spoken through `aria-activedescendant`. It is empty again when it closes.
 *
 * <dialog data-command-bar data-url> from templates/desk/_command_bar.html
 */
import { gettext, interpolate } from "../../i18n.js";
import { findChats } from "../finder.js";
import { BarOptions } from "./bar_options.js";

const PAUSE_MS = 250;
const LEAST = 2;
const AGAIN_MS = 400;

export class CommandBar {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {object} options
   * @param {import("./registry.js").Commands} options.commands
   * @param {(typed: string) => import("../list_store.js").Row[]} options.chats of the list, by the buyer's name
   * @param {(conversation: number) => void} options.onOpen
   * @param {() => void} options.onSignedOut
   */
  constructor(dialog, { commands, chats, onOpen, onSignedOut }) {
    Object.assign(this, { dialog, commands, chats, onOpen, onSignedOut });
    const find = (name) => dialog.querySelector(`[data-bar-${name}]`);
    this.form = find("form");
    this.box = this.form.elements.words;
    this.said = find("said");
    this.options = new BarOptions(this.box, find("hits"));
    this.turn = 0;
    this.box.addEventListener("input", () => this.#typed());
    this.box.addEventListener("keydown", (event) => this.options.walk(event));
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#entered(); });
    find("hits").addEventListener("click", (event) => this.#choose(event.target.closest("[role=option]")));
    find("close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => this.#clear());
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.options.show({ commands: this.commands.offers(""), rows: [] }, { mark: false });
    this.box.focus();
    this.looking = setInterval(() => this.#again(), AGAIN_MS);
  }

  /** What could not be done when it was offered may be possible by now: a chat that was still on its way, a line that was away. */
  #again() {
    const typed = this.box.value.trim();
    if (!typed || this.options.marked) return;
    if (reasons(this.commands.offers(typed)) !== this.reasons) this.#typed();
  }

  #clear() {
    clearInterval(this.looking);
    this.#forget();
    this.box.value = "";
    this.options.show({ commands: [], rows: [] });
  }

  /** An answer on its way is no longer wanted. */
  #forget() {
    clearTimeout(this.pause);
    this.turn += 1;
    this.said.textContent = "";
  }

  #typed() {
    this.#forget();
    const typed = this.box.value.trim();
    const commands = this.commands.offers(typed);
    this.reasons = reasons(commands);
    this.options.show({ commands, rows: typed ? this.chats(typed) : [] }, { mark: Boolean(typed) });
    if (typed.length >= LEAST) this.pause = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  async #ask() {
    clearTimeout(this.pause);
    const turn = ++this.turn;
    const { nodes, problem } = await findChats(this.dialog.dataset.url, this.box.value, this.onSignedOut);
    if (turn !== this.turn) return;
    this.options.addFound(nodes);
    this.said.textContent = problem || this.#countWords();
  }

  #countWords() {
    const count = this.options.chats;
    if (!count) return this.options.count ? "" : gettext("这家店里没有找到，也没有这样的命令。看看有没有少写一位；只写后四位也行。");
    const words = matchMedia("(pointer: coarse)").matches ? gettext("找到 %(count)s 个，点一个打开") : gettext("找到 %(count)s 个，上下键选，回车打开");
    return interpolate(words, { count }, true);
  }

  async #entered() {
    if (this.options.marked) this.#choose(this.options.marked);
    else if (this.box.value.trim()) await this.#ask();
  }

  #choose(option) {
    if (!option) return;
    this.options.mark(option);
    const { command, conversation, page } = option.dataset;
    if (command) return this.#do(this.commands.all.get(command));
    if (page) return location.assign(page);
    if (!conversation) {
      this.said.textContent = gettext("这位买家没来聊过，还没有会话可以打开。");
      return;
    }
    this.dialog.close();
    this.onOpen(Number(conversation));
  }

  #do(command) {
    const reason = command.why?.() ?? "";
    this.said.textContent = reason;
    if (reason) return;
    this.dialog.close();
    this.commands.run(command);
  }
}

/** @param {{id: string, reason: string}[]} offers */
function reasons(offers) {
  return JSON.stringify(offers.map(({ id, reason }) => [id, reason]));
}
