/**
 * Sets `data-theme` before the first paint: light, dark, or what the system asks for.
 *
 * A classic script in the head on purpose (a module would run after the first paint and flash).
 * The choice is the signed-in person's (`data-theme-choice` on <html>), else this browser's last one.
 * `preferences.js` fires `theme:chosen` on the document after a change; other tabs hear it by `storage`.
 */
(function () {
  "use strict";
  var root = document.documentElement;
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  var KEY = "helpdesk.theme";

  function stored() {
    try { return localStorage.getItem(KEY); } catch (refused) { return null; }
  }

  function remember(choice) {
    try { localStorage.setItem(KEY, choice); } catch (refused) { /* private mode: the page still works */ }
  }

  function apply() {
    var choice = root.dataset.themeChoice || stored() || "auto";
    root.dataset.theme = choice === "auto" ? (system.matches ? "dark" : "light") : choice;
  }

  if (root.dataset.themeChoice) remember(root.dataset.themeChoice);
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("theme:chosen", function (event) {
    root.dataset.themeChoice = event.detail;
    remember(event.detail);
    apply();
  });
  window.addEventListener("storage", function (event) {
    if (event.key !== KEY || !event.newValue) return;
    root.dataset.themeChoice = event.newValue;
    apply();
  });
})();
