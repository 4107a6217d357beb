/** Type, temperament and service note of the buyer, changed from the panel. <dialog data-profile> in it. */
import { csrfToken } from "../../csrf.js";
import { gettext } from "../../i18n.js";

/** @param {HTMLElement} body the panel's @param {{say: (words: string) => void, onSaved: () => void, onSignedOut: () => void}} options */
export function bindProfileForm(body, { say, onSaved, onSignedOut }) {
  body.addEventListener("click", ({ target }) => {
    if (target.closest("[data-edit-profile]")) body.querySelector("[data-profile]").showModal();
    else if (target.closest("[data-profile-close]")) target.closest("dialog").close();
  });
  body.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-profile-form]");
    if (!form) return;
    event.preventDefault();
    const problem = await save(form, onSignedOut);
    const words = form.querySelector("[data-problem]");
    words.textContent = problem ?? "";
    words.hidden = !problem;
    if (problem !== null) return;
    form.closest("dialog").close();
    say(gettext("买家资料存好了"));
    onSaved();
  });
}

async function save(form, onSignedOut) {
  try {
    const answer = await fetch(form.dataset.url, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual",
      headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" } });
    if (answer.type === "opaqueredirect" || answer.status === 401) onSignedOut();
    if (answer.ok) return null;
    const { error } = await answer.json();
    return `${error.message}${error.action}`;
  } catch {
    return gettext("没存上，网断了。您写的还在，连上再试一次。");
  }
}
