/** A popover under its button, or above where there is no room, always inside the window. */

const GAP = 4;
const EDGE = 8;

/** @param {HTMLElement} popover @param {HTMLElement} button */
export function placeBeside(popover, button) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = at.bottom + GAP;
  const top = below + height + EDGE <= innerHeight ? below : Math.max(EDGE, at.top - GAP - height);
  const left = Math.min(Math.max(EDGE, at.left), Math.max(EDGE, innerWidth - width - EDGE));
  Object.assign(popover.style, { top: `${top}px`, left: `${left}px` });
}
