/**
 * Words that were opened close again by themselves, and are not asked for twice when the page is loaded
 * anew. Usage: `<blockquote data-hide-again="60" data-here="/audit/">…<button data-hide-now hidden>`.
 */

for (const words of document.querySelectorAll("[data-hide-again]")) {
  const hide = () => words.remove();
  const button = words.querySelector("[data-hide-now]");
  button.hidden = false;
  button.addEventListener("click", hide);
  setTimeout(hide, Number(words.dataset.hideAgain) * 1000);
  history.replaceState(null, "", words.dataset.here);
  words.scrollIntoView({ block: "center" });
  words.focus({ preventScroll: true });
}
