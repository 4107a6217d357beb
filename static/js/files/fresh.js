/** New addresses for a file in the thread, asked of the page by an event; a picture that asks once; a download. */
import { make } from "./page_parts.js";

/** @param {HTMLElement} inside of the thread @param {number} seq @returns {Promise<{url: string, thumb: string}|null>} null where nobody could tell */
export async function freshAddresses(inside, seq) {
  const detail = { seq, answer: null };
  inside.dispatchEvent(new CustomEvent("file:fresh", { bubbles: true, detail }));
  try {
    return (await detail.answer)?.file ?? null;
  } catch {
    return null;
  }
}

/**
 * Show a picture; where its address has run out, by a new one, once.
 * @param {HTMLImageElement} img @param {string} address
 * @param {{fresh: () => Promise<string|null>, onLost: (address: string) => void}} how `onLost`: not even then
 */
export function showPicture(img, address, { fresh, onLost }) {
  let asked = false;
  img.onerror = async () => {
    if (asked) return onLost(img.src);
    asked = true;
    const next = await fresh();
    if (!next) return onLost(address);
    img.src = next;
  };
  img.src = address;
}

/** Why an address gives nothing, in the server's words; "" where it does not say. @param {string} address */
export async function whyLost(address) {
  try {
    const answer = await fetch(address, { cache: "no-store", headers: { Accept: "application/json" } });
    if (answer.ok) return "";
    return (await answer.json()).error?.message ?? "";
  } catch {
    return "";
  }
}

/** Keep it. @param {string} address @param {string} name */
export function download(address, name) {
  const link = make("a", "", { href: `${address}?download`, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}
