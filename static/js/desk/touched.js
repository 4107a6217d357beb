/**
 * Where nothing hovers, a tap on a message shows the button of what can be done with it, and hides the last one's.
 *
 * @param {HTMLElement} log the messages
 * @param {() => boolean} hovers whether this device's pointer can hover
 */
export function showActsOnTap(log, hovers = () => matchMedia("(hover: hover)").matches) {
  log.addEventListener("click", (event) => {
    if (hovers() || event.target.closest("a, button, input, textarea, video, audio")) return;
    const row = event.target.closest("[data-key]");
    for (const other of log.querySelectorAll("[data-touched]")) if (other !== row) other.removeAttribute("data-touched");
    row?.toggleAttribute("data-touched");
  });
}
