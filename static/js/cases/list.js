/**
 * The list of cases: hears the shop on the desk's socket, asks for itself as it is soon after any news,
 * lets the deadlines tick, and is walked by keys.
 */
import { ExpiredDialog } from "../desk/expired_dialog.js";
import { fetchFragment } from "../desk/fragments.js";
import { OfflineStrip } from "../desk/offline_strip.js";
import { Latest } from "../floor/latest.js";
import { patch, remember } from "../floor/patch.js";
import { Refresher } from "../floor/refresher.js";
import { gettext } from "../i18n.js";
import { clock } from "../realtime/clock.js";
import { Line, socketUrl } from "../realtime/socket.js";
import { tick } from "../todo/due_words.js";
import { bindListKeys } from "./list_keys.js";
import { Walk } from "./walk.js";

const config = JSON.parse(document.getElementById("cases-config").textContent);
const find = (name) => document.querySelector(`[data-${name}]`);
const root = find("cases");
const onSignedOut = () => line.reconnect();
const latest = new Latest();
let now = find("now");

const line = new Line({ url: socketUrl("/ws/desk/"), onSignedOut: () => expired.ask() });
const expired = new ExpiredDialog(find("expired"), { url: config.sign_in_url, kept: () => [] });
const refresher = new Refresher({ load, every: 60000 });
const walk = new Walk(root);
new OfflineStrip(find("offline"), root, line, gettext("这里停在断开的那一刻，连上自动更新。"));

/** The list as it is, in the place of what is shown; whoever has read on keeps the pages behind. */
async function load() {
  if (document.hidden || line.state === "waiting" || line.state === "stopped") return; // waking asks again
  const wanted = latest.stay();
  const fresh = await freshNow(location.search);
  if (!wanted()) return refresher.poke();
  if (!fresh) throw new Error("no list");
  keepFurther(fresh);
  patch(now, fresh);
  return put(fresh);
}

/** Rows behind the first page stay as they are. @param {HTMLElement} fresh */
function keepFurther(fresh) {
  const rows = now.querySelector("[data-region=rows]");
  if (!("further" in rows.dataset)) return;
  const list = fresh.querySelector("[data-region=rows]");
  const first = new Set([...list.children].map((row) => row.dataset.key));
  list.querySelector("[data-key=more]")?.remove();
  for (const row of rows.children) if (!first.has(row.dataset.key) || row.dataset.key === "more") list.append(row.cloneNode(true));
}

async function freshNow(query) {
  const found = await fetchFragment(config.now_url + query, onSignedOut);
  return found?.find((node) => node.dataset?.moment) ?? null;
}

function put(fresh) {
  for (const name of ["moment", "steps"]) now.dataset[name] = fresh.dataset[name];
  find("to-decide").replaceChildren(...fresh.querySelector("[data-fresh-to-decide]").childNodes);
  clock.hear(now.dataset.moment);
  walk.settle();
  show();
}

/** Another tab, filter or search: the whole of it anew, with its address. @param {string} href */
async function go(href) {
  const url = new URL(href, location.href);
  const wanted = latest.leave();
  const fresh = await freshNow(url.search);
  if (!wanted()) return undefined;
  if (!fresh) return location.assign(href);
  latest.arrive();
  history.pushState(null, "", url.pathname + url.search);
  const taken = fresh.cloneNode(true);
  const focus = document.activeElement?.dataset.focus === "tab" ? document.activeElement.dataset.key : null;
  now.replaceWith(taken);
  now = taken;
  remember(now);
  put(fresh);
  if (focus) now.querySelector(`.cl-tab[data-key="${focus}"]`)?.focus();
  return undefined;
}

async function more(link) {
  link.setAttribute("aria-busy", "true");
  const fresh = await freshNow(new URL(link.href).search);
  if (!fresh) return link.removeAttribute("aria-busy");
  const list = link.closest("[data-region]");
  list.dataset.further = "";
  link.parentElement.remove();
  const rows = [...fresh.querySelector("[data-region]").children];
  list.append(...rows);
  rows[0]?.querySelector("[data-open]")?.focus({ preventScroll: true });
  walk.settle();
  return show();
}

function show() {
  tick(root, { now: clock.now(), steps: now.dataset.steps.split(",").map(Number) });
}

/** @param {HTMLFormElement} form */
function asked(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value);
  return `${location.pathname}?${new URLSearchParams(fields)}`;
}

line.on("order.changed", () => refresher.poke());
line.on("resync", () => refresher.ask());
line.on("desk.welcome", () => refresher.ask()); // from now on nothing is missed: what came before is asked for

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const act = event.target.closest("[data-go], [data-more]");
  if (!act) return;
  event.preventDefault();
  if ("more" in act.dataset) more(act);
  else go(act.href);
});
root.addEventListener("change", ({ target }) => { if (target.closest("[data-filters]")) go(asked(target.form)); });
root.addEventListener("submit", (event) => {
  event.preventDefault();
  go(asked(event.target));
});
bindListKeys(document, { walk, go, words: find("words"), keys: find("keys") });
addEventListener("popstate", () => location.reload());
setInterval(() => { if (!document.hidden && !root.hasAttribute("data-offline")) show(); }, 1000);

remember(now);
clock.hear(now.dataset.moment);
walk.settle();
show();
line.start();
