/** Asks the server by POST: what is sought may be a phone number, and addresses are logged. */
import { csrfToken } from "../csrf.js";
import { gettext } from "../i18n.js";

/**
 * @param {string} url @param {Record<string, string>} values
 * @param {{signal?: AbortSignal, onSignedOut: () => void}} options
 * @returns {Promise<{nodes: Node[], problem: string}|null>} null: called off
 */
export async function ask(url, values, { signal, onSignedOut }) {
  try {
    const answer = await fetch(url, {
      method: "POST", body: new URLSearchParams(values), redirect: "manual", signal,
      headers: { "X-CSRFToken": csrfToken(), Accept: "application/json, text/html" },
    });
    if (answer.type === "opaqueredirect" || answer.status === 401) {
      onSignedOut();
      return null;
    }
    if (!answer.ok) {
      const { error } = await answer.json();
      return { nodes: [], problem: `${error.message}${error.action}` };
    }
    return { nodes: [...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes], problem: "" };
  } catch (error) {
    if (error.name === "AbortError") return null;
    return { nodes: [], problem: gettext("没找成，网断了。您写的还在，连上再按回车。") };
  }
}
