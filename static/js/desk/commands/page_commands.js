/**
 * Links and buttons of the page that are commands as they stand: `data-command="gmm change password"`
 * holds the terms; the words are the element's own, or `data-command-words`. So a new page of the rail
 * is a command by one attribute.
 */

/** @param {ParentNode} root @returns {import("./registry.js").Command[]} */
export function pageCommands(root) {
  return [...root.querySelectorAll("[data-command]")].map((element) => {
    const words = element.dataset.commandWords ?? ownWords(element);
    return { id: `page ${element.dataset.command} ${words}`, words, terms: element.dataset.command, run: () => element.click() };
  });
}

/** Without key caps and counts. @param {HTMLElement} element */
function ownWords(element) {
  const copy = element.cloneNode(true);
  for (const extra of copy.querySelectorAll("kbd, b, svg")) extra.remove();
  return copy.textContent.trim();
}
