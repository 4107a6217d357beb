/**
 * What a key in the message box means. Pure. Never sends while an input method is at work: Enter
 * then chooses a word. Safari ends the composition just before it reports that Enter, so an Enter
 * within `GUARD_MS` of the end also belongs to the input method.
 *
 * - `send`: send, and keep the key from the box
 * - `newline`: the box makes a new line by itself
 * - `swallow`: keep the key from the box and do nothing (a held Enter must not send twice, nor fill
 *   the emptied box with lines)
 * - `none`: not ours, leave it alone
 */

export const GUARD_MS = 40;
const INPUT_METHOD_KEY = 229;

/**
 * @param {Pick<KeyboardEvent, "key"|"keyCode"|"isComposing"|"repeat"|"shiftKey"|"ctrlKey"|"metaKey"|"altKey">} event
 * @param {{sendKey?: "enter"|"ctrl_enter", composing?: boolean, sinceComposition?: number}} [how]
 *   `composing` as told by compositionstart/-end; `sinceComposition` milliseconds since the last end
 * @returns {"send"|"newline"|"swallow"|"none"}
 */
export function decide(event, { sendKey = "enter", composing = false, sinceComposition = Infinity } = {}) {
  if (event.key !== "Enter") return "none";
  if (composing || event.isComposing || event.keyCode === INPUT_METHOD_KEY) return "none";
  if (sinceComposition < GUARD_MS) return "none";
  if (event.altKey) return "none";
  if (event.shiftKey) return "newline";
  const withCtrl = Boolean(event.ctrlKey || event.metaKey);
  if (sendKey === "ctrl_enter" && !withCtrl) return "newline";
  return event.repeat ? "swallow" : "send";
}
