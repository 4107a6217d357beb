/**
 * Keeps the page as high as what the on-screen keyboard leaves of the window, so that the message
 * box is always above it and the page itself never scrolls.
 * @param {Window} page @param {() => void} onChange
 */
export function followViewport(page, onChange) {
  const view = page.visualViewport;
  if (!view) return;
  const fit = () => {
    if (view.scale > 1.01) return;
    page.document.documentElement.style.setProperty("--view-height", `${Math.round(view.height)}px`);
    if (view.offsetTop) page.scrollTo(0, 0);
    onChange();
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
  fit();
}
