/**
 * The browser's notification for one occasion. Without words it says only what kind of thing came:
 * the screen may be seen by others. A newer one takes the place of the last; it never sounds by itself.
 */
import { gettext, interpolate } from "../../i18n.js";
import { permission } from "../../attention/permission.js";
import { lastWords } from "../row_view.js";

const LONGEST = 80;

/** @param {import("./occasions.js").Occasion} occasion @param {{shop: string, words: boolean}} how @returns {{title: string, body: string}} */
export function noticeWords({ kind, row }, { shop, words }) {
  if (words) {
    const said = [...lastWords(row)];
    return { title: `${row.buyer.name} · ${kindWords(kind)}`, body: said.length > LONGEST ? `${said.slice(0, LONGEST).join("")}…` : said.join("") };
  }
  return { title: kindWords(kind), body: interpolate(gettext("%s · 点一下打开"), [shop]) };
}

/** @param {import("../../attention/melodies.js").Kind} kind */
function kindWords(kind) {
  if (kind === "late") return gettext("有买家等过了达标线");
  return kind === "new" ? gettext("来了新会话") : gettext("有新消息");
}

/** @param {import("./occasions.js").Occasion} occasion @param {{shop: string, words: boolean, tag: string, onGo: (conversation: number) => void}} how */
export function showNotice(occasion, { onGo, tag, ...how }) {
  if (permission() !== "granted") return;
  const { title, body } = noticeWords(occasion, how);
  try {
    const notice = new Notification(title, { body, tag, silent: true });
    notice.addEventListener("click", () => {
      window.focus();
      onGo(occasion.row.conversation);
      notice.close();
    });
  } catch { /* phones allow it only to installed pages */ }
}
