/** Choosing platforms: a tick shows at once what would change; nothing is changed by it. */
const form = document.querySelector("[data-platforms]");
form.querySelector("[data-look]").hidden = true;
form.addEventListener("change", () => form.requestSubmit());
