/**
 * The part of an import's page that moves: asked for again every second, and the whole page once
 * the import has come to its next step. Pauses while nobody looks; says when the line is cut.
 *
 * Usage: `<div data-progress="/imports/7/progress/" data-state="running">` around the fragment.
 */
const EVERY = 1000;
const box = document.querySelector("[data-progress]");
const lost = document.querySelector("[data-progress-lost]");
const said = document.querySelector("[data-progress-said]");
let told = 0;

async function ask() {
  const answer = await fetch(box.dataset.progress, { redirect: "manual", cache: "no-store" }).catch(() => null);
  lost.hidden = Boolean(answer);
  if (answer && !answer.ok) return location.reload();
  if (answer) show(await answer.text());
  setTimeout(next, EVERY);
}

function next() {
  if (document.hidden) document.addEventListener("visibilitychange", next, { once: true });
  else ask();
}

/** @param {string} html */
function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const part = page.querySelector("[data-state]");
  if (!part || part.dataset.state !== box.dataset.state) return location.reload();
  box.replaceChildren(document.adoptNode(part));
  // A screen reader hears every tenth per cent, not every second.
  const share = Number(part.querySelector("[role=progressbar]").getAttribute("aria-valuenow"));
  if (share >= told + 10) {
    told = share - (share % 10);
    said.textContent = `${told}%`;
  }
}

setTimeout(next, EVERY);
