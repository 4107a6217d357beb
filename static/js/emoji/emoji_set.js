/** The emoji of customer service, by group, each with its name: five rows of eight. */
import { gettext } from "../i18n.js";

/** @returns {{name: string, emoji: [string, string][]}[]} */
export const emojiSet = () => [
  { name: gettext("表情"), emoji: [
    ["😊", gettext("微笑")], ["😄", gettext("开心")], ["😉", gettext("眨眼")], ["🥰", gettext("喜欢")],
    ["😅", gettext("不好意思")], ["🤔", gettext("想一想")], ["😢", gettext("难过")], ["😮", gettext("惊讶")],
  ] },
  { name: gettext("手势"), emoji: [
    ["👍", gettext("赞")], ["👌", gettext("好的")], ["🙏", gettext("拜托，谢谢")], ["👏", gettext("鼓掌")],
    ["🤝", gettext("握手")], ["👋", gettext("挥手")], ["💪", gettext("加油")], ["🫶", gettext("比心")],
  ] },
  { name: gettext("订单和快递"), emoji: [
    ["📦", gettext("包裹")], ["🚚", gettext("快递车")], ["🏠", gettext("送到家")], ["📍", gettext("地点")],
    ["💰", gettext("钱")], ["🧾", gettext("票据")], ["🎁", gettext("礼物")], ["🛒", gettext("购物车")],
  ] },
  { name: gettext("商品"), emoji: [
    ["👕", gettext("上衣")], ["👖", gettext("裤子")], ["👗", gettext("裙子")], ["🧥", gettext("外套")],
    ["👟", gettext("鞋")], ["🧦", gettext("袜子")], ["📏", gettext("尺子")], ["🎨", gettext("颜色")],
  ] },
  { name: gettext("提示"), emoji: [
    ["✅", gettext("完成")], ["❌", gettext("不行")], ["❗", gettext("注意")], ["❓", gettext("问号")],
    ["⏰", gettext("闹钟")], ["📷", gettext("照片")], ["🌹", gettext("玫瑰")], ["🎉", gettext("庆祝")],
  ] },
];
