/** What the page says of files: where the icons and the style lie (`data-icons`, `data-style` of its button). */
const SVG = "http://www.w3.org/2000/svg";

/** @returns {DOMStringMap} */
function told() {
  return document.querySelector("[data-icons]").dataset;
}

/** One of the sprite's icons. @param {string} name @returns {SVGElement} */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${told().icons}#${name}`);
  svg.append(use);
  return svg;
}

/** The style of files, once; the desk's page has it already. */
export function loadStyle() {
  const { style } = told();
  if (!style || document.querySelector("link[data-files]")) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
  link.dataset.files = "";
  document.head.append(link);
}

/** @param {string} tag @param {string} className @param {object} [properties] @param {...Node} children */
export function make(tag, className, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), { className, ...properties });
  element.append(...children);
  return element;
}
