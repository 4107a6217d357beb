/** A style sheet that a page wants only when it is needed. */
const asked = new Map();

/** @param {string|undefined} href none: the page has it already @returns {Promise<void>} there, or as good as */
export function lateStyle(href) {
  if (!href) return Promise.resolve();
  if (!asked.has(href)) {
    asked.set(href, new Promise((resolve) => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
      for (const name of ["load", "error"]) link.addEventListener(name, () => resolve());
      document.head.append(link);
    }));
  }
  return asked.get(href);
}
