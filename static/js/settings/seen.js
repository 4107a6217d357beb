/**
 * Whether the widget has been seen on the shop's sites: asked every two seconds while one waits for
 * a site, not while nobody looks at the page, and at once when its owner comes back from the site.
 */
const EVERY_MS = 2_000;

/** What changed since the page was made. @param {HTMLElement} root @param {{sites: Record<string, string>, tried: string}} seen */
export function show(root, { sites, tried }) {
  for (const line of root.querySelectorAll("li:not([data-done])")) {
    const origin = line.dataset.seenSite;
    const when = origin === undefined ? tried : sites[origin];
    if (!when) continue;
    line.setAttribute("data-done", "");
    const what = origin ?? "";
    line.querySelector("[role=status]").textContent = root.dataset.words.replace("{what}", `${what} ${when}`.trim());
  }
  return Boolean(root.querySelector("li:not([data-done])"));
}

/** @param {HTMLElement} root */
export function mountSeen(root) {
  const ask = async () => {
    if (document.visibilityState !== "visible") return;
    const answer = await fetch(root.dataset.seen, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || show(root, await answer.json())) return;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", ask);
  };
  const timer = setInterval(ask, EVERY_MS);
  document.addEventListener("visibilitychange", ask);
}

if (globalThis.document) {
  for (const root of document.querySelectorAll("[data-seen]")) {
    if (root.querySelector("li:not([data-done])")) mountSeen(root);
  }
}
