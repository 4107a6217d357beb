/**
 * The pictures and files that go along with a script, in its editor: uploaded as soon as they are
 * chosen, pasted or dropped; the form only names them. One that could not be kept says why.
 */
import { csrfToken } from "../csrf.js";
import { refusal, say, sizeText } from "../files/file_words.js";
import { icon, make } from "../files/page_parts.js";
import { bindPick } from "../files/pick.js";
import { uploadFile } from "../files/upload_request.js";
import { gettext } from "../i18n.js";

export const MOST = 5;
/** The server looks at the bytes and the shop's rules; this only spares a hopeless upload. */
const RULES = { image_mb: 20, file_mb: 20, documents: true };

/**
 * Which of them are tried, and what is said of the others. Pure.
 * @param {{name: string, size: number, type: string}[]} files @param {number} there how many stand in the form
 * @returns {{fitting: object[], problems: string[]}}
 */
export function tried(files, there) {
  const problems = files.map((file) => refusal(file, RULES)).filter(Boolean);
  const fitting = files.filter((file) => !refusal(file, RULES));
  const room = Math.max(0, MOST - there);
  if (fitting.length > room) problems.push(say(gettext("一条最多带 %(most)s 个，多的 %(over)s 个没放进来。"), { most: MOST, over: fitting.length - room }));
  return { fitting: fitting.slice(0, room), problems };
}

/** @param {HTMLFormElement} form */
export function bindFiles(form, upload = uploadFile) {
  const root = form.querySelector("[data-script-files]");
  const find = (name) => root.querySelector(`[data-files-${name}]`);
  const [list, said] = [find("list"), find("said")];
  const keys = () => [...list.querySelectorAll("input[name=files]")].map(({ value }) => value);

  list.addEventListener("click", ({ target }) => {
    const item = target.closest("[data-file-remove]")?.closest("li");
    if (!item) return;
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.dispatchEvent(new CustomEvent("leave"));
    item.remove();
    said.replaceChildren();
    (next?.querySelector("[data-file-remove]") ?? find("add")).focus();
  });
  bindPick({ button: find("add"), box: form.querySelector("[data-body]"), zone: form, onFiles: take });
  form.addEventListener("submit", (event) => {
    if (!list.querySelector("[data-coming]")) return;
    event.preventDefault();
    tell([gettext("文件还在传，传完再存")]);
  }, { capture: true });

  /** @param {File[]} files */
  function take(files) {
    const { fitting, problems } = tried(files, list.children.length);
    tell(problems);
    for (const file of fitting) bring(file);
  }

  async function bring(file) {
    const state = make("span", "dim small num", { textContent: "0%" });
    const item = make("li", "lib__file", {}, icon("file-text"), make("span", "ellipsis", { textContent: file.name }), state, removal(file.name));
    item.dataset.coming = "";
    list.append(item);
    const running = upload(root.dataset.postUrl, file, { "X-CSRFToken": csrfToken() }, (share) => { state.textContent = `${Math.round(share * 100)}%`; });
    item.addEventListener("leave", () => running.abort());
    try {
      const { file: kept, changed } = await running.done;
      if (!item.isConnected) return;
      if (keys().includes(kept.key)) {
        item.remove();
        return tell([say(gettext("「%(name)s」已经带着了。"), { name: kept.name })]);
      }
      item.replaceWith(entry(kept));
      if (kept.name !== file.name || changed) tell([changed || say(gettext("店里已经有这个文件，叫「%(name)s」，用的就是它。"), { name: kept.name })]);
    } catch (problem) {
      item.remove();
      if (problem.code === "aborted") return;
      tell([problem.code === "line_lost" ? gettext("网断了，文件没传完。连上再加一次；您写的都在") : `${problem.message}${problem.action ?? ""}`]);
    }
  }

  function tell(lines) {
    said.replaceChildren(...lines.map((words) => make("span", "", { textContent: words })));
  }
}

/** @param {{type: string, key: string, name: string, size: number, thumb: string}} kept */
function entry(kept) {
  const picture = kept.thumb ? make("img", "", { src: kept.thumb, alt: "", width: 40, height: 40 }) : icon("file-text");
  const key = make("input", "", { type: "hidden", name: "files", value: kept.key });
  return make("li", "lib__file", {}, key, picture, make("span", "ellipsis", { textContent: kept.name }), make("span", "dim small num", { textContent: sizeText(kept.size) }), removal(kept.name));
}

function removal(name) {
  const button = make("button", "btn btn--icon btn--small btn--quiet", { type: "button" }, icon("x"));
  button.dataset.fileRemove = "";
  button.setAttribute("aria-label", say(gettext("不带「%(name)s」"), { name }));
  return button;
}
