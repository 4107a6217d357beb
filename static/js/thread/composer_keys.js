/**
 * What a key in the message box means. Pure. While an input method composes, Enter chooses a word;
 * Safari ends the composition just before that Enter, hence the guard.
 * `send` and `swallow` (a held Enter) are kept from the box; `newline` and `none` are the box's.
 */

export const GUARD_MS = 40;
const INPUT_METHOD_KEY = 229;

/**
 * @param {KeyboardEvent} event
 * @param {{sendKey?: "enter"|"ctrl_enter", composing?: boolean, sinceComposition?: number}} [how] ms since its end
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
