() => {
  const style = getComputedStyle(document.activeElement);
  const near = getComputedStyle(document.activeElement.closest(".composer, label") ?? document.activeElement);
  return [style, near].some((each) => (each.outlineStyle !== "none" && parseFloat(each.outlineWidth) > 0)
    || each.boxShadow !== "none");
}
