/**
 * The digest at the start of a shift: asked for when a person comes to work, shown until Esc or a press puts it
 * away for the day. It takes no focus and blocks nothing.
 */
import { csrfToken } from "../csrf.js";
import { fetchFragment } from "../desk/fragments.js";
import { gettext } from "../i18n.js";
import { postDeed } from "./deeds.js";

/** Whether Esc belongs to the digest: not while somebody writes or has something else open. @param {Element|null} focused */
export function escIsOurs(focused) {
  const writing = focused?.closest?.("input, textarea, select, [contenteditable]");
  return !(writing && !focused.closest("[data-start]")) && !document.querySelector("dialog[open], [popover]:popover-open:not([data-start], [data-reminder], [data-toast])");
}

/** @param {string} url @param {() => void} onSignedOut */
export async function offerStart(url, onSignedOut) {
  if (document.querySelector("[data-start]")) return;
  const found = await fetchFragment(url, onSignedOut);
  const section = found?.find((node) => node.dataset && "start" in node.dataset);
  if (!section || document.querySelector("[data-start]")) return;
  document.body.append(section);
  section.showPopover();
  bindStart(section, onSignedOut);
}

/** @param {HTMLElement} section @param {() => void} onSignedOut */
export function bindStart(section, onSignedOut) {
  const problem = section.querySelector("[data-start-problem]");
  const tell = (words) => { problem.textContent = words; problem.hidden = !words; };
  const put = () => fetch(section.dataset.dismiss, { method: "POST", keepalive: true, headers: { Accept: "application/json", "X-CSRFToken": csrfToken() } }).catch(() => {});
  let ticks = 0; // on their way
  let closing = false;
  function close() {
    closing = ticks > 0;
    if (closing) return; // a refusal would have nowhere to be told
    put(); // without a line it comes once more: nothing is lost
    document.removeEventListener("keydown", onKey, true);
    section.remove();
  }
  function onKey(event) {
    if (event.key !== "Escape" || !escIsOurs(document.activeElement)) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }
  document.addEventListener("keydown", onKey, true);
  section.addEventListener("click", ({ target }) => {
    if (target.closest("[data-start-close]")) close();
    else if (target.closest("[data-start-go]")) put();
  });
  section.addEventListener("change", async ({ target }) => {
    if (!target.dataset.startCheck) return;
    target.disabled = true;
    const fields = new URLSearchParams({ deed: "done", mark: target.dataset.startCheck, words: gettext("查过了") });
    ticks += 1;
    const came = await postDeed(section.dataset.deed, fields, onSignedOut, { keepalive: true });
    ticks -= 1;
    tell(came.problem ?? "");
    if (!came.problem) { // done is done: it stays ticked
      if (closing) close();
      return;
    }
    closing = false;
    target.disabled = false;
    target.checked = false;
  });
}
