/**
 * What came of a delivery that is still under way: asked for every second until it is there, half a
 * minute at most. Without scripts the page is loaded again by hand.
 *
 * Usage: `<div data-result="/settings/webhooks/log/7/result/" data-waiting>…</div>`; the answer is the
 * same piece again.
 */
export const EVERY = 1000;
export const TRIES = 30;

/**
 * @param {Element} box the piece as it stands
 * @param {(address: string) => Promise<Element|null>} ask the piece as it is now; null when the line is cut
 * @param {(milliseconds: number) => Promise<void>} pause
 * @returns {Promise<boolean>} whether it came to its end
 */
export async function follow(box, ask, pause) {
  let shown = box;
  for (let tries = 0; tries < TRIES && shown.hasAttribute("data-waiting"); tries += 1) {
    await pause(EVERY);
    const next = await ask(shown.dataset.result);
    if (!next || next.hasAttribute("data-waiting")) continue;
    shown.replaceWith(next);
    shown = next;
  }
  return !shown.hasAttribute("data-waiting");
}

/** @param {string} address */
async function fetched(address) {
  const answer = await fetch(address, { redirect: "manual", cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const piece = page.querySelector("[data-result]");
  return piece && document.adoptNode(piece);
}

if (globalThis.document) {
  for (const box of document.querySelectorAll("[data-result][data-waiting]")) {
    follow(box, fetched, (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); }));
  }
}
