/**
 * The buyer's message box: grows, keeps a draft, counts characters as the server does (code points)
 * near the limit, and says in a sentence when it is too much. Never loses a word.
 */
import { gettext, interpolate } from "../i18n.js";
import { bindComposerKeys } from "../thread/composer_binding.js";

const COUNT_FROM = 0.9;

export function countCharacters(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export function tidy(text) {
  return text.replace(/^\s*\n/, "").trimEnd();
}

export function mountComposer({ box, button, counter, drafts, chat, limit, onSend, onFiles = () => false }) {
  const number = new Intl.NumberFormat();

  const fit = () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  const count = () => {
    const most = limit();
    const long = box.value.length >= most * COUNT_FROM ? countCharacters(box.value) : 0;
    const over = long - most;
    counter.hidden = long < most * COUNT_FROM;
    counter.toggleAttribute("data-over", over > 0);
    box.setAttribute("aria-invalid", String(over > 0));
    const values = { count: number.format(long), most: number.format(most), over: number.format(over) };
    counter.textContent = over > 0
      ? interpolate(gettext("一条最多 %(most)s 字，多了 %(over)s 字。分两条发，或删短些；写的都还在"), values, true)
      : interpolate(gettext("%(count)s / %(most)s 字"), values, true);
    return over;
  };
  const changed = () => {
    fit();
    count();
  };
  const send = () => {
    const text = tidy(box.value);
    if (count() > 0) return box.focus();
    if (text.trim()) onSend(text);
    if (!onFiles() && !text.trim()) return box.focus();
    box.value = "";
    drafts.clear(chat);
    changed();
    box.focus();
  };

  box.addEventListener("input", () => { drafts.set(chat, box.value); changed(); });
  bindComposerKeys(box, { onSend: send });
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", send);
  const draft = drafts.get(chat);
  if (!box.value && draft) box.value = draft;
  changed();

  return {
    /** Words to be written differently; what is there stays below. @param {string} text */
    put(text) {
      box.value = box.value.trim() ? `${text}\n${box.value}` : text;
      drafts.set(chat, box.value);
      changed();
      box.focus();
      box.setSelectionRange(text.length, text.length);
    },
    focus: () => box.focus(),
    refresh: changed,
  };
}
