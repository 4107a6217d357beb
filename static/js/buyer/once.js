/**
 * A form of a buyer's page is sent once, and by a script: where no answer comes, the page with all
 * that was filled in stays and says so, in place of the browser's own page about the network.
 */

const PATIENCE_MS = 30000;
/** @type {WeakMap<HTMLFormElement, AbortController>} */
const under = new WeakMap();

/** @param {Document} page @param {{fetch?: typeof fetch, go?: (address: string) => void}} [how] */
export function sendOnce(page, { fetch = globalThis.fetch, go = (address) => location.assign(address) } = {}) {
  page.addEventListener("submit", (event) => {
    event.preventDefault();
    const { target: form } = event;
    if (!form.dataset.sent) send(page, form, { fetch, go });
  });
}

/** Somebody comes back with the browser's own button: the page is as it was, and may be sent again. */
export function freshAgain(page) {
  for (const form of page.querySelectorAll("form[data-sent]")) mayBeSent(form);
}

function mayBeSent(form) {
  delete form.dataset.sent;
  form.querySelector("button")?.removeAttribute("aria-busy");
}

/** After a while the button may be pressed again; the same deed done twice is done once. */
async function send(page, form, { fetch, go }) {
  under.get(form)?.abort();
  const stop = new AbortController();
  under.set(form, stop);
  form.querySelector("[data-lost]")?.remove();
  form.dataset.sent = "1";
  form.querySelector("button")?.setAttribute("aria-busy", "true");
  const late = setTimeout(() => lost(page, form), PATIENCE_MS);
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new FormData(form), headers: { Accept: "text/html" }, signal: stop.signal });
    const elsewhere = answer.redirected && answer.url !== page.location.href.split("#")[0];
    if (elsewhere) go(`${answer.url}#top`);
    else show(page, form, answer.ok, await answer.text());
  } catch {
    if (under.get(form) === stop) lost(page, form);
  } finally {
    clearTimeout(late);
  }
}

function lost(page, form, words = "") {
  mayBeSent(form);
  if (form.querySelector("[data-lost]")) return;
  const said = page.getElementById("lost").content.firstElementChild.cloneNode(true);
  if (words) said.textContent = words;
  form.querySelector("button").before(said);
}

/** The answer in place of what was filled in; the photos that were chosen stay chosen. A refusal without a form is said beside this one. */
function show(page, form, well, text) {
  const answered = new DOMParser().parseFromString(text, "text/html");
  const [before, after] = [page, answered].map((one) => one.querySelector("main.b-main"));
  if (!after) throw new Error("not a page of ours");
  if (!well && !after.querySelector("form")) return lost(page, form, after.innerText.trim());
  const chosen = [...before.querySelectorAll("input[type=file]")];
  const fields = [...after.querySelectorAll("input[type=file]")];
  if (after.querySelector(".b-problem") && chosen.length === fields.length) fields.forEach((field, at) => { field.files = chosen[at].files; });
  before.replaceWith(after);
  page.title = answered.title;
  scrollTo(0, 0);
  after.focus();
  return undefined;
}

if (typeof document !== "undefined") {
  sendOnce(document);
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) freshAgain(document); });
}
