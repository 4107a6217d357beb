/**
 * What can be done with one message: quote, recall, write again, and for those that wait: try again, change,
 * leave. `tell` says above the composer why something was not done.
 */
import { gettext, interpolate } from "../i18n.js";
import { uuid } from "../realtime/uuid.js";
import { openMenu } from "../thread/bubble_menu.js";

export class EntryActs {
  /**
   * @param {object} options
   * @param {(name: string, fields: object) => Promise<any>} options.command
   * @param {import("../realtime/outbox.js").Outbox} options.outbox
   * @param {import("./composer.js").Composer} options.composer
   * @param {() => number|null} options.conversation the open one
   * @param {() => ReturnType<typeof import("./quoting.js").mountQuoting>} options.quoting
   * @param {(seq: number) => void} options.onKeep a reply is to go into the library
   */
  constructor({ command, outbox, composer, conversation, quoting, onKeep }) {
    Object.assign(this, { command, outbox, composer, conversation, quoting, onKeep });
  }

  /** @param {string} name @param {{entry?: object, pending?: object, recall?: object}} item @param {HTMLElement} button */
  do(name, item, button) {
    switch (name) {
      case "menu": return openMenu(button, menuOf(item.entry, button.closest("[data-key]").hasAttribute("data-recall")), (choice) => this.do(choice, item, button));
      case "quote": return this.quoting().quote(item.entry);
      case "jump": return this.quoting().jump((item.entry ?? item.pending).quote.seq);
      case "recall": return this.#recall(item.entry.seq);
      case "copy": return navigator.clipboard?.writeText(item.entry.text).catch(() => {});
      case "keep": return this.onKeep(item.entry.seq);
      case "rewrite": return this.composer.take(item.recall.text);
      case "retry": return this.outbox.retry(item.pending.client_id);
      case "edit": return this.#edit(item.pending.client_id);
      case "drop": return this.#drop(item.pending.client_id);
      default: return undefined;
    }
  }

  #edit(clientId) {
    const item = this.outbox.drop(clientId);
    if (!item) return this.composer.problem(gettext("这条正在发，发出后可以撤回"));
    this.composer.take(item.text);
    this.quoting().again(item);
  }

  #drop(clientId) {
    if (!this.outbox.drop(clientId)) this.composer.problem(gettext("这条正在发，发出后可以撤回"));
    this.composer.focus();
  }

  async #recall(seq) {
    const conversation = this.conversation();
    try {
      await this.command("message.recall", { conversation, seq, client_id: uuid() });
    } catch (error) {
      if (conversation === this.conversation()) this.composer.problem(whyNot(gettext("没撤回成：%s"), error));
    }
  }
}

/** @param {string} sentence with one %s @param {import("../realtime/wire_error.js").WireError} error @returns {string} */
export function whyNot(sentence, error) {
  const why = error.unanswered ? gettext("连不上服务器，连上再试一次。") : `${error.message} ${error.action}`;
  return interpolate(sentence, [why]);
}

function menuOf({ kind, side }, mayRecall) {
  const choices = [{ act: "quote", label: gettext("引用"), key: "Q" }];
  if (mayRecall) choices.unshift({ act: "recall", label: gettext("撤回") });
  if (navigator.clipboard && kind === "message") choices.push({ act: "copy", label: gettext("复制"), key: "C" });
  if (kind === "message" && side === "agent") choices.push({ act: "keep", label: gettext("收进话术"), key: "S" });
  return choices;
}
