/** The count of what is due, at the rail of every page: asked for after the page is there, and each minute. */

const EVERY_MS = 60000;
const place = document.querySelector("[data-rail-todo]");

async function ask() {
  if (document.hidden) return;
  try {
    const answer = await fetch(place.dataset.railTodo, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (!answer.ok) return;
    const { due, late } = await answer.json();
    place.textContent = due > 99 ? "99+" : String(due);
    place.hidden = !due;
    place.toggleAttribute("data-overdue", late > 0);
  } catch {
    // The line is down; the next minute asks again.
  }
}

if (place) {
  ask();
  setInterval(ask, EVERY_MS);
  document.addEventListener("visibilitychange", ask);
}
