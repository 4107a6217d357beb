/** The library's page: keys, the order of the list, the editor where one is open. */
import { bindEditor } from "./editor.js";
import { bindFiles } from "./files.js";

const find = (name) => document.querySelector(`[data-${name}]`);

document.querySelector("[data-submits]")?.addEventListener("change", ({ target }) => target.form.submit());

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const target = { "/": find("find"), c: find("new") }[event.key];
  if (!target) return;
  event.preventDefault();
  if (event.key === "/") target.focus();
  else target.click();
});

for (const form of document.querySelectorAll("[data-words-form]")) {
  bindEditor(form);
  bindFiles(form);
}
