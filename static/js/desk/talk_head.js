/** The head of the open chat: who, from where, in whose hands, since when; take and finish. */
import { gettext, interpolate, pgettext } from "../i18n.js";
import { platformOf } from "./platforms.js";
import { clockText, waitedSeconds } from "./wait_scale.js";

export class TalkHead {
  /** @param {HTMLElement} head @param {{onTake: () => void, onFinish: () => void, onBack: () => void}} options */
  constructor(head, { onTake, onFinish, onBack }) {
    const find = (name) => head.querySelector(`[data-${name}]`);
    this.parts = { name: find("buyer-name"), state: find("session-state"), platform: find("buyer-platform"), meta: find("meta"), take: find("take"), finish: find("finish"), transfer: find("transfer"), why: find("why") };
    /** Told at every draw: what else belongs to the head. */
    this.onShown = (_row, _rights) => {};
    this.parts.take.addEventListener("click", onTake);
    this.parts.finish.addEventListener("click", onFinish);
    find("back").addEventListener("click", onBack);
  }

  /** @param {import("./list_store.js").Row|null} row @param {import("./talk_rights.js").Rights} rights @param {number} now */
  show(row, rights, now) {
    const { name, state, platform, take, finish } = this.parts;
    say(name, row?.buyer.name ?? "");
    say(state, row ? stateWord(rights.held) : "");
    say(platform, row ? platformOf(row.buyer.platform).name : "");
    take.hidden = !rights.take;
    finish.hidden = !rights.finish;
    this.parts.transfer.hidden = !rights.handOver;
    say(this.parts.why, row ? whyWord(rights.held) : "");
    this.onShown(row, rights);
    this.row = row;
    this.held = rights.held;
    this.tick(now);
  }

  /** @param {number} now server milliseconds */
  tick(now) {
    const { row } = this;
    if (!row) return say(this.parts.meta, "", false);
    const parts = [interpolate(gettext("第 %s 次进线"), [Math.max(1, row.session)])];
    if (this.held === "other" && row.owner) parts.unshift(interpolate(gettext("%s在接待"), [row.owner.name]));
    if (row.unanswered_since) {
      parts.push(interpolate(gettext("已等 %s"), [clockText(waitedSeconds(row.unanswered_since, now))]));
    }
    say(this.parts.meta, parts.join(" · "), false);
  }
}

/** @param {import("./talk_rights.js").Rights["held"]} held */
function stateWord(held) {
  switch (held) {
    case "nobody": return pgettext("session", "没人接");
    case "me": return pgettext("session", "我在接待");
    case "other": return pgettext("session", "同事在接待");
    default: return pgettext("session", "已结束");
  }
}

/** @param {import("./talk_rights.js").Rights["held"]} held */
function whyWord(held) {
  switch (held) {
    case "nobody": return gettext("为什么还在排？");
    case "me": return gettext("为什么派给我？");
    default: return held === "other" ? gettext("为什么派给他？") : "";
  }
}

function say(element, text, hide = true) {
  if (element.textContent !== text) element.textContent = text;
  if (hide) element.hidden = !text;
}
