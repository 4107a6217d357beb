/** Keeps the page as high as the on-screen keyboard leaves it, so that it never scrolls. */
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
