/**
 * A card in its row: slots card-name card-title card-sub card-amount card-lines card-status, and where
 * it can be answered card-ask (the buttons) and card-form. Written only where it reads differently.
 */

/** @param {HTMLElement} node @param {import("./shapes.js").CardView} card */
export function fillCard(node, card) {
  const slot = (name) => node.querySelector(`[data-slot="card-${name}"]`);
  const box = node.querySelector("[data-card]");
  box.dataset.card = card.type;
  box.dataset.step = card.step;
  box.setAttribute("aria-label", [card.name, card.sub, card.title].filter(Boolean).join(" "));
  for (const name of ["name", "title", "sub", "amount", "status"]) {
    const element = slot(name);
    if (element.textContent !== card[name]) element.textContent = card[name];
    element.hidden = !card[name];
  }
  fillLines(slot("lines"), card.lines);
  if (card.page) import(/* later */ "./card_page.js").then(({ fillPage }) => fillPage(box, card.page), () => { /* with the next drawing */ });
  const form = slot("form");
  if (!form) return;
  if (!card.asks) form.hidden = true;
  slot("ask").hidden = !card.asks || !form.hidden;
}

function fillLines(list, lines) {
  const same = list.children.length === lines.length && lines.every((line, index) => list.children[index].textContent === line);
  if (same) return;
  list.replaceChildren(...lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
  list.hidden = !lines.length;
}
