/**
 * Draws the API's description with Swagger UI, which stands on the page as a classic script.
 * Nothing is asked of other hosts (no validator), and a token typed in is forgotten on reload.
 */

/** @param {{openapi: string}} data @param {Element} place */
export function settingsOf(data, place) {
  return {
    url: data.openapi,
    domNode: place,
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    persistAuthorization: false,
    validatorUrl: null,
    syntaxHighlight: { activated: false },
  };
}

/** Swagger UI has a dark sheet of its own, by a class. @param {Element} page */
export function followTheme(page) {
  page.classList.toggle("dark-mode", page.dataset.theme === "dark");
}

const place = globalThis.document?.querySelector("[data-openapi]");
if (place) {
  const page = document.documentElement;
  followTheme(page);
  new MutationObserver(() => followTheme(page)).observe(page, { attributeFilter: ["data-theme"] });
  globalThis.SwaggerUIBundle(settingsOf(place.dataset, place));
}
