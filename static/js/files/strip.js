/** The files that wait above the message box: each with its picture, how far it is, and a way out. */
import { gettext } from "../i18n.js";
import { say, stateText } from "./file_words.js";
import { icon, loadStyle, make } from "./page_parts.js";

const SIDE = 96;

export class Strip {
  #tiles = new Map();

  /** @param {HTMLElement} before the strip comes before it @param {{onRemove: (id: string) => void, onRetry: (id: string) => void}} options */
  constructor(before, { onRemove, onRetry }) {
    loadStyle();
    Object.assign(this, { onRemove, onRetry });
    this.list = make("ul", "files", { hidden: true });
    this.list.setAttribute("aria-label", gettext("要发的文件"));
    before.before(this.list);
  }

  /** @param {import("./uploads.js").Item[]} items */
  draw(items) {
    const ids = new Set(items.map(({ id }) => id));
    for (const [id, { tile }] of this.#tiles) if (!ids.has(id)) this.#leave(id, tile);
    for (const item of items) {
      if (!this.#tiles.has(item.id)) this.#tiles.set(item.id, this.#make(item));
      const parts = this.#tiles.get(item.id);
      if (parts.tile.parentNode !== this.list) this.list.append(parts.tile);
      fill(parts, item);
    }
    this.list.hidden = items.length === 0;
  }

  #make(item) {
    const picture = make("canvas", "files__picture", { width: SIDE, height: SIDE });
    const name = make("span", "files__name", { title: item.name });
    const bar = make("i", "files__bar");
    const state = make("span", "files__state");
    state.setAttribute("role", "status");
    const retry = make("button", "files__retry", { type: "button", textContent: gettext("再试") });
    const remove = make("button", "files__remove", { type: "button" }, icon("x"));
    remove.setAttribute("aria-label", say(gettext("不发「%(name)s」"), { name: item.name }));
    retry.addEventListener("click", () => this.onRetry(item.id));
    remove.addEventListener("click", () => this.onRemove(item.id));
    const kind = make("span", "files__kind", {}, icon("file-text"), picture);
    const tile = make("li", "files__tile", {}, kind, make("span", "files__words", {}, name, state, retry), remove, bar);
    paint(picture, item.file);
    return { tile, name, bar, state, retry };
  }

  #leave(id, tile) {
    const held = tile.contains(document.activeElement);
    const next = tile.nextElementSibling ?? tile.previousElementSibling;
    tile.remove();
    this.#tiles.delete(id);
    if (held) (next?.querySelector(".files__remove") ?? document.querySelector("textarea"))?.focus();
  }
}

function fill({ tile, name, bar, state, retry }, item) {
  const words = stateText(item);
  tile.dataset.state = item.state;
  if (name.textContent !== item.name) name.textContent = item.name;
  if (state.textContent !== words) state.textContent = words;
  bar.style.inlineSize = `${Math.round(item.progress * 100)}%`;
  retry.hidden = item.state !== "failed" || item.hopeless;
}

/** A small square of it; what the browser can't draw keeps the icon. @param {HTMLCanvasElement} canvas @param {File} file */
async function paint(canvas, file) {
  canvas.hidden = true;
  if (!file.type.startsWith("image/") || !globalThis.createImageBitmap) return;
  try {
    const image = await createImageBitmap(file);
    const side = Math.min(image.width, image.height);
    const [left, top] = [(image.width - side) / 2, (image.height - side) / 2];
    canvas.getContext("2d").drawImage(image, left, top, side, side, 0, 0, SIDE, SIDE);
    image.close();
    canvas.hidden = false;
  } catch { /* the icon stays */ }
}
