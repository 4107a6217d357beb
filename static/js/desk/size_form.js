/**
 * Height and weight in, a size and its reason out.
 *
 * <form data-size-form action="…"><input name="height"><input name="weight"><div data-size-out>
 */
import { gettext } from "../i18n.js";

/** @param {HTMLElement} body the panel, whatever stands in it now */
export function bindSizeForms(body) {
  body.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-size-form]");
    if (!form) return;
    event.preventDefault();
    advise(form);
  });
}

/** @param {HTMLFormElement} form */
async function advise(form) {
  const out = form.querySelector("[data-size-out]");
  try {
    const answer = await fetch(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`, { headers: { Accept: "application/json, text/html" } });
    if (!answer.ok) throw new Error((await answer.json()).error.message);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    out.replaceChildren(...found.body.childNodes);
  } catch (problem) {
    out.textContent = problem instanceof TypeError ? gettext("没取到尺码，网断了。连上再试一次。") : problem.message;
  }
}
