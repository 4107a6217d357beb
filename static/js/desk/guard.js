/**
 * The guard of wording at the desk. It is fetched when somebody begins to write; until then, and where
 * it could not be fetched, the server alone decides, and what it refuses comes back into the box.
 */
import { AnswerBar } from "../guard/answer_bar.js";
import { Answers } from "../guard/answers.js";
import { gettext, interpolate } from "../i18n.js";
import { SafeStorage } from "../realtime/safe_storage.js";

const REFUSED = new Set(["guard_warned", "guard_blocked"]);

/**
 * @param {object} desk
 * @param {HTMLElement} desk.foot
 * @param {import("./composer.js").Composer} desk.composer
 * @param {import("../realtime/outbox.js").Outbox} desk.outbox
 * @param {{conversation: number|null}} desk.talk
 * @param {import("./inside/inside.js").Inside} desk.inside
 * @param {ReturnType<typeof import("./quoting.js").mountQuoting>} desk.quoting
 * @param {(conversation: number) => string} desk.nameOf
 * @param {() => string[]} desk.levels those that the shop has switched on
 * @param {(words: string) => void} desk.say
 * @param {{on: (name: string, hear: (event: any) => void) => void}} desk.line
 * @param {{pack: string, appeal: string}} desk.config
 * @param {string} desk.scope
 * @param {{id: number}} desk.me
 */
export function mountGuard({ foot, composer, outbox, talk, inside, quoting, nameOf, levels, say, line, config, scope, me }) {
  const box = foot.querySelector("[data-text]");
  let strip = null;
  let coming = null;
  const answers = new Answers({ url: config.appeal, scope, storage: new SafeStorage() });
  const bar = new AnswerBar({ foot, composer, answers, conversation: () => talk.conversation });
  const load = () => (coming ??= import(/* later */ "../guard/strip.js").then(({ GuardStrip }) => {
    strip = new GuardStrip({ foot, composer, levels, rules: config.pack, onAsk: ask, answerTo });
  }).catch(() => { coming = null; }));

  line.on("guard.changed", ({ revision }) => strip?.book.heard(revision));
  line.on("resync", () => { strip?.book.refresh(); if (answers.all.length) answers.refresh(); });
  line.on("guard.answered", heard);
  answers.addEventListener("change", () => strip?.look());
  if (answers.hasAsked) answers.refresh();
  box.addEventListener("focus", load);
  if (document.activeElement === box) load();
  composer.checks.push((text) => strip?.stops(text) ?? "");
  outbox.addEventListener("failed", ({ detail: { item, error } }) => {
    if (!REFUSED.has(error.code)) return;
    strip?.book.refresh();
    if (answers.all.length) answers.refresh();
    if (Number(item.conversation) !== talk.conversation) {
      say(interpolate(gettext("发给 %s 的一条没发出去，用词要改。打开会话，在那条下面点「改」"), [nameOf(Number(item.conversation))]));
    } else if (outbox.drop(item.client_id)) {
      composer.take(item.text);
      quoting.again(item);
      composer.problem(`${error.message} ${error.action}`);
      load();
    }
  });

  /** What was let go is sent; else a note to the supervisors, ready to be written on, the words stay in the box. */
  function ask() {
    if (bar.send() || bar.take()) return;
    const words = box.value.trim();
    if (!words || answerTo(words) === "waiting") return;
    const names = inside.known.supervisors.map((name) => `@${name} `).join("");
    inside.box.take(interpolate(gettext("%s这句发不出去，请看看能不能发：「%s」"), [names, words]));
    appeal(talk.conversation, words);
  }

  /** Into the supervisors' list. */
  async function appeal(conversation, words) {
    if (await answers.ask(conversation, words)) say(gettext("已经在主管的申诉里，答复会出现在输入框上面"));
    else say(gettext("申诉没送到主管那里。备注发出去他们也看得到"));
  }

  async function heard({ conversation, member }) {
    if (member !== me.id) return;
    await answers.refresh();
    if (conversation !== talk.conversation) say(interpolate(gettext("主管答复了您给 %s 的一句，打开会话就能看到"), [nameOf(conversation)]));
  }

  function answerTo(words) {
    if (answers.lets(talk.conversation, words)) return "granted";
    return answers.waits(talk.conversation, words) ? "waiting" : "";
  }

  return {
    ask,
    sendAnyway: () => strip?.sendAnyway(),
    /** Whether the agent sends past what they saw. @param {string} text @returns {{guard_seen?: true}} */
    take: (text) => {
      bar.sent(text);
      return strip?.take(text) ?? {};
    },
  };
}
