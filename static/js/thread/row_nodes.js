/**
 * One row from a `<template>`: its first element becomes the row; elements with `data-slot` in it are
 * filled if present: text author initial auto time state acts menu head meta, and those of a card
 * (card_node.js). The row carries `data-key`, `data-kind`, `data-step`, `data-head`, `data-auto`,
 * `data-big`, `data-recall`; buttons `data-act`.
 */
import { gettext } from "../i18n.js";
import { fillCard } from "./card_node.js";

/** @param {Record<string, HTMLTemplateElement>} templates @param {import("./shapes.js").Row} row */
export function makeNode(templates, row) {
  const node = templates[row.kind].content.firstElementChild.cloneNode(true);
  node.dataset.key = row.key;
  node.dataset.kind = row.kind;
  fillNode(node, row);
  return node;
}

export function fillNode(node, row) {
  node.dataset.step = row.step;
  node.toggleAttribute("data-head", row.head);
  node.toggleAttribute("data-auto", row.auto);
  node.toggleAttribute("data-big", Boolean(row.big));
  node.toggleAttribute("data-recall", Boolean(row.recall));
  const slot = (name) => node.querySelector(`[data-slot="${name}"]`);
  const write = (name, words, gone = !words) => {
    const element = slot(name);
    if (!element) return;
    if (element.textContent !== words) element.textContent = words;
    element.hidden = gone;
  };
  if (row.file) fillFile(slot("text"), row.file);
  else if (row.quote) fillQuoting(slot("text"), row);
  else write("text", row.text, false);
  row.fill?.(node);
  write("author", row.author);
  write("initial", row.initial, !row.head);
  write("time", row.time);
  slot("time")?.setAttribute("datetime", row.at);
  write("state", row.state);
  const show = (name, on) => { const element = slot(name); if (element) element.hidden = !on; };
  show("head", row.head);
  show("auto", row.auto);
  show("meta", Boolean(row.state || row.acts.length));
  show("menu", row.menu);
  if (row.card) fillCard(node, row.card);
  fillActs(slot("acts"), row.acts);
}

/** What is quoted, a button that leads there, above the words. */
function fillQuoting(bubble, { quote, text }) {
  let line = bubble.querySelector("button");
  if (!line) {
    line = document.createElement("button");
    line.type = "button";
    line.className = "quoted";
    line.dataset.act = "jump";
    bubble.replaceChildren(line, "");
  }
  const who = document.createElement("b");
  who.textContent = quote.who;
  line.replaceChildren(who, ` ${quote.words}`);
  bubble.lastChild.data = text;
}

/** Its room at once, itself when the module is there. */
function fillFile(bubble, file) {
  const [width, height] = file.box;
  bubble.dataset.file = file.type;
  bubble.style.cssText = `width:${width}px;height:${height}px`;
  if (!bubble.firstElementChild) bubble.textContent = "";
  import(/* later */ "../files/file_node.js").then((module) => module.fillFile(bubble, file), () => { bubble.textContent = file.name; });
}

function fillActs(box, acts) {
  if (!box) return;
  const same = box.children.length === acts.length
    && acts.every((act, index) => box.children[index].dataset.act === act.act);
  if (same) return;
  box.replaceChildren(...acts.map(({ act, label }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.act = act;
    button.textContent = label;
    return button;
  }));
  box.hidden = !acts.length;
  if (acts.length) box.setAttribute("aria-label", gettext("这条消息"));
}
