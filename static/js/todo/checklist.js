/** Ticking what a duty asks to be looked at; a tick that did not arrive is taken back on screen. */
import { postDeed } from "./deeds.js";

/** @param {HTMLElement} box @param {{onSignedOut: () => void, say: (words: string) => void}} options */
export function bindChecks(box, { onSignedOut, say }) {
  box.addEventListener("change", async ({ target }) => {
    const list = target.closest("[data-checks]");
    if (!list || !("tick" in target.dataset)) return;
    target.disabled = true;
    const fields = new URLSearchParams({ place: target.dataset.tick, on: target.checked ? "1" : "0" });
    const { problem } = await postDeed(list.dataset.checks, fields, onSignedOut);
    target.disabled = false;
    if (!problem) return;
    target.checked = !target.checked;
    say(problem);
  });
}
