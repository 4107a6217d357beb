/** A fragment of a page, as nodes. Null when it could not be had: the offline strip says why. */

/** @param {string} url @param {() => void} onSignedOut @returns {Promise<Node[]|null>} */
export async function fetchFragment(url, onSignedOut) {
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" }, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401) onSignedOut();
    if (!answer.ok) return null;
    return [...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes];
  } catch {
    return null;
  }
}
