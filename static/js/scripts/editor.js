/**
 * The words of a script while they are written: a variable goes in at the caret, and beside the box
 * stands how it reads and what is not well said. Nothing is stored by this.
 */
import { csrfToken } from "../csrf.js";
import { gettext, interpolate } from "../i18n.js";

const PAUSE_MS = 250;

/**
 * Some words put in at the caret.
 * @param {{value: string, start: number, end: number}} box @param {string} words
 * @returns {{value: string, caret: number}}
 */
export function putIn({ value, start, end }, words) {
  return { value: value.slice(0, start) + words + value.slice(end), caret: start + words.length };
}

/** @param {{words: string, why: string, rewrite?: string}} one */
function told(one) {
  const found = interpolate(gettext("「%s」%s"), [one.words, one.why]);
  return one.rewrite ? [found, interpolate(gettext("换成「%s」"), [one.rewrite])].join(" ") : found;
}

/** @param {HTMLFormElement} form with `[data-editor]`, `[data-parts]`, `[data-said]`, `[data-chat]` */
export function bindEditor(form) {
  const find = (name) => form.querySelector(`[data-${name}]`);
  const [editor, title, body] = [find("editor"), find("title"), find("body")];
  const language = form.elements.namedItem("language");
  let timer = 0;
  let asked = 0;

  editor.addEventListener("click", ({ target }) => {
    const chip = target.closest("[data-insert]");
    if (!chip) return;
    const name = (language?.value === "en" && chip.dataset.insertEn) || chip.dataset.insert;
    const put = putIn({ value: body.value, start: body.selectionStart, end: body.selectionEnd }, `{${name}}`);
    body.value = put.value;
    body.focus();
    body.setSelectionRange(put.caret, put.caret);
    later();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit(find("main"));
  });
  for (const box of [title, body]) box.addEventListener("input", later);
  find("chat")?.addEventListener("change", try_);
  language?.addEventListener?.("change", try_);
  if (body.value) try_();

  function later() {
    clearTimeout(timer);
    timer = setTimeout(try_, PAUSE_MS);
  }

  async function try_() {
    const ticket = ++asked;
    const fields = new URLSearchParams({ title: title.value, body: body.value, chat: find("chat")?.value ?? "", language: language?.value ?? "zh" });
    try {
      const answer = await fetch(editor.dataset.previewUrl, { method: "POST", headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" }, body: fields });
      if (!answer.ok || ticket !== asked) return;
      show(await answer.json());
    } catch {
      if (ticket === asked) find("said").replaceChildren(line("problem", gettext("网断了，没法检查。您写的都在")));
    }
  }

  /** @param {{parts: object[], findings: object[], problem: string}} trial */
  function show({ parts, findings, problem }) {
    find("parts").replaceChildren(...parts.map(partNode));
    const lines = findings.map((one) => line(one.level, told(one)));
    if (problem) lines.unshift(line("problem", problem));
    find("said").replaceChildren(...(lines.length || !body.value ? lines : [line("ok", gettext("检查过，没有要改的"))]));
  }
}

function partNode({ kind, words, name }) {
  if (kind === "text") return document.createTextNode(words);
  const mark = document.createElement("mark");
  mark.textContent = kind === "hole" ? name : words;
  if (kind === "hole") mark.className = "lib__hole";
  else mark.title = name;
  return mark;
}

function line(level, words) {
  const node = document.createElement("p");
  node.dataset.level = level;
  node.textContent = words;
  return node;
}
