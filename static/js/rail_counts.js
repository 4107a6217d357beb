/** Counts of what presses, at the rail of every page: asked for after the page is there, and each minute. */

const EVERY_MS = 60000;
const places = [...document.querySelectorAll("[data-rail-count]")];

async function ask(place) {
  try {
    const answer = await fetch(place.dataset.railCount, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (!answer.ok) return;
    const { due, late } = await answer.json();
    place.textContent = due > 99 ? "99+" : String(due);
    place.hidden = !due;
    place.toggleAttribute("data-overdue", late > 0);
  } catch {
    // The line is down; the next minute asks again.
  }
}

function askAll() {
  if (!document.hidden) for (const place of places) ask(place);
}

if (places.length) {
  askAll();
  setInterval(askAll, EVERY_MS);
  document.addEventListener("visibilitychange", askAll);
}
