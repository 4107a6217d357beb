/**
 * The place to drop a file: says its name and size, and refuses one that is too long before it is
 * sent. Without this module the file field and the button do the same.
 *
 * Usage: `<form data-drop data-most="209715200">` with a file input, `[data-drop-note]` and
 * `[data-drop-send]`.
 */
import { gettext, interpolate } from "../i18n.js";
import { megabytes } from "./sizes.js";

for (const form of document.querySelectorAll("form[data-drop]")) bind(form);

/** @param {HTMLFormElement} form */
function bind(form) {
  const input = form.querySelector("input[type=file]");
  const note = form.querySelector("[data-drop-note]");
  const send = form.querySelector("[data-drop-send]");
  const most = Number(form.dataset.most);

  function look() {
    const file = input.files[0];
    const tooLong = Boolean(file) && file.size > most;
    form.classList.toggle("is-wrong", tooLong);
    send.disabled = tooLong;
    if (!file) note.textContent = "";
    else if (tooLong) note.textContent = interpolate(gettext("%(name)s 有 %(size)s MB，最多 %(most)s MB。按月份分成几份导。"), { name: file.name, size: megabytes(file.size), most: megabytes(most) }, true);
    else note.textContent = interpolate(gettext("%(name)s，%(size)s MB"), { name: file.name, size: megabytes(file.size) }, true);
  }

  input.addEventListener("change", look);
  form.addEventListener("submit", () => {
    note.textContent = gettext("正在传，传完就看，先别关这页。");
    send.disabled = true;
  });
  // Coming back by the browser's own button must not find a dead page.
  window.addEventListener("pageshow", look);
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("is-over"); });
  }
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    look();
  });
}
