/**
 * Every deed of the desk with its key: what a key does, what `?` shows, what the command bar finds and
 * what assistive software is told all come from this one table. Pure.
 *
 * A line: `keys` as `aria-keyshortcuts` spells them, the first is the one shown; `words` say the deed;
 * `terms` find it in the command bar: its pinyin initials, then English; `on` are the buttons that do
 * the same; `typing`: also while somebody types. A deed without `terms` is no command of the bar.
 * Single letters never act while somebody types; a key inside an input method is never ours.
 *
 * @typedef {"list"|"chat"|"write"|"desk"} Part
 * @typedef {{deed: string, part: Part, keys: string[], words: string, terms?: string, on?: string, typing?: boolean}} Shortcut
 */
import { gettext_noop } from "./noop.js";

/** @type {Shortcut[]} */
export const SHORTCUTS = [
  { deed: "next_waiting", part: "list", keys: ["n"], words: gettext_noop("打开下一个最久未回的"), terms: "xyg jxyg next waiting" },
  { deed: "next", part: "list", keys: ["j", "Alt+ArrowDown"], words: gettext_noop("下一个会话"), typing: true },
  { deed: "previous", part: "list", keys: ["k", "Alt+ArrowUp"], words: gettext_noop("上一个会话"), typing: true },
  { deed: "tab_waiting", part: "list", keys: ["1"], words: gettext_noop("看等待中的会话"), terms: "ddz kdd waiting chats tab", on: "#tab-waiting" },
  { deed: "tab_mine", part: "list", keys: ["2"], words: gettext_noop("看我的会话"), terms: "wd kwd my mine chats tab", on: "#tab-mine" },
  { deed: "tab_all", part: "list", keys: ["3"], words: gettext_noop("看全部会话"), terms: "qb kqb all chats tab", on: "#tab-all" },
  { deed: "order", part: "list", keys: ["w"], words: gettext_noop("列表按等待排、按时间排"), terms: "px add asj sort order wait time" },
  { deed: "lens_mentions", part: "list", keys: ["4"], words: gettext_noop("只看提到我的"), terms: "td tdw mentions named me", on: "[data-lens-mentions]" },
  { deed: "lens_later", part: "list", keys: ["5"], words: gettext_noop("只看放到稍后的"), terms: "sh zksh later snoozed", on: "[data-lens-later]" },
  { deed: "lens_tagged", part: "list", keys: ["6"], words: gettext_noop("只看带一个标签的"), terms: "zkbq tagged label filter", on: "[data-lens-tagged]" },
  { deed: "many", part: "list", keys: ["x"], words: gettext_noop("批量结束"), terms: "pl pljs finish many", on: "[data-finish-many-open]" },
  { deed: "search", part: "list", keys: ["f"], words: gettext_noop("搜全店的聊天"), terms: "sqd slt lt search all messages find", on: "[data-rail-search]" },
  { deed: "search_here", part: "chat", keys: ["["], words: gettext_noop("只搜这个会话"), terms: "szg sltjl search in this chat find" },
  { deed: "take", part: "chat", keys: ["g"], words: gettext_noop("接待这位买家，或接过来"), terms: "jd jgl take over answer", on: "[data-take], [data-take-over]" },
  { deed: "transfer", part: "chat", keys: ["t"], words: gettext_noop("转接给同事"), terms: "zj zjgts transfer hand over", on: "[data-transfer]" },
  { deed: "send_back", part: "chat", keys: ["b"], words: gettext_noop("把转来的送回去"), terms: "sh shq send back return", on: "[data-handed-back]" },
  { deed: "finish", part: "chat", keys: ["e"], words: gettext_noop("结束接待"), terms: "js jsjd finish end close", on: "[data-finish]" },
  { deed: "later", part: "chat", keys: ["z"], words: gettext_noop("稍后再回，或从稍后拿回来"), terms: "sh shzh later snooze" },
  { deed: "tags", part: "chat", keys: ["l"], words: gettext_noop("贴标签"), terms: "bq tbq tags label" },
  { deed: "stage", part: "chat", keys: ["p"], words: gettext_noop("售前、售中还是售后"), terms: "sq sz jd stage pre after sale", on: "[data-stage]" },
  { deed: "more", part: "chat", keys: ["."], words: gettext_noop("这个会话的更多"), terms: "gd more menu", on: "[data-more]" },
  { deed: "why", part: "chat", keys: ["y"], words: gettext_noop("为什么派给我、为什么还在排"), terms: "wsm why assigned reason", on: "[data-why]" },
  { deed: "context", part: "chat", keys: ["]"], words: gettext_noop("打开、收起买家资料"), terms: "mjzl zl buyer details panel", on: "[data-toggle-context], [data-close-context]" },
  { deed: "cards", part: "chat", keys: ["o"], words: gettext_noop("到发卡片、核对地址的按钮"), terms: "fkp hddz cards order address" },
  { deed: "case", part: "chat", keys: ["a"], words: gettext_noop("给最近一单开售后单"), terms: "shd kshd tk th after sales case refund return", on: "[data-open-case]" },
  { deed: "newest", part: "chat", keys: ["End"], words: gettext_noop("到最新一条消息"), terms: "zx dzx newest latest bottom", on: "[data-to-newest]" },
  { deed: "message_menu", part: "chat", keys: ["c"], words: gettext_noop("撤回、复制刚发的那条"), terms: "ch fz recall copy undo message" },
  { deed: "quote", part: "chat", keys: ["q"], words: gettext_noop("引用买家最新的一条"), terms: "yy yymj quote reply to message" },
  { deed: "to_list", part: "chat", keys: ["h"], words: gettext_noop("关上这个会话，回到列表"), terms: "gs hlb back to list close", on: "[data-back]" },
  { deed: "write", part: "write", keys: ["r"], words: gettext_noop("回到输入框"), terms: "srk xx reply write message" },
  { deed: "scripts", part: "write", keys: ["/"], words: gettext_noop("找一条话术放进输入框"), terms: "hs zhs fhs scripts canned replies phrases", on: "[data-scripts]" },
  { deed: "answer_1", part: "write", keys: ["Alt+1"], words: gettext_noop("把第一条口径放进输入框"), terms: "kj dyt fkj answer first approved", on: "[data-answer-key='1']", typing: true },
  { deed: "answer_2", part: "write", keys: ["Alt+2"], words: gettext_noop("把第二条口径放进输入框"), terms: "kj det answer second approved", on: "[data-answer-key='2']", typing: true },
  { deed: "answer_3", part: "write", keys: ["Alt+3"], words: gettext_noop("把第三条口径放进输入框"), terms: "kj dst answer third approved", on: "[data-answer-key='3']", typing: true },
  { deed: "attach", part: "write", keys: ["u"], words: gettext_noop("发图片、文件"), terms: "tp wj fwj file picture attach upload", on: "[data-attach]" },
  { deed: "emoji", part: "write", keys: ["v"], words: gettext_noop("放一个表情"), terms: "bq fbq emoji smile", on: "[data-emoji]" },
  { deed: "send_anyway", part: "write", keys: ["Alt+Enter"], words: gettext_noop("看过提醒，照样发（会记录）"), terms: "zyf kgtx send anyway past warning guard", on: "[data-guard-anyway]", typing: true },
  { deed: "ask_supervisor", part: "write", keys: ["Alt+a"], words: gettext_noop("请主管看看拦下的这句；主管答复了，照原话发或换成更好的"), terms: "qzg zgkk zyh ask supervisor appeal guard blocked send released", on: "[data-guard-ask], [data-answer-send], [data-answer-take]", typing: true },
  { deed: "promise", part: "write", keys: ["Alt+w"], words: gettext_noop("答应的时间，到时提醒我"), terms: "dy dsj tx promise remind follow up", on: "[data-promise-keep]", typing: true },
  { deed: "note", part: "write", keys: ["m", "Alt+m"], words: gettext_noop("写内部备注"), terms: "bz nbbz note inside private", on: "[data-note-open]", typing: true },
  { deed: "leave", part: "write", keys: ["Escape"], words: gettext_noop("离开输入框，收起资料"), typing: true },
  { deed: "commands", part: "desk", keys: ["Control+k"], words: gettext_noop("命令栏：找买家、订单，或做一件事"), on: "[data-open-bar]", typing: true },
  { deed: "state", part: "desk", keys: ["s"], words: gettext_noop("换我的状态"), terms: "wdzt zt my state status", on: "[data-duty-button]" },
  { deed: "undo", part: "desk", keys: ["Control+z"], words: gettext_noop("撤销刚做的"), terms: "cx undo", on: "[data-toast-undo]" },
  { deed: "me", part: "desk", keys: ["i"], words: gettext_noop("我的菜单：发送键、明暗、语言"), terms: "wdcd cd me menu", on: ".rail__me" },
  { deed: "attention", part: "desk", keys: [","], words: gettext_noop("声音和提醒"), terms: "sy tx sound notifications alerts", on: "[data-open-attention]" },
  { deed: "help", part: "desk", keys: ["?"], words: gettext_noop("所有快捷键"), terms: "kjj keys shortcuts help", on: "[data-open-shortcuts]" },
];

/** What a Chinese keyboard or a Mac gives for the same key. */
const ALIASES = { "】": "]", "【": "[", "？": "?", "，": ",", "。": ".", "Alt+µ": "Alt+m", "Alt+å": "Alt+a", "Alt+∑": "Alt+w", "Alt+¡": "Alt+1", "Alt+™": "Alt+2", "Alt+£": "Alt+3" };
const NAMED = { ArrowDown: "↓", ArrowUp: "↑", Control: "Ctrl", Enter: "↵", Escape: "Esc" };
/** Held down, these go on. */
const REPEATED = new Set(["next", "previous"]);

const BY_KEY = new Map(SHORTCUTS.flatMap((shortcut) => shortcut.keys.map((key) => [key, shortcut])));

/** `Alt+ArrowDown` → `Alt ↓`. @param {string} key @returns {string} */
export function shownKey(key) {
  return key.split("+").map((part) => NAMED[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(" ");
}

/**
 * What a key means. A letter in a word means nothing, and then no dialog is looked for: that takes the
 * whole page.
 * @param {Pick<KeyboardEvent, "key"|"altKey"|"ctrlKey"|"metaKey"|"shiftKey"|"isComposing"|"keyCode"|"repeat">} event
 * @param {{typing: boolean, dialog?: boolean}} where
 * @returns {string|null} the deed
 */
export function deedOf(event, where) {
  if (event.isComposing || event.keyCode === 229) return null;
  const shortcut = BY_KEY.get(spelled(event));
  if (!shortcut || (event.repeat && !REPEATED.has(shortcut.deed))) return null;
  const single = event.key.length === 1 && !event.altKey && !event.ctrlKey && !event.metaKey;
  if ((single || !shortcut.typing) && where.typing) return null;
  return where.dialog ? null : shortcut.deed;
}

function spelled({ key, altKey, ctrlKey, metaKey, shiftKey }) {
  const plain = key.length === 1 ? key.toLowerCase() : key;
  const command = ctrlKey || metaKey;
  if (command && (altKey || shiftKey)) return "";
  const name = `${command ? "Control+" : ""}${altKey ? "Alt+" : ""}${ALIASES[plain] ?? plain}`;
  return ALIASES[name] ?? name;
}
