// Buttons of the desk that neither a key of the table nor a command of the bar does.
() => {
  const elsewhere = "dialog, template, [data-list] li, [data-log], [data-context-body], [role=menu], .me-menu";
  const buttons = [...document.querySelectorAll("button, a.rail__link, .me-menu :is(a, button, input:not([type=hidden]))")];
  return buttons
    .filter((button) => button.matches(".me-menu *") || !button.closest(elsewhere))
    .filter((button) => !button.hasAttribute("aria-keyshortcuts") && !button.hasAttribute("data-command"))
    .map((button) => button.outerHTML.slice(0, 160));
}
