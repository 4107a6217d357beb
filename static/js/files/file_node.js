/**
 * A picture or a file inside its bubble; the row has reserved its room already (row_nodes.js). The
 * viewer is fetched when the first picture is opened.
 */
import { gettext } from "../i18n.js";
import { say, sizeText } from "./file_words.js";
import { download, freshAddresses, showPicture, whyLost } from "./fresh.js";
import { icon, loadStyle, make } from "./page_parts.js";

/** What each bubble shows. @type {WeakMap<HTMLElement, object>} */
const shown = new WeakMap();

/** @param {HTMLElement} bubble @param {object} file as the entry carries it, with `seq` and `box` */
export function fillFile(bubble, file) {
  if (shown.get(bubble)?.seq === file.seq) return;
  loadStyle();
  shown.set(bubble, file);
  bubble.replaceChildren(file.type === "image" ? picture(bubble, file) : paper(bubble, file));
}

function picture(bubble, file) {
  const [width, height] = file.box;
  const img = make("img", "pic__img", { alt: file.name, width, height, decoding: "async" });
  const button = make("button", "pic", { type: "button", title: file.name }, img);
  button.setAttribute("aria-label", say(gettext("看图片：%(name)s"), { name: file.name }));
  if (file.moving) button.append(make("span", "pic__moving", { textContent: gettext("动图") }));
  button.addEventListener("click", async () => (await import(/* later */ "./viewer.js")).openViewer(button, picturesBeside(button)));
  showPicture(img, file.thumb, {
    fresh: async () => (await freshAddresses(bubble, file.seq))?.thumb ?? null,
    onLost: (address) => lost(bubble, file, address),
  });
  return button;
}

/** All pictures of the thread as it is drawn, in its order: who can be shown, by which button. */
function picturesBeside(button) {
  const list = button.closest("ol");
  return [...list.querySelectorAll(".pic")].map((each) => ({ button: each, file: shown.get(each.closest("[data-file]")) }));
}

async function lost(bubble, file, address) {
  const why = (await whyLost(address)) || gettext("图片没加载出来。");
  const again = make("button", "files__retry", { type: "button", textContent: gettext("再试") });
  const box = make("span", "pic__lost", {}, make("span", "", { textContent: why }), again);
  again.addEventListener("click", () => bubble.replaceChildren(picture(bubble, file)));
  bubble.replaceChildren(box);
}

function paper(bubble, file) {
  const words = make("span", "doc__words", {}, make("b", "doc__name", { textContent: file.name, dir: "auto" }), make("span", "doc__size", { textContent: `${file.kind.toUpperCase()} · ${sizeText(file.size)}` }));
  const button = make("button", "doc", { type: "button", title: file.name }, icon("file-text"), words, icon("download"));
  button.setAttribute("aria-label", say(gettext("下载 %(name)s，%(size)s"), { name: file.name, size: sizeText(file.size) }));
  button.addEventListener("click", async () => {
    const next = await freshAddresses(bubble, file.seq);
    const address = next?.url ?? file.url;
    const why = await refused(address);
    if (why) words.lastChild.textContent = why;
    else download(address, file.name);
  });
  return button;
}

async function refused(address) {
  try {
    const answer = await fetch(address, { method: "HEAD", headers: { Accept: "application/json" } });
    return answer.ok ? "" : (await whyLost(address)) || gettext("这会儿下载不了，等一下再试。");
  } catch {
    return gettext("网断了，没下载成。连上再点一次。");
  }
}
