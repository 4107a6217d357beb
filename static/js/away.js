/**
 * The page shown while the server is away: it asks again with growing, random pauses, and loads
 * what was wanted as soon as the server has more to say than that it is away.
 */
import { Backoff } from "./realtime/backoff.js";

/** What a proxy or the server itself says while it is away. */
const AWAY = new Set([502, 503, 504]);

/** @param {{ask?: () => Promise<{status: number}>, again?: () => void, wait?: (fn: () => void, ms: number) => void, backoff?: Backoff}} [how] */
export function tryAgain({
  ask = () => fetch(location.href, { method: "HEAD", cache: "no-store" }),
  again = () => location.reload(),
  wait = setTimeout,
  backoff = new Backoff(),
} = {}) {
  const look = async () => {
    const status = await ask().then((answer) => answer.status, () => 0);
    if (status && !AWAY.has(status)) again();
    else next();
  };
  const next = () => wait(look, 1000 * (1 + backoff.next()));
  next();
}

if (globalThis.document?.querySelector("[data-again]")) tryAgain();
