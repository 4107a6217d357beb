/**
 * A new shop's address while it is typed: shown as it will be, and whether it can be had, asked of
 * the server a moment after the last key. Usage: `<div data-address="/setup/address/"><input>…
 * <b data-address-shown></b><p data-address-note data-free="…" hidden></p></div>`.
 */
const WAIT_MS = 250;

/** As an address is kept: what people type by habit is put right. @param {string} typed */
export function tidied(typed) {
  return typed.trim().toLowerCase().replace(/[\s_]+/g, "-");
}

/** @param {HTMLElement} root @param {(url: string) => Promise<Response>} ask */
export function mountAddress(root, ask = fetch.bind(globalThis)) {
  const input = root.querySelector("input");
  const shown = root.querySelector("[data-address-shown]");
  const note = root.querySelector("[data-address-note]");
  let timer = null;
  let asked = "";

  const say = (words, bad) => {
    note.textContent = words;
    note.hidden = !words;
    note.toggleAttribute("data-bad", bad);
    if (bad) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  const look = async () => {
    const slug = tidied(input.value);
    asked = slug;
    if (!slug) return say("", false);
    try {
      const answer = await ask(`${root.dataset.address}?slug=${encodeURIComponent(slug)}`);
      const { ok, words } = await answer.json();
      if (slug === asked) say(ok ? note.dataset.free : words, !ok);
    } catch {
      if (slug === asked) say("", false); // it is asked again when the form is sent
    }
  };
  input.addEventListener("input", () => {
    shown.textContent = tidied(input.value) || "…";
    clearTimeout(timer);
    timer = setTimeout(look, WAIT_MS);
  });
  input.addEventListener("change", () => {
    input.value = tidied(input.value);
  });
  return { look };
}

if (globalThis.document) {
  for (const root of document.querySelectorAll("[data-address]")) mountAddress(root);
}
