/**
 * On a phone the list of settings is one row that moves sideways: the entry of the page shown stands in
 * its middle. Usage: `<nav data-current-entry>…<a aria-current="page">`.
 */

for (const row of document.querySelectorAll("[data-current-entry]")) {
  const entry = row.querySelector("[aria-current]")?.getBoundingClientRect();
  const seen = row.getBoundingClientRect();
  // Only the row moves: `scrollIntoView` would move the page too.
  if (entry) row.scrollLeft += entry.left + entry.width / 2 - (seen.left + seen.width / 2);
}
