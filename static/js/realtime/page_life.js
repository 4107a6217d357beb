/**
 * The page as the line sees it: woken (in front, network back), offline, put away, brought back.
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
