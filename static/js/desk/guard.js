/**
 * The guard of wording at the desk. It is fetched when somebody begins to write; until then, and where
 * it could not be fetched, the server alone decides, and what it refuses comes back into the box.
 */
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
 */
export function mountGuard({ foot, composer, outbox, talk, inside, quoting, nameOf, levels, say }) {
  const box = foot.querySelector("[data-text]");
  let strip = null;
  let coming = null;
  const load = () => (coming ??= import(/* later */ "../guard/strip.js").then(({ GuardStrip }) => {
    strip = new GuardStrip({ foot, composer, levels, onAsk: ask });
  }).catch(() => { coming = null; }));

  box.addEventListener("focus", load);
  if (document.activeElement === box) load();
  composer.checks.push((text) => strip?.stops(text) ?? "");
  outbox.addEventListener("failed", ({ detail: { item, error } }) => {
    if (!REFUSED.has(error.code)) return;
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
  }

  return {
    ask,
    sendAnyway: () => strip?.sendAnyway(),
    /** Whether the agent sends past what they saw. @param {string} text @returns {{guard_seen?: true}} */
    take: (text) => strip?.take(text) ?? {},
  };
}
