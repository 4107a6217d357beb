/**
 * Ties `composer_keys` to a message box.
 * @param {HTMLTextAreaElement} box
 * @param {{sendKey?: () => "enter"|"ctrl_enter", onSend: (event: KeyboardEvent) => void}} options
 * @returns {{composing: () => boolean}}
 */
import { decide } from "./composer_keys.js";

export function bindComposerKeys(box, { sendKey = () => "enter", onSend }) {
  let composing = false;
  let endedAt = -Infinity;
  box.addEventListener("compositionstart", () => { composing = true; });
  box.addEventListener("compositionend", (event) => {
    composing = false;
    endedAt = event.timeStamp;
  });
  box.addEventListener("blur", () => { composing = false; });
  box.addEventListener("keydown", (event) => {
    const sinceComposition = event.timeStamp - endedAt;
    const verdict = decide(event, { sendKey: sendKey(), composing, sinceComposition });
    if (verdict !== "send" && verdict !== "swallow") return;
    event.preventDefault();
    if (verdict === "send") onSend(event);
  });
  return { composing: () => composing };
}
