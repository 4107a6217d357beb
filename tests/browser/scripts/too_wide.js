() => {
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
    // A row of entries that brings the one shown into its middle may be pushed sideways.
    const scrolls = ["auto", "scroll"].includes(style.overflowX) && !element.matches("[data-current-entry]");
    if (scrolls && element.scrollWidth > element.clientWidth + 1) found.push(`${element.className || element.localName} scrolls sideways: ${element.scrollWidth} > ${element.clientWidth}`);
  }
  return found.slice(0, 10);
}
