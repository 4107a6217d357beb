/** Lines between bubbles that say more to the desk than to the buyer: how a reception ended. Pure. */
import { gettext, interpolate } from "../../i18n.js";

const RATED = "session.rated.";

/** @param {number} score 1 to 5 @returns {string} */
export function scoreWord(score) {
  return [gettext("很差"), gettext("不满意"), gettext("一般"), gettext("满意"), gettext("很满意")][score - 1] ?? "";
}

/** The words, or undefined for a line that both sides read alike. @param {{text: string, author: string|null}} entry @param {string} time */
export function insideLine({ text, author }, time) {
  const say = (sentence) => interpolate(sentence, { time, name: author ?? gettext("客服") }, true);
  if (text === "session.idle") return say(gettext("%(time)s 很久没人说话，自动结束了这次接待"));
  if (text === "session.reopened") return say(gettext("%(time)s %(name)s撤回了结束，接着聊"));
  return text.startsWith(RATED) ? ratedLine(text.slice(RATED.length)) : undefined;
}

function ratedLine(text) {
  const [score, ...comment] = text.split("\n");
  const words = scoreWord(Number(score));
  if (!comment.length) return interpolate(gettext("买家给这次接待评了「%s」"), [words]);
  return interpolate(gettext("买家给这次接待评了「%(score)s」：%(comment)s"), { score: words, comment: comment.join(" ") }, true);
}
