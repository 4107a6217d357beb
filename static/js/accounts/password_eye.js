/**
 * A button that shows what was typed as a password, while it is pressed in. Without scripts it stays
 * hidden. Usage: `<button data-password-eye aria-controls="<id of the input>" hidden>`.
 */

for (const button of document.querySelectorAll("[data-password-eye]")) {
  const input = document.getElementById(button.getAttribute("aria-controls"));
  button.hidden = false;
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    button.querySelector("[data-eye-open]").hidden = shown;
    button.querySelector("[data-eye-shut]").hidden = !shown;
  };
  button.addEventListener("click", () => show(input.type === "password"));
  // Never sent as plain text, so that no browser remembers it as an ordinary word.
  input.form?.addEventListener("submit", () => show(false));
}
