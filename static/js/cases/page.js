/**
 * The page of a case: its dialogs and one-press answers, the time that ticks, and the case as it is now:
 * whatever somebody else does to it is on screen by itself, never under a dialog that is being filled.
 */
import { ExpiredDialog } from "../desk/expired_dialog.js";
import { fetchFragment } from "../desk/fragments.js";
import { OfflineStrip } from "../desk/offline_strip.js";
import { Toast } from "../desk/toast.js";
import { Refresher } from "../floor/refresher.js";
import { gettext, interpolate } from "../i18n.js";
import { clock } from "../realtime/clock.js";
import { Line, socketUrl } from "../realtime/socket.js";
import { postDeed } from "../todo/deeds.js";
import { tick } from "../todo/due_words.js";
import { isTyping } from "../todo/keys.js";
import { MoveDialogs } from "./dialogs.js";

const config = JSON.parse(document.getElementById("case-config").textContent);
const find = (name) => document.querySelector(`[data-${name}]`);
const place = find("place");
const toast = new Toast(find("toast"));
const onSignedOut = () => line.reconnect();
/** The version that our own deed has made: its news is none to us. */
let mine = false;

const line = new Line({ url: socketUrl("/ws/desk/"), onSignedOut: () => expired.ask() });
const expired = new ExpiredDialog(find("expired"), { url: config.sign_in_url, kept: () => [] });
const refresher = new Refresher({ load, every: 60000 });
const dialogs = new MoveDialogs(place, { onSignedOut, onDone: done, onClosed: () => refresher.ask() });
new OfflineStrip(find("offline"), find("whole"), line, gettext("这里停在断开的那一刻，连上自动更新。"));

const shown = () => place.querySelector("[data-case]");

/** The case as it is, in the place of what is shown, where it is another one by now. */
async function load() {
  if (document.hidden || line.state === "waiting" || line.state === "stopped") return; // waking asks again
  const found = await fetchFragment(config.now_url, onSignedOut);
  const fresh = found?.find((node) => node.dataset?.case);
  if (!fresh) throw new Error("no case");
  clock.hear(fresh.dataset.moment);
  if (fresh.dataset.mark === shown().dataset.mark) return;
  if (dialogs.isOpen) {
    dialogs.warn(interpolate(gettext("这单刚有变化：%s · %s。先关上看一眼再定。"), [fresh.dataset.last, fresh.dataset.lastWho]));
    return;
  }
  const moved = fresh.dataset.version !== shown().dataset.version;
  if (moved && !mine) toast.say(interpolate(gettext("刚有变化：%s · %s"), [fresh.dataset.last, fresh.dataset.lastWho]));
  mine = false;
  const held = document.activeElement?.dataset?.ask;
  const top = place.querySelector(".cp__body").scrollTop;
  place.replaceChildren(fresh);
  place.querySelector(".cp__body").scrollTop = top;
  if (held) (place.querySelector(`[data-ask="${held}"]`) ?? place.querySelector("h1")).focus?.({ preventScroll: true });
  show();
}

function done(words) {
  mine = true;
  toast.say(words);
  refresher.ask();
}

function show() {
  tick(place, { now: clock.now(), steps: shown().dataset.steps.split(",").map(Number) });
}

/** Yes, taking back, asking the service again: one press. @param {HTMLButtonElement} button */
async function answerNow(button) {
  const { nowAnswer, url } = button.dataset;
  button.disabled = true;
  const came = await postDeed(url, new URLSearchParams({ answer: nowAnswer }), onSignedOut);
  button.disabled = false;
  if (came.problem) return toast.say(came.problem);
  return done({ grant: gettext("批了，照办了。"), take_back: gettext("撤回了送审。"), retry: gettext("在问支付渠道了。") }[nowAnswer]);
}

line.on("order.changed", ({ order }) => { if (order === config.order) refresher.poke(); });
line.on("resync", () => refresher.ask());
line.on("desk.welcome", () => refresher.ask()); // from now on nothing is missed: what came before is asked for

place.addEventListener("click", ({ target }) => {
  const act = target.closest("[data-ask], [data-now-answer], [data-locked]");
  if (!act) return;
  if ("locked" in act.dataset) return void (act.title && toast.say(act.title));
  act.closest("details")?.removeAttribute("open");
  if ("nowAnswer" in act.dataset) answerNow(act);
  else dialogs.open(act.dataset.ask);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event)) return;
  if (document.querySelector("dialog[open]")) return;
  const what = { o: "[data-chat]", a: "[data-main]", r: "[data-ask=refuse]", b: "[data-back]" }[event.key.toLowerCase()];
  const button = what && place.querySelector(what);
  if (!button) return;
  event.preventDefault();
  button.click();
});
setInterval(() => { if (!document.hidden && !find("whole").hasAttribute("data-offline")) show(); }, 1000);

clock.hear(shown().dataset.moment);
show();
line.start();
