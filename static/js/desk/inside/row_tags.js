/** What a row of the list carries besides its words: put off, due, blacklisted, stage, the shop's tags. Pure. */
import { gettext, interpolate, pgettext } from "../../i18n.js";
import { laterWords } from "./later_words.js";

const SHOWN = 2;

/** @param {string} stage @returns {string} */
export function stageWord(stage) {
  switch (stage) {
    case "in_sale": return pgettext("stage", "售中");
    case "after_sale": return pgettext("stage", "售后");
    default: return pgettext("stage", "售前");
  }
}

/**
 * @param {import("../list_store.js").Row} row @param {string[]} names its tags by name @param {number} now
 * @returns {{text: string, tone: ""|"due"|"grave"}[]}
 */
export function rowTags(row, names, now) {
  const tags = [];
  if (row.blocked) tags.push({ text: gettext("已拉黑"), tone: "grave" });
  if (row.woken) tags.push({ text: gettext("到时间了"), tone: "due" });
  if (row.snoozed_until) tags.push({ text: interpolate(gettext("稍后 %s"), [laterWords(Date.parse(row.snoozed_until), now)]), tone: "due" });
  tags.push({ text: stageWord(row.stage), tone: "" });
  for (const name of names.slice(0, SHOWN)) tags.push({ text: name, tone: "" });
  if (names.length > SHOWN) tags.push({ text: `+${names.length - SHOWN}`, tone: "" });
  return tags;
}

/** @param {HTMLElement} box @param {{text: string, tone: string}[]} tags */
export function fillTags(box, tags) {
  const said = JSON.stringify(tags);
  if (box.dataset.said === said) return;
  box.dataset.said = said;
  box.replaceChildren(...tags.map(({ text, tone }) => {
    const tag = document.createElement("span");
    tag.className = "tag";
    if (tone) tag.dataset.tone = tone;
    tag.textContent = text;
    return tag;
  }));
}
