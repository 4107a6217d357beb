/**
 * The guard of wording at the desk. It is fetched when somebody begins to write; until then, and where
 * it could not be fetched, the server alone decides, and what it refuses comes back into the box.
 */
import { csrfToken } from "../csrf.js";
import { gettext, interpolate } from "../i18n.js";

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
 */
export function mountGuard({ foot, composer, outbox, talk, inside, quoting, nameOf, levels, say, line, config }) {
  const box = foot.querySelector("[data-text]");
  let strip = null;
  let coming = null;
  const load = () => (coming ??= import(/* later */ "../guard/strip.js").then(({ GuardStrip }) => {
    strip = new GuardStrip({ foot, composer, levels, rules: config.pack, onAsk: ask });
  }).catch(() => { coming = null; }));

  line.on("guard.changed", ({ revision }) => strip?.book.heard(revision));
  line.on("resync", () => strip?.book.refresh());
  box.addEventListener("focus", load);
  if (document.activeElement === box) load();
  composer.checks.push((text) => strip?.stops(text) ?? "");
  outbox.addEventListener("failed", ({ detail: { item, error } }) => {
    if (!REFUSED.has(error.code)) return;
    strip?.book.refresh();
    if (Number(item.conversation) !== talk.conversation) {
      say(interpolate(gettext("发给 %s 的一条没发出去，用词要改。打开会话，在那条下面点「改」"), [nameOf(Number(item.conversation))]));
    } else if (outbox.drop(item.client_id)) {
      composer.take(item.text);
      quoting.again(item);
      composer.problem(`${error.message} ${error.action}`);
      load();
    }
  });

  /** A note to the supervisors, ready to be written on and sent; the words stay in the box. */
  function ask() {
    const words = box.value.trim();
    if (!words) return;
    const names = inside.known.supervisors.map((name) => `@${name} `).join("");
    inside.box.take(interpolate(gettext("%s这句发不出去，请看看能不能发：「%s」"), [names, words]));
    appeal(talk.conversation, words);
  }

  /** Into the supervisors' list; their answer comes as a note that names whoever asked. */
  async function appeal(conversation, words) {
    const body = new URLSearchParams({ conversation: String(conversation), text: words });
    const answer = await fetch(config.appeal, { method: "POST", body, headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) say(gettext("申诉没送到主管那里。备注发出去他们也看得到"));
    else say(gettext("已经在主管的申诉里，答复会写在这个会话的备注里"));
  }

  return {
    ask,
    sendAnyway: () => strip?.sendAnyway(),
    /** Whether the agent sends past what they saw. @param {string} text @returns {{guard_seen?: true}} */
    take: (text) => strip?.take(text) ?? {},
  };
}
