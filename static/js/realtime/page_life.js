/**
 * What happens to the page, as the line cares about it: it woke (came to the front, the network
 * returned), it lost the network, it was put away (also into the back-forward cache), it came back.
 *
 * @param {{onWake: () => void, onOffline: () => void, onHide: () => void, onReturn: () => void}} handlers
 * @param {Window} page
 * @returns {() => void} stops listening
 */
export function watchPageLife({ onWake, onOffline, onHide, onReturn }, page) {
  const stop = new AbortController();
  const how = { signal: stop.signal };
  page.document.addEventListener("visibilitychange", () => {
    if (page.document.visibilityState === "visible") onWake();
  }, how);
  page.addEventListener("online", onWake, how);
  page.addEventListener("offline", onOffline, how);
  page.addEventListener("pagehide", onHide, how);
  page.addEventListener("pageshow", (event) => (event.persisted ? onReturn() : onWake()), how);
  return () => stop.abort();
}
