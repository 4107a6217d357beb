/**
 * A rule's sentence turns into the same sentence with fields when a number is pressed, and back with
 * Esc. Usage: `<li data-rule><div data-rule-view>…<a data-rule-field="value.0">…</div><form data-rule-form
 * hidden>…<a data-rule-cancel></form></li>`. Without scripts the link loads the page with the form open.
 */

/** @param {HTMLElement} row @param {boolean} open @param {string} [field] */
function swap(row, open, field) {
  const form = row.querySelector("[data-rule-form]");
  form.hidden = !open;
  row.querySelector("[data-rule-view]").hidden = open;
  if (open) {
    const input = form.elements.namedItem(field ?? "") ?? form.querySelector(".rule-form__value");
    input.focus();
    input.select?.(); // a switch has nothing to mark
    return;
  }
  form.reset();
  row.querySelector("[data-rule-field]").focus();
}

for (const row of document.querySelectorAll("[data-rule]")) {
  for (const value of row.querySelectorAll("[data-rule-field]")) {
    value.addEventListener("click", (event) => {
      event.preventDefault();
      swap(row, true, value.dataset.ruleField);
    });
  }
  row.querySelector("[data-rule-cancel]")?.addEventListener("click", (event) => {
    if (row.querySelector("[aria-invalid]")) return; // a page that came back with a refusal: load it afresh
    event.preventDefault();
    swap(row, false);
  });
  row.querySelector("[data-rule-form]")?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    swap(row, false);
  });
}
