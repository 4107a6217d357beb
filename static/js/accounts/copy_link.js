/**
 * Copies the value of an input: `<button data-copy="#id" data-copied="已复制"><span>复制</span></button>`.
 * Where the clipboard is closed (no https) the text is selected instead, ready for Ctrl C.
 */

for (const button of document.querySelectorAll("[data-copy]")) {
  const input = document.querySelector(button.dataset.copy);
  const words = button.querySelector("span");
  const before = words.textContent;
  input.addEventListener("focus", () => input.select());
  button.addEventListener("click", async () => {
    input.select();
    const done = await copy(input.value);
    if (!done) return input.focus();
    words.textContent = button.dataset.copied;
    setTimeout(() => { words.textContent = before; }, 2500);
  });
}

/** @param {string} text @returns {Promise<boolean>} */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
