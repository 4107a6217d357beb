/**
 * A platform as the desk shows it: one grey letter on the buyer's square, never a brand colour, and
 * its name for those who hear the page.
 */
import { pgettext } from "../i18n.js";

/** @param {string} platform @returns {{letter: string, name: string}} */
export function platformOf(platform) {
  switch (platform) {
    case "taobao": return { letter: pgettext("platform letter", "淘"), name: pgettext("platform", "淘宝") };
    case "jd": return { letter: pgettext("platform letter", "京"), name: pgettext("platform", "京东") };
    case "pinduoduo": return { letter: pgettext("platform letter", "拼"), name: pgettext("platform", "拼多多") };
    case "douyin": return { letter: pgettext("platform letter", "抖"), name: pgettext("platform", "抖音") };
    case "wechat": return { letter: pgettext("platform letter", "微"), name: pgettext("platform", "微信") };
    default: return { letter: pgettext("platform letter", "网"), name: pgettext("platform", "网店") };
  }
}
