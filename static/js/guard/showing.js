/**
 * What the strip over the message box says of a verdict, and what a key means while it shows. Pure.
 *
 * @typedef {{level: "hint"|"warn"|"block", about: string, found: string[], around: [string, string], why: string, rewrite: string}} Shown
 */
const GRAVEST_FIRST = ["block", "warn", "hint"];
const FOUND_SHOWN = 3;
const SHOWN_AROUND = 8;
const MARKS_AROUND = /^[\s，。,.]+|[\s，。,.]+$/g;

/**
 * The gravest level that the shop has switched on, with its words and the first one's reason.
 * @param {ReturnType<import("./guard.js").Guard["check"]>} verdict
 * @param {string[]} levels
 * @param {string} text
 * @returns {Shown|null}
 */
export function shownOf(verdict, levels, text) {
  for (const level of GRAVEST_FIRST) {
    const hits = levels.includes(level) ? verdict.hits.filter((hit) => hit.level === level) : [];
    if (!hits.length) continue;
    const [first] = hits;
    const found = [...new Set(hits.map((hit) => hit.text.replace(MARKS_AROUND, "")))].slice(0, FOUND_SHOWN);
    return { level, about: first.about, found, around: around(first, text), why: first.why, rewrite: first.rewrite === text ? "" : first.rewrite };
  }
  return null;
}

/** A few characters before and after the place of a hit, cut with an ellipsis. */
function around({ start, end, text: words }, text) {
  const lead = words.length - words.replace(/^[\s，。,.]+/, "").length;
  const tail = words.length - words.replace(/[\s，。,.]+$/, "").length;
  const before = [...text.slice(0, start + lead)];
  const after = [...text.slice(end - tail)];
  return [
    (before.length > SHOWN_AROUND ? "…" : "") + before.slice(-SHOWN_AROUND).join(""),
    after.slice(0, SHOWN_AROUND).join("") + (after.length > SHOWN_AROUND ? "…" : ""),
  ];
}

/**
 * @param {Pick<KeyboardEvent, "key"|"altKey"|"ctrlKey"|"metaKey"|"shiftKey"|"isComposing"|"keyCode"|"defaultPrevented">} event
 * @param {{shown: Shown|null, swapped: boolean, sendKey: "enter"|"ctrl_enter"}} now `swapped`: a rewrite was just taken over
 * @returns {"accept"|"back"|"anyway"|null}
 */
export function keyMeans(event, { shown, swapped, sendKey }) {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || event.altKey || event.shiftKey) return null;
  const withCtrl = event.ctrlKey || event.metaKey;
  if (swapped && (withCtrl ? event.key.toLowerCase() === "z" : event.key === "Escape")) return "back";
  if (withCtrl) return event.key === "Enter" && shown?.level === "warn" && sendKey === "enter" ? "anyway" : null;
  return event.key === "Tab" && shown?.rewrite ? "accept" : null;
}
