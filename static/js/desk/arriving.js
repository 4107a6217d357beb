/**
 * Coming to the desk at one place of a chat: `/desk/12/?at=34`, as the search gives it. The place is gone
 * to once, when the thread is there; the address then names the chat alone.
 */
const PLACE = /^[1-9]\d{0,9}$/;

/** @param {number|null} conversation the one that the page was opened with @param {Location} [from] @returns {(open: number|null, jump: (seq: number) => void) => void} */
export function arriveAt(conversation, from = location) {
  const told = new URLSearchParams(from.search).get("at") ?? "";
  let seq = conversation !== null && PLACE.test(told) ? Number(told) : 0;
  return (open, jump) => {
    if (!seq || open !== conversation) return;
    const place = seq;
    seq = 0;
    history.replaceState(history.state, "", from.pathname);
    jump(place);
  };
}

/** The search of one chat alone. @param {number} conversation @returns {string} */
export function addressOfSearch(conversation) {
  return `${document.querySelector("[data-rail-search]").getAttribute("href")}?thread=${conversation}`;
}
