/**
 * A drawer that the server has opened becomes modal: focus stays inside, Esc and a press beside it
 * close it. Usage: `<dialog data-drawer open data-drawer-back="/settings/#rule">`; the address of the
 * page behind is put back without loading it again.
 */

const drawer = document.querySelector("[data-drawer]");

if (drawer) {
  drawer.close();
  drawer.showModal();
  drawer.addEventListener("close", () => history.replaceState(null, "", drawer.dataset.drawerBack));
  drawer.addEventListener("click", (event) => { if (event.target === drawer) drawer.close(); });
  drawer.querySelector("[data-drawer-close]").addEventListener("click", (event) => {
    event.preventDefault();
    drawer.close();
  });
}
