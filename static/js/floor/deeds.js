/** What a supervisor does, by POST; an error comes back in the words of the server. */
import { csrfToken } from "../csrf.js";
import { gettext } from "../i18n.js";

/**
 * @param {string} url @param {Record<string, string>} [fields]
 * @returns {Promise<string>} "" when it is done, else what happened and what to do
 */
export async function post(url, fields = {}) {
  try {
    const answer = await fetch(url, {
      method: "POST", redirect: "manual", body: new URLSearchParams(fields),
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
    });
    if (answer.ok) return "";
    const { error } = await answer.json();
    return `${error.message} ${error.action}`;
  } catch {
    return gettext("没做成，网断了。什么都没有变，连上再点一次。");
  }
}

/**
 * Buttons with `data-post` do what their address says, with the field that `data-with` names beside.
 * @param {HTMLElement} root @param {{say: (words: string) => void, onDone: () => void}} options
 */
export function bindPosts(root, { say, onDone }) {
  root.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-post]");
    if (!button || button.disabled) return;
    const name = button.dataset.with;
    const field = name && button.closest("[data-key]").querySelector(`[name="${name}"]`);
    button.disabled = true;
    const problem = await post(button.dataset.post, field ? { [name]: field.value } : {});
    button.disabled = false;
    if (problem) say(problem);
    onDone();
  });
}
