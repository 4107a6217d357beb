/** The form of a duty: asks only for the days that its frequency has, and says the rhythm while it is typed. */
import { fetchFragment } from "../desk/fragments.js";

const WAIT_MS = 250;
const ASKED = ["every", "weekday", "day", "at"];

/** @param {HTMLFormElement} form @param {(url: string) => Promise<Node[]|null>} ask */
export function bindRhythm(form, ask) {
  const place = form.querySelector("[data-rhythm]");
  let timer = 0;
  let turn = 0;
  async function say() {
    const mine = ++turn;
    const values = new FormData(form);
    const query = new URLSearchParams(ASKED.map((name) => [name, String(values.get(name) ?? "")]));
    const found = await ask(`${form.dataset.preview}?${query}`);
    const said = found?.find((node) => node.dataset && "rhythmSaid" in node.dataset);
    if (mine === turn && said) place.replaceChildren(said);
  }
  form.addEventListener("input", ({ target }) => {
    if (!ASKED.includes(target.name)) return;
    if (target.name === "every") form.dataset.every = target.value;
    clearTimeout(timer);
    timer = setTimeout(say, WAIT_MS);
  });
}

const form = globalThis.document?.querySelector("[data-duty]");
if (form) bindRhythm(form, (url) => fetchFragment(url, () => location.reload()));
