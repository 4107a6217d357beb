/**
 * The pre-sale questions of this chat: a tick says asked, a few words say what the buyer answered.
 * Kept by the server for whoever takes the chat next.
 *
 * <ul data-tick-url="…" data-tick-category="…"><li data-tick="key"><input data-tick-box><input data-tick-answer>
 */
import { csrfToken } from "../../csrf.js";
import { gettext } from "../../i18n.js";

/**
 * @param {HTMLElement} body the panel's
 * @param {{replace: (found: Node[]) => void, say: (words: string) => void, onSignedOut: () => void, settled: () => void}} options
 */
export function bindChecklist(body, { replace, onSignedOut, settled }) {
  const lineOf = (target) => target.closest("[data-tick]");

  body.addEventListener("input", ({ target }) => {
    if (target.matches("[data-tick-answer]")) target.toggleAttribute("data-unsaved", target.value !== target.defaultValue);
  });
  body.addEventListener("change", ({ target }) => {
    const line = lineOf(target);
    if (!line) return;
    if (target.matches("[data-tick-box]")) save(line, { ticked: target.checked ? "yes" : "no" });
    else if (target.matches("[data-tick-answer]") && target.hasAttribute("data-unsaved")) save(line, { answer: target.value });
  });
  body.addEventListener("keydown", (event) => {
    if (event.isComposing || !event.target.matches("[data-tick-answer]")) return;
    if (event.key === "Escape") return undo(event);
    if (event.key !== "Enter") return;
    event.preventDefault();
    const { target } = event;
    if (!target.value && target.dataset.guess) target.value = target.dataset.guess;
    if (target.value !== target.defaultValue) save(lineOf(target), { answer: target.value });
  });
  body.addEventListener("focusout", ({ target }) => { if (target.matches?.("[data-tick-answer]")) queueMicrotask(settled); });

  /** As it was before; the key is used up. */
  function undo(event) {
    if (!event.target.hasAttribute("data-unsaved")) return;
    event.stopPropagation();
    event.target.value = event.target.defaultValue;
    event.target.removeAttribute("data-unsaved");
  }

  /** @param {HTMLElement} line @param {Record<string, string>} said */
  async function save(line, said) {
    const list = line.closest("[data-tick-url]");
    const problem = body.querySelector("[data-tick-problem]");
    const form = new URLSearchParams({ key: line.dataset.tick, category: list.dataset.tickCategory, ...said });
    const answer = await post(list.dataset.tickUrl, form);
    if (answer.found) {
      line.querySelector("[data-unsaved]")?.removeAttribute("data-unsaved");
      return replace(answer.found);
    }
    problem.textContent = answer.problem;
    problem.hidden = false;
    const box = line.querySelector("[data-tick-box]");
    box.checked = line.hasAttribute("data-ticked");
  }

  async function post(url, form) {
    try {
      const answer = await fetch(url, { method: "POST", body: form, redirect: "manual", headers: { "X-CSRFToken": csrfToken(), Accept: "application/json, text/html" } });
      if (answer.type === "opaqueredirect" || answer.status === 401) onSignedOut();
      else if (answer.ok) return { found: [...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes] };
      const { error } = await answer.json();
      return { problem: `${error.message}${error.action}` };
    } catch {
      return { problem: gettext("没记上，网断了。您写的还在，连上再试一次。") };
    }
  }

  return {
    /** Whether somebody writes an answer just now. */
    isBusy: () => Boolean(body.querySelector("[data-tick-answer][data-unsaved]")),
  };
}

/** Height and weight that were asked offer themselves to the size form, where it has none yet. @param {HTMLElement} body */
export function offerBody(body) {
  const form = body.querySelector("[data-size-form]");
  if (!form) return;
  for (const gives of ["height", "weight"]) {
    const said = body.querySelector(`[data-gives="${gives}"] [data-tick-answer]`)?.defaultValue ?? "";
    const field = form.querySelector(`[name="${gives}"]`);
    const figure = numberIn(said, Number(field.min), Number(field.max));
    if (figure && !field.value) field.value = figure;
  }
}

/** The first number of an answer that is within bounds. Pure. @param {string} text @param {number} least @param {number} most @returns {string} */
export function numberIn(text, least, most) {
  const found = (text.match(/\d+(\.\d+)?/g) ?? []).map((one) => Math.round(Number(one))).find((one) => one >= least && one <= most);
  return found === undefined ? "" : String(found);
}
