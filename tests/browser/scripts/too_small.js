({names, least}) => {
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
}
