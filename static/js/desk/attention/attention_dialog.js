/** How to be called, without leaving the desk: the same form in a dialog. <dialog data-attention-dialog> */
import "../../attention/form.js";

const dialog = document.querySelector("[data-attention-dialog]");

export function openAttention() {
  if (!dialog.open) dialog.showModal();
}

dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
document.querySelector("[data-open-attention]").addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  document.getElementById("me-menu").hidePopover();
  openAttention();
});
