/**
 * Lines of a form that all look the same and are told apart by the number in their names: one more
 * like the last, or one emptied and put out of sight (the server skips empty ones).
 */

/** 「holiday-3-date」 for line 4 is 「holiday-4-date」. @param {string} name @param {number} number */
export function renumbered(name, number) {
  return name.replace(/\d+/, String(number));
}

/** @param {HTMLElement} list @param {HTMLButtonElement} button @param {{first?: number, onMore?: (count: number) => void}} [options] */
export function moreLines(list, button, { first = 1, onMore = () => {} } = {}) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const lines = list.children;
    const line = lines[lines.length - 1].cloneNode(true);
    line.hidden = false;
    const number = lines.length + first;
    for (const field of line.querySelectorAll("input, select")) {
      field.name = renumbered(field.name, number);
      if (field.id) field.id = renumbered(field.id, number);
      if (field.tagName === "INPUT") field.value = "";
    }
    for (const label of line.querySelectorAll("label")) label.htmlFor = renumbered(label.htmlFor, number);
    list.append(line);
    onMore(lines.length);
    line.querySelector("input").focus();
  });
}

/** @param {HTMLElement} line */
export function dropLine(line) {
  const neighbour = line.nextElementSibling ?? line.previousElementSibling;
  for (const field of line.querySelectorAll("input")) field.value = "";
  line.hidden = true;
  neighbour?.querySelector("input")?.focus();
}
