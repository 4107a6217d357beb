/** The button beside the desk's message box; the emoji themselves are fetched when they are wanted. */
import { gettext } from "../i18n.js";

/** @param {HTMLButtonElement} button @param {HTMLTextAreaElement} box @param {(words: string) => void} say */
export function bindEmoji(button, box, say) {
  button.addEventListener("click", () => import(/* later */ "../emoji/picker.js")
    .then(({ toggleEmoji }) => toggleEmoji(button, box), () => say(gettext("网断了，没打开。连上再点一次"))));
}
