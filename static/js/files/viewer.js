/** One picture large, the others of the thread by arrows; Esc goes back to where it was opened. */
import { gettext } from "../i18n.js";
import { sizeText } from "./file_words.js";
import { download, freshAddresses, showPicture, whyLost } from "./fresh.js";
import { icon, make } from "./page_parts.js";

let viewer = null;

/** @param {HTMLElement} button that was pressed @param {{button: HTMLElement, file: object}[]} pictures */
export function openViewer(button, pictures) {
  viewer ??= new Viewer();
  viewer.open(pictures, pictures.findIndex((each) => each.button === button));
}

function tool(name, label, className = "viewer__tool") {
  const button = make("button", className, { type: "button", title: label }, icon(name));
  button.setAttribute("aria-label", label);
  return button;
}

class Viewer {
  constructor() {
    this.img = make("img", "viewer__img");
    this.words = make("p", "viewer__words");
    this.words.setAttribute("role", "status");
    this.title = make("h2", "viewer__title", { id: "viewer-title", dir: "auto" });
    this.count = make("span", "viewer__count");
    this.save = tool("download", gettext("下载"));
    this.before = tool("chevron-left", gettext("上一张"), "viewer__step");
    this.after = tool("chevron-right", gettext("下一张"), "viewer__step viewer__step--after");
    const close = tool("x", gettext("关上"));
    const head = make("header", "viewer__head", {}, this.title, this.count, this.save, close);
    this.stage = make("div", "viewer__stage", {}, this.img, this.words, this.before, this.after);
    this.dialog = make("dialog", "viewer", {}, head, this.stage);
    this.dialog.setAttribute("aria-labelledby", "viewer-title");
    document.body.append(this.dialog);
    close.addEventListener("click", () => this.dialog.close());
    this.before.addEventListener("click", () => this.step(-1));
    this.after.addEventListener("click", () => this.step(1));
    this.save.addEventListener("click", () => this.#download());
    this.stage.addEventListener("click", ({ target }) => { if (target === this.stage) this.dialog.close(); });
    this.dialog.addEventListener("close", () => this.#closed());
    this.dialog.addEventListener("keydown", (event) => {
      event.stopPropagation();
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step) this.step(step);
    });
  }

  open(pictures, at) {
    this.pictures = pictures;
    this.dialog.showModal();
    this.#show(Math.max(0, at));
  }

  step(by) {
    const next = this.at + by;
    if (next >= 0 && next < this.pictures.length) this.#show(next);
  }

  #show(at) {
    this.at = at;
    const { button, file } = this.pictures[at];
    const { img, words } = this;
    this.title.textContent = file.name;
    this.count.textContent = this.pictures.length > 1 ? `${at + 1} / ${this.pictures.length} · ${sizeText(file.size)}` : sizeText(file.size);
    this.before.disabled = at === 0;
    this.after.disabled = at === this.pictures.length - 1;
    this.before.hidden = this.after.hidden = this.pictures.length === 1;
    words.textContent = "";
    img.hidden = false;
    Object.assign(img, { alt: file.name, width: file.width, height: file.height });
    img.style.backgroundImage = `url("${button.querySelector("img")?.src ?? ""}")`;
    showPicture(img, file.url, {
      fresh: async () => (await freshAddresses(button, file.seq))?.url ?? null,
      onLost: async (address) => {
        img.hidden = true;
        words.textContent = (await whyLost(address)) || gettext("网断了，大图没加载出来。连上再打开。");
      },
    });
  }

  async #download() {
    const { button, file } = this.pictures[this.at];
    download((await freshAddresses(button, file.seq))?.url ?? file.url, file.name);
  }

  #closed() {
    const { button } = this.pictures[this.at];
    this.img.removeAttribute("src");
    this.img.onerror = null;
    if (button.isConnected) button.focus();
    this.pictures = [];
  }
}
