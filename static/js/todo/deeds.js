/** A deed of the radar by POST; what came of it, or what is in the way in the server's words. */
import { csrfToken } from "../csrf.js";
import { gettext } from "../i18n.js";

/**
 * @param {string} url @param {URLSearchParams} fields @param {() => void} onSignedOut
 * @param {{keepalive?: boolean}} [how] keepalive: it arrives although the page is left
 * @returns {Promise<{done: number, refused: {message: string}[], problem?: string, code?: string}>}
 */
export async function postDeed(url, fields, onSignedOut, { keepalive = false } = {}) {
  const nothing = { done: 0, refused: [] };
  try {
    const answer = await fetch(url, {
      method: "POST", redirect: "manual", body: fields, keepalive,
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
    });
    if (answer.type === "opaqueredirect" || answer.status === 401) {
      onSignedOut();
      return { ...nothing, problem: gettext("登录过期了，再登一次接着做。") };
    }
    if (answer.ok) return await answer.json();
    const { error } = await answer.json();
    return { ...nothing, problem: `${error.message} ${error.action}`, code: error.code };
  } catch {
    return { ...nothing, problem: gettext("没做成，网断了。什么都没有变，连上再点一次。") };
  }
}
