/** A name behind an @ stands out. @param {HTMLElement} element @param {string[]} names */
export function markNames(element, names) {
  const marks = new Set(names.flatMap((name) => [`@${name}`, `＠${name}`]));
  const parts = [];
  let rest = element.textContent;
  while (rest) {
    const found = [...marks].map((mark) => [rest.indexOf(mark), mark]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0] || b[1].length - a[1].length)[0];
    if (!found) break;
    const name = document.createElement("em");
    name.textContent = found[1];
    parts.push(rest.slice(0, found[0]), name);
    rest = rest.slice(found[0] + found[1].length);
  }
  element.replaceChildren(...parts, rest);
}
