/** Django's CSRF token for requests that scripts send, always as the cookie has it now. */

/** @returns {string} */
export function csrfToken() {
  const found = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
  return found ? decodeURIComponent(found[1]) : "";
}

/** After signing in again the token is another: the forms already on the page need it too. */
export function renewFormTokens() {
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = csrfToken();
}
