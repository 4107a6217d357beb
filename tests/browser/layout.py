"""Does the layout hold: nothing wider than the window, nothing cut, nothing too small to touch."""

from playwright.sync_api import Page

WIDER = """() => {
  const found = [];
  const {clientWidth, scrollWidth} = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`page: ${scrollWidth} > ${clientWidth}`);
  if (innerWidth > screen.width) found.push(`zoomed out to ${innerWidth}`);
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || element.closest(".sr-only, .skip-link, svg")) continue;
    const style = getComputedStyle(element);
    if (style.visibility === "hidden" || style.position === "fixed") continue;
    let clipper = element.parentElement;
    while (clipper && getComputedStyle(clipper).overflowX === "visible") clipper = clipper.parentElement;
    if (!clipper && box.right > clientWidth + 1) found.push(`${element.className || element.localName} ends at ${Math.round(box.right)}`);
    const scrolls = ["auto", "scroll"].includes(style.overflowX);
    if (scrolls && element.scrollWidth > element.clientWidth + 1) found.push(`${element.className || element.localName} scrolls sideways: ${element.scrollWidth} > ${element.clientWidth}`);
  }
  return found.slice(0, 10);
}"""
SMALL = """({names, least}) => {
  const reach = least / 2 - 1;
  const found = [];
  for (const element of document.querySelectorAll(names)) {
    const box = element.getBoundingClientRect();
    if (!box.width || getComputedStyle(element).visibility === "hidden") continue;
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const hit = (dx, dy) => {
      const at = document.elementFromPoint(x + dx, y + dy);
      return Boolean(at && (element.contains(at) || at.contains(element) && at.closest("label, a, button")));
    };
    if (!hit(0, 0)) continue;
    if (box.width >= least && box.height >= least) continue;
    if ([hit(0, reach), hit(0, -reach), hit(reach, 0), hit(-reach, 0)].every(Boolean)) continue;
    const name = element.getAttribute("aria-label") || element.textContent.trim().slice(0, 12);
    found.push(`${element.className || element.id || element.localName} "${name}" ${Math.round(box.width)}x${Math.round(box.height)}`);
  }
  return [...new Set(found)];
}"""
MAIN = (
    "textarea, .input, .form-field input, .btn--primary, #send, .rail__link, [role=tab], .row__link,"
    " [data-back], [data-take], [data-finish], [data-toggle-context], .msg__more, .more,"
    " .chat-language button, .people__act button, .me-menu__item, #strip-retry"
)
"""What is pressed again and again; links within a sentence are not among them."""


def too_wide(page: Page) -> list[str]:
    """What is wider than the window, or scrolls sideways."""
    return list(page.evaluate(WIDER))


def too_small(page: Page, least: int = 44) -> list[str]:
    """Main controls that a thumb would miss, with all the room they answer to."""
    return list(page.evaluate(SMALL, {"names": MAIN, "least": least}))
