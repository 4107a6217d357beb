/** The form of the widget's look: the preview follows it, and a colour too pale is told at once. */
import { contrastWithWhite, READABLE } from "./contrast.js";

const form = document.querySelector("[data-look]");
const preview = document.querySelector("[data-preview]");
const words = form.querySelector("[data-contrast]");
const greeting = preview.querySelector("[data-greeting]");

function follow() {
  const { colour, position, greeting: line } = form.elements;
  const pale = contrastWithWhite(colour.value) < READABLE;
  const said = pale ? words.dataset.bad : words.dataset.good;
  if (words.textContent !== said) words.textContent = said;
  words.toggleAttribute("data-pale", pale);
  preview.style.setProperty("--brand", colour.value);
  preview.dataset.position = position.value;
  greeting.textContent = line.value.trim() || greeting.dataset.default;
  for (const swatch of form.querySelectorAll("[data-swatch]")) {
    swatch.setAttribute("aria-pressed", String(swatch.dataset.swatch === colour.value));
  }
}

form.addEventListener("input", follow);
form.addEventListener("click", ({ target }) => {
  const swatch = target.closest("[data-swatch]");
  if (!swatch) return;
  form.elements.colour.value = swatch.dataset.swatch;
  follow();
});
follow();
