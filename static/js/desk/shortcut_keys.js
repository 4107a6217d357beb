/**
 * Which deed of the desk a key asks for. Pure. Single letters act only while nobody types; Alt with
 * an arrow changes the chat while typing too; so does Ctrl or Cmd with K open the finder; Esc leaves
 * the box. A key inside an input method, or any other with Ctrl or Cmd, is never ours.
 *
 * @typedef {"next_waiting"|"find"|"next"|"previous"|"take"|"transfer"|"why"|"state"|"finish"|"write"|"context"|"cards"|"help"|"leave"|"attach"|"note"|"tags"|"stage"|"later"|"many"|"order"} Deed
 */

/** @type {Record<string, Deed>} */
const LETTERS = {
  m: "note", l: "tags", p: "stage", z: "later", x: "many", w: "order",
  n: "next_waiting", j: "next", k: "previous", g: "take", t: "transfer", y: "why", s: "state", e: "finish",
  r: "write", u: "attach", o: "cards", "]": "context", "】": "context", "?": "help", "？": "help",
};

/**
 * @param {Pick<KeyboardEvent, "key"|"altKey"|"ctrlKey"|"metaKey"|"isComposing"|"keyCode"|"repeat">} event
 * @param {{typing: boolean, dialog?: boolean}} where
 * @returns {Deed|null}
 */
export function deedOf(event, { typing, dialog = false }) {
  if (dialog || event.isComposing || event.keyCode === 229) return null;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k" && !event.altKey && !event.shiftKey && !event.repeat ? "find" : null;
  if (event.altKey) {
    if (event.key === "ArrowDown") return "next";
    if (event.key.toLowerCase() === "m" || event.key === "µ") return "note";
    return event.key === "ArrowUp" ? "previous" : null;
  }
  if (event.key === "Escape") return "leave";
  if (typing) return null;
  const deed = LETTERS[event.key.toLowerCase()] ?? null;
  const once = deed !== "next" && deed !== "previous";
  return event.repeat && once ? null : deed;
}
