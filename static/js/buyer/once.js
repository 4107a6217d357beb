/** A form of a buyer's page is sent once: the button says that it is under way until the next page is there. */

/** @param {Document | HTMLElement} page */
export function sendOnce(page) {
  page.addEventListener("submit", (event) => {
    const { target: form } = event;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    form.querySelector("button")?.setAttribute("aria-busy", "true");
    return undefined;
  });
}

/** Somebody comes back with the browser's own button: the page is as it was, and may be sent again. */
export function freshAgain(page) {
  for (const form of page.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("button")?.removeAttribute("aria-busy");
  }
}

if (typeof document !== "undefined") {
  sendOnce(document);
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) freshAgain(document); });
}
