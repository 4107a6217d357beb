/** To an entry of the thread, however far back: what lies between is fetched first. */
import { applyHistory, hasOlder } from "../realtime/thread_store.js";

const MARKED_MS = 1800;

/**
 * @param {object} way
 * @param {import("../realtime/shapes.js").Thread} way.thread
 * @param {import("./render.js").ThreadView} way.view
 * @param {number} way.seq
 * @param {(before: number) => Promise<object>} way.ask `thread.history`
 * @param {() => boolean} [way.open] the thread is still the one that is shown
 * @returns {Promise<boolean>} whether it is in view now; rejects where the line is lost
 */
export async function jumpTo({ thread, view, seq, ask, open = () => true }) {
  while (thread.first > seq && hasOlder(thread)) {
    const { first } = thread;
    applyHistory(thread, await ask(first));
    if (!open()) return false;
    if (thread.first >= first) break;
  }
  return reveal(view, seq);
}

function reveal(view, seq) {
  const items = view.items();
  const at = items.findIndex((item) => item.entry?.seq === seq);
  if (at < 0) return false;
  const drawn = () => [...view.list.children].find((row) => row.dataset.key === items[at].key);
  if (!drawn()) {
    view.keeper.stuck = false;
    view.window.around(items, at);
    view.update({ quiet: true });
  }
  const node = drawn();
  view.keeper.stuck = false;
  centre(view.log, node);
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
  node.toggleAttribute("data-found", true);
  setTimeout(() => node.removeAttribute("data-found"), MARKED_MS);
  return true;
}

/** Only the log moves: `scrollIntoView` would push the page's frame too. @param {HTMLElement} log @param {HTMLElement} row */
function centre(log, row) {
  const [outer, inner] = [log.getBoundingClientRect(), row.getBoundingClientRect()];
  log.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
}
