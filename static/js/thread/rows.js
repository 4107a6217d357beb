/** From a thread's items to the rows that are drawn (shapes.js): days, groups, receipts, acts. Pure. */
import { gettext } from "../i18n.js";
import { cardView, tagged } from "./cards.js";
import { initial } from "./initial.js";
import { clockTime, dayKey, dayName } from "./times.js";
import { answerLine, pendingState, recallLine, stepLabel, stepOf, systemLine } from "./words.js";

const GROUP_MS = 3 * 60 * 1000;
const REWRITE_MS = 5 * 60 * 1000;
const BLANK = { text: "", author: "", initial: "", head: false, auto: false, time: "", at: "", step: "", state: "", acts: [], menu: false, recall: false, big: false, quote: null, card: null, file: null };
const SAID = new Set(["own", "other", "card"]);
/** Up to three emoji and nothing else. */
const BIG = /^(?:(?:\p{RI}{2}|(?:\p{EPres}|\p{ExtPict}\uFE0F)\p{EMod}?(?:\u200D\p{ExtPict}\uFE0F?\p{EMod}?)*)\s*){1,3}$/u;

const timeOf = (item) => item.at ?? (item.entry ? Date.parse(item.entry.at) : item.pending.created_at);
const sideOf = (item) => (item.entry ? item.entry.side : "");

const onRight = (entry, reader) => (reader === "buyer" ? entry.side === "buyer" : entry.side !== "buyer");

/**
 * @param {import("./shapes.js").ThreadItem[]} items @param {import("./shapes.js").Look} look
 * @param {object} [before] the item above the first @returns {import("./shapes.js").Row[]}
 */
export function toRows(items, look, before) {
  const rows = [];
  let previous = before;
  let day = before && dayKey(timeOf(before));
  for (const item of items) {
    const at = timeOf(item);
    const row = toRow(item, look, at);
    if (!row) continue;
    if (day !== dayKey(at)) {
      day = dayKey(at);
      previous = undefined;
      rows.push({ ...BLANK, key: `d${item.key}`, kind: "day", text: `${dayName(at, look.now)} ${clockTime(at)}` });
    }
    row.head = SAID.has(row.kind) && opensGroup(item, previous, at, look);
    rows.push(row);
    previous = item;
  }
  quieten(rows);
  return rows;
}

function toRow(item, look, at) {
  const { entry, pending, key } = item;
  if ("note" in item) return look.noteRow(item);
  if (pending) {
    const { step, label, acts } = pendingState(pending, look.online);
    const code = pending.card?.card ?? pending.file;
    return { ...BLANK, key, kind: "own", text: code ? tagged(code, pending.text) : pending.text, quote: quoteView(pending.quote, look), big: !code && BIG.test(pending.text), author: look.me, initial: initial(look.me), step, state: label, acts };
  }
  const time = clockTime(at);
  if (entry.kind === "system") {
    const text = look.lineOf?.(entry, time) ?? systemLine(entry, time, look.reader);
    return text ? { ...BLANK, key, kind: "line", text, at: entry.at } : null;
  }
  if (entry.kind === "answer") return { ...BLANK, key, kind: "line", text: answerLine(entry, time, look.reader), at: entry.at };
  const own = look.isOwn(entry);
  if (entry.recalled) {
    const fresh = own && item.recall?.text && look.now - Date.parse(item.recall.at) < REWRITE_MS;
    const acts = fresh ? [{ act: "rewrite", label: gettext("重新编辑") }] : [];
    return { ...BLANK, key, kind: "line", text: recallLine(entry, own), acts };
  }
  const recall = own && look.now - at < look.recallSeconds * 1000;
  const right = onRight(entry, look.reader);
  const receipt = right && entry.side !== "auto";
  const step = receipt ? stepOf(entry.seq, look.position) : "";
  const row = { ...BLANK, key, kind: right ? "own" : "other", text: entry.text, author: entry.author ?? "",
    initial: initial(entry.author), auto: entry.side === "auto", time, at: entry.at, step,
    state: receipt ? `${stepLabel(step)} ${time}` : "", menu: recall || Boolean(look.quotes), recall, quote: quoteView(entry.quote, look),
    big: entry.kind === "message" && BIG.test(entry.text) };
  if (entry.kind === "file") return { ...row, text: "", file: { ...entry.card, seq: entry.seq, box: boxOf(entry.card) } };
  if (entry.kind !== "card") return row;
  const card = cardView(item, look);
  return { ...row, kind: "card", text: "", card, acts: card.acts };
}

/** The line above words that quote: whose, and the first of theirs; none of what was recalled. */
export function quoteView(quote, { reader, buyer }) {
  if (!quote) return null;
  const { side, code, text, recalled } = quote;
  const who = quote.author ?? (side === "buyer" && reader === "desk" ? buyer ?? gettext("买家") : gettext("您"));
  const name = code && tagged(code, text);
  return { who, words: recalled ? gettext("已撤回") : code === "image" ? `${name} ${text}` : name || text };
}

/** The room a picture or a file takes, known before it is there; a very long one shows its beginning. */
export function boxOf({ width, height }) {
  if (!width) return [248, 58];
  const shape = [Math.min(width, height * 3), Math.min(height, width * 3)];
  const share = Math.min(1, 240 / Math.max(...shape));
  return shape.map((side) => Math.max(56, Math.round(side * share)));
}

function opensGroup(item, previous, at, look) {
  if (!previous || previous.entry?.kind === "system" || previous.entry?.recalled) return true;
  const speaker = (each) => (each.entry ? `${sideOf(each)} ${each.entry.author} ${each.entry.author_id}` : "");
  if (item.pending || previous.pending) return Boolean(previous.entry) && !look.isOwn(previous.entry);
  return speaker(previous) !== speaker(item) || at - timeOf(previous) > GROUP_MS;
}

/** Bubbles of a minute share one 「已读 14:21」. */
function quieten(rows) {
  for (let index = 0; index < rows.length - 1; index += 1) {
    const row = rows[index];
    const next = rows[index + 1];
    if (row.state && SAID.has(row.kind) && SAID.has(next.kind) && !row.acts.length && row.state === next.state && !next.head) row.state = "";
  }
}
