/**
 * The radar: hears the shop on the desk's socket, asks for itself as it is soon after any news, and lets
 * the deadlines tick. Every rule stands in a part; here stands only who hears of what.
 */
import { ExpiredDialog } from "../desk/expired_dialog.js";
import { fetchFragment } from "../desk/fragments.js";
import { OfflineStrip } from "../desk/offline_strip.js";
import { Toast } from "../desk/toast.js";
import { Latest } from "../floor/latest.js";
import { patch, remember } from "../floor/patch.js";
import { Refresher } from "../floor/refresher.js";
import { gettext, interpolate } from "../i18n.js";
import { fillInitials } from "../initials.js";
import { clock } from "../realtime/clock.js";
import { Line, socketUrl } from "../realtime/socket.js";
import { Card } from "./card.js";
import { bindChecks } from "./checklist.js";
import { postDeed } from "./deeds.js";
import { Dialogs } from "./dialogs.js";
import { tick } from "./due_words.js";
import { bindKeys } from "./keys.js";
import { Rows } from "./rows.js";
import { mountShift } from "./shift.js";

const config = JSON.parse(document.getElementById("todo-config").textContent);
const find = (name) => document.querySelector(`[data-${name}]`);
const todo = find("todo");
const toast = new Toast(find("toast"));
const onSignedOut = () => line.reconnect();
const latest = new Latest();
let now = find("now");

const line = new Line({ url: socketUrl("/ws/desk/"), onSignedOut: () => expired.ask() });
const expired = new ExpiredDialog(find("expired"), { url: config.sign_in_url, kept: () => [] });
const refresher = new Refresher({ load, every: 60000 });
const rows = new Rows(todo, { bulk: find("bulk") });
const card = new Card(find("card"), { urlOf: (id) => config.card_url.replace("/0/", `/${id}/`), onSignedOut, onFilled: show });
bindChecks(card.box, { onSignedOut, say: (words) => toast.say(words) });
const dialogs = new Dialogs(document, { deedUrl: config.deed_url, onSignedOut, onDone: done });
new OfflineStrip(find("offline"), todo, line, gettext("这里停在断开的那一刻，连上自动更新。"));

/** The radar as it is, in the place of what is shown. */
async function load() {
  if (document.hidden || line.state === "waiting" || line.state === "stopped") return; // waking asks again
  const wanted = latest.stay();
  const fresh = await freshNow(location.search);
  if (!wanted()) return refresher.poke();
  if (!fresh) throw new Error("no radar");
  patch(now, fresh);
  put(fresh);
  return card.refresh();
}

async function freshNow(query) {
  const found = await fetchFragment(config.now_url + query, onSignedOut);
  return found?.find((node) => node.dataset?.moment) ?? null;
}

function put(fresh) {
  for (const name of ["moment", "steps"]) now.dataset[name] = fresh.dataset[name];
  for (const name of ["sum", "views"]) find(name).replaceChildren(...fresh.querySelector(`[data-fresh-${name}]`).childNodes);
  clock.hear(now.dataset.moment);
  fillInitials(now);
  rows.settle();
  show();
}

/** Another filter, order or view: the whole of it anew, with its address. @param {string} href */
async function go(href) {
  const url = new URL(href, location.href);
  const wanted = latest.leave();
  const fresh = await freshNow(url.search);
  if (!wanted()) return undefined;
  if (!fresh) return location.assign(href);
  latest.arrive();
  history.pushState(null, "", url.pathname + url.search);
  const taken = fresh.cloneNode(true);
  now.replaceWith(taken);
  now = taken;
  remember(now);
  rows.selection.clear();
  put(fresh);
  return undefined;
}

async function more(link) {
  link.setAttribute("aria-busy", "true");
  const fresh = await freshNow(new URL(link.href).search);
  if (!fresh) return link.removeAttribute("aria-busy");
  const list = link.closest("[data-region]");
  link.parentElement.remove();
  list.append(...fresh.querySelector("[data-region]").children);
  fillInitials(list);
  rows.settle();
  return show();
}

function done({ done: count, refused }, deed) {
  const words = { done: gettext("做完了 %s 件。"), drop: gettext("%s 件不做了，原因记下了。"), postpone: gettext("%s 件改了时间。"),
    hand: gettext("转出了 %s 件。"), take: gettext("接过来 %s 件。"), weigh: gettext("轻重缓急改了。"), new: gettext("记下了。") }[deed];
  const problem = refused.length ? interpolate(gettext(" %s 件没做成：%s"), [refused.length, refused[0].message]) : "";
  toast.say((count ? interpolate(words, [count]) : "") + problem);
  rows.selection.clear();
  rows.settle();
  refresher.ask();
}

function show() {
  tick(todo, { now: clock.now(), steps: now.dataset.steps.split(",").map(Number) });
}

/** @param {string} deed @param {HTMLElement} [from] a button of a row or of the card; without one what is chosen */
async function ask(deed, from) {
  const items = from?.closest("[data-row]") && !from.closest("[data-bulk]") ? [rows.item(from.closest("[data-row]"))] : rows.items;
  if (deed === "new" || deed === "keys") return dialogs.open(deed, []);
  if (!items.length) return undefined;
  if (deed !== "take") return dialogs.open(deed, items);
  const fields = new URLSearchParams([["deed", "take"], ...items.map(({ mark }) => ["mark", mark])]);
  const came = await postDeed(config.deed_url, fields, onSignedOut);
  return came.problem ? toast.say(came.problem) : done(came, "take");
}

line.on("followup.changed", () => refresher.poke());
line.on("followup.reminded", () => refresher.poke());
mountShift(line, { id: config.me, role: config.role });
line.on("resync", () => refresher.ask());
line.on("desk.welcome", () => refresher.ask()); // from now on nothing is missed: what came before is asked for

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const act = event.target.closest("[data-go], [data-open], [data-more], [data-ask], [data-new]");
  if (!act) return;
  const { dataset } = act;
  if ("ask" in dataset) return void ask(dataset.ask, act);
  if ("new" in dataset) return void ask("new");
  event.preventDefault();
  if ("go" in dataset) return void go(act.href);
  if ("more" in dataset) return void more(act);
  return void card.open(act.closest("[data-row]").dataset.row, act);
});
bindKeys(document, { rows, card, ask, go, isBusy: () => dialogs.isOpen || document.querySelector("dialog[open]") !== null });
addEventListener("popstate", () => location.reload());
setInterval(() => { if (!document.hidden && !todo.hasAttribute("data-offline")) show(); }, 1000);

remember(now);
clock.hear(now.dataset.moment);
rows.settle();
show();
line.start();
