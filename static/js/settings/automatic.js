/**
 * The page of automatic answers: each text is shown as a buyer reads it while it is typed (the
 * server says it, by the same words as in earnest), and a trial is asked without losing what is
 * typed and not saved.
 */
import { csrfToken } from "../csrf.js";
import { fetchFragment } from "../desk/fragments.js";
import { gettext } from "../i18n.js";

const WAIT_MS = 300;

/** @param {HTMLElement} box @param {{words: string, left_out: string[], problem: string}} told */
export function showSaid(box, { words, left_out: leftOut, problem }) {
  const part = (name) => box.querySelector(`[data-${name}]`);
  part("words").textContent = words;
  part("left-out").hidden = !leftOut.length;
  part("left-out").querySelector("span").textContent = leftOut.join(" ");
  part("problem").hidden = !problem;
  part("problem").textContent = problem;
  const field = box.querySelector("textarea");
  if (problem) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** @param {HTMLFormElement} form @param {typeof fetch} ask */
export function bindTexts(form, ask = fetch) {
  const timers = new Map();
  const counts = new Map();
  async function say(box) {
    const count = (counts.get(box) ?? 0) + 1;
    counts.set(box, count);
    const body = new URLSearchParams({ answer: box.dataset.text, language: box.dataset.language, text: box.querySelector("textarea").value });
    const told = await ask(form.dataset.saidUrl, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() } })
      .then((answer) => answer.json()).catch(() => null);
    if (told && counts.get(box) === count) showSaid(box, told); // a later answer may have come first
  }
  form.addEventListener("input", ({ target }) => {
    const box = target.closest("[data-text]");
    if (!box) return;
    clearTimeout(timers.get(box));
    timers.set(box, setTimeout(say, WAIT_MS, box));
  });
}

/** @param {HTMLFormElement} form @param {HTMLElement} place @param {typeof fetchFragment} ask */
export function bindTrial(form, place, ask = fetchFragment) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form));
    const told = await ask(`${form.dataset.trialUrl}?${query}`, () => {});
    place.replaceChildren(...(told ?? [gettext("没问到，网断了或登录过期了；再试一次。")]));
  });
}

const form = typeof document === "undefined" ? null : document.querySelector("[data-automatic]");
if (form) {
  bindTexts(form);
  bindTrial(document.querySelector("[data-trial]"), document.querySelector("[data-trial-result]"));
}
