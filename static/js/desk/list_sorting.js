/**
 * The choice above the list: by wait or by time. `preferences.js` keeps it with the person; here it
 * is brought into force, and a key changes it.
 */

/**
 * @param {HTMLElement} form radio buttons `list_order`
 * @param {{order: import("./row_order.js").Order, onChoose: (order: import("./row_order.js").Order) => void}} options
 * @returns {() => void} the other order
 */
export function bindSorting(form, { order, onChoose }) {
  const choices = [...form.querySelectorAll("input")];
  form.addEventListener("change", ({ target }) => {
    onChoose(target.value);
    if (!target.matches(":focus-visible")) target.blur(); // or single letters would count as typing
  });
  onChoose(order);
  return () => choices.find((choice) => !choice.checked).click();
}
