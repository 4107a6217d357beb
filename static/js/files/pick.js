/**
 * The ways in: the button, a paste, a drop. What comes with words on the clipboard (cells of a
 * table, a piece of a page) is pasted as words. The rest is fetched when the first file comes.
 */
const ACCEPT = "image/jpeg,image/png,image/gif,image/webp,.pdf,.xlsx,.docx";

/** @param {{button: HTMLElement, box: HTMLElement, zone: HTMLElement, onFiles: (files: File[]) => void}} parts */
export function bindPick({ button, box, zone, onFiles }) {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, accept: ACCEPT, hidden: true });
  const give = (list) => {
    const files = [...(list ?? [])];
    if (files.length) onFiles(files);
    return files.length > 0;
  };
  button.after(input);
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => { give(input.files); input.value = ""; });
  box.addEventListener("paste", (event) => {
    const { files, types } = event.clipboardData;
    if (!types.includes("text/plain") && give(files)) event.preventDefault();
  });
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  zone.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    zone.dataset.over = "";
  });
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, (event) => { if (!zone.contains(event.relatedTarget)) delete zone.dataset.over; });
  }
  zone.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    give(event.dataTransfer.files);
  });
}
