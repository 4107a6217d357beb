/** Keys of the wizard: 1 to 5 go to a step, Ctrl Enter does the deed, Escape leads back. */
const STEPS = ["what", "proof", "freight", "way", "words"];
const FIELDS = "input:not([type=hidden], [disabled], [readonly]), textarea:not([hidden]), select, a[href], summary";

/**
 * @param {Pick<KeyboardEvent, "key"|"ctrlKey"|"metaKey"|"altKey"|"isComposing">} event @param {boolean} typing
 * @returns {{go: string}|{deed: "save"|"back"|"leave"}|null}
 */
export function meant(event, typing) {
  if (event.isComposing) return null;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return { deed: "save" };
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "Escape") return { deed: typing ? "leave" : "back" };
  const step = STEPS[Number(event.key) - 1];
  return step && !typing ? { go: step } : null;
}

/** @param {Document} page @param {{form: HTMLFormElement, save: () => void, back: () => void}} parts */
export function bindKeys(page, { form, save, back }) {
  page.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || page.querySelector("[popover]:popover-open")) return;
    const typing = Boolean(page.activeElement?.closest("textarea, select, input:not([type=checkbox], [type=radio])"));
    const wish = meant(event, typing);
    if (!wish) return;
    event.preventDefault();
    if (wish.go) {
      const step = form.querySelector(`#${wish.go}`);
      step.scrollIntoView({ block: "start" });
      const first = step.querySelector(FIELDS);
      const chosen = first?.type === "radio" ? step.querySelector(`[name="${first.name}"]:checked`) : null;
      (chosen ?? first)?.focus({ preventScroll: true });
    } else if (wish.deed === "save") save();
    else if (wish.deed === "leave") page.activeElement.blur();
    else back();
  });
}
