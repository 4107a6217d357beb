() => {
  const {activeElement: here} = document;
  return here.getAttribute("aria-label") || here.textContent.replace(/\s+/g, ' ').trim().slice(0, 40) || here.name
    || here.tagName;
}
