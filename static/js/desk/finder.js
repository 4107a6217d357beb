/**
 * Asks the server for orders and buyers by number, phone or nickname. What is typed goes by POST and
 * is kept nowhere; what comes back is masked.
 */
import { csrfToken } from "../csrf.js";
import { gettext } from "../i18n.js";

/**
 * @param {string} url @param {string} words @param {() => void} onSignedOut
 * @returns {Promise<{nodes: HTMLElement[], problem: string}>} options of templates/desk/_found.html
 */
export async function findChats(url, words, onSignedOut) {
  try {
    const answer = await fetch(url, {
      method: "POST", body: new URLSearchParams({ words }), redirect: "manual",
      headers: { "X-CSRFToken": csrfToken(), Accept: "application/json, text/html" },
    });
    if (answer.type === "opaqueredirect" || answer.status === 401) onSignedOut();
    if (!answer.ok) {
      const { error } = await answer.json();
      return { nodes: [], problem: `${error.message}${error.action}` };
    }
    const found = new DOMParser().parseFromString(`<ul>${await answer.text()}</ul>`, "text/html");
    return { nodes: [...found.querySelectorAll("[role=option]")], problem: "" };
  } catch {
    return { nodes: [], problem: gettext("没找成，网断了。您写的还在，连上再按回车。") };
  }
}
