/**
 * The live floor: hears the shop on the desk's socket, asks for the floor as it is soon after any news,
 * and lets the clocks tick. Every rule stands in a part; here stands only who hears of what.
 */
import { ExpiredDialog } from "../desk/expired_dialog.js";
import { fetchFragment } from "../desk/fragments.js";
import { OfflineStrip } from "../desk/offline_strip.js";
import { Toast } from "../desk/toast.js";
import { WhyDialog } from "../desk/why_dialog.js";
import { gettext, interpolate } from "../i18n.js";
import { fillInitials } from "../initials.js";
import { clock } from "../realtime/clock.js";
import { Line, socketUrl } from "../realtime/socket.js";
import { tick } from "./clocks.js";
import { bindPosts } from "./deeds.js";
import { AssignDialog, TakeDialog } from "./dialogs.js";
import { Drawer } from "./drawer.js";
import { patch, remember } from "./patch.js";
import { Refresher } from "./refresher.js";
import { Watching } from "./watching.js";

/** Whatever changes something that the floor shows. */
const NEWS = ["entry.added", "session.opened", "session.taken", "session.queued", "session.finished", "session.reopened",
  "session.escalated", "session.woken", "conversation.changed", "presence.changed", "peak.changed", "floor.changed"];

const config = JSON.parse(document.getElementById("floor-config").textContent);
const find = (name) => document.querySelector(`[data-${name}]`);
const floor = find("floor");
const now = find("now");
const toast = new Toast(find("toast"));
const say = (words) => toast.say(words);
const urlIn = (pattern) => (conversation) => pattern.replace("/0/", `/${conversation}/`);
const serverNow = () => clock.now();
const onSignedOut = () => line.reconnect();

const line = new Line({ url: socketUrl("/ws/desk/"), onOpen: catchUp, onSignedOut: () => expired.ask() });
const refresher = new Refresher({ load });
const drawer = new Drawer(find("drawer-box"), { onSignedOut, onFilled: showTimes, onClosed: () => watching.close() });
const changed = (words) => {
  if (words) say(words);
  refresher.poke();
};
const assign = new AssignDialog(find("assign-dialog"), { urlOf: urlIn(config.assign_url), peopleOf: urlIn(config.receivers_url), onSignedOut, onDone: changed });
const take = new TakeDialog(find("take-dialog"), { urlOf: urlIn(config.take_url), onDone: changed });
const why = new WhyDialog(find("why-dialog"), { urlOf: urlIn(config.why_url), onSignedOut });
const expired = new ExpiredDialog(find("expired"), { url: config.sign_in_url, kept: () => [] });
const watching = new Watching({ scope: `floor:${config.shop}:${config.me.id}`, line, me: config.me, now: serverNow, drawer, assign, take,
  deskOf: urlIn(config.desk_url), takeOf: urlIn(config.take_url), say, onMoved: showTimes });
new OfflineStrip(find("offline"), floor, line, gettext("这里停在断开的那一刻，连上自动更新。"));

/** The floor as it is, in the place of what is shown. */
async function load() {
  if (document.hidden || line.state === "waiting" || line.state === "stopped") return; // waking asks again
  const found = await fetchFragment(config.now_url, onSignedOut);
  const fresh = found?.find((node) => node.dataset?.moment);
  if (!fresh) throw new Error("no floor");
  patch(now, fresh);
  for (const name of ["moment", "checksum", "steps"]) now.dataset[name] = fresh.dataset[name];
  fillInitials(now);
  showTimes();
  await drawer.refresh();
}

/** A new line: everything as it is now. */
async function catchUp() {
  await Promise.all([refresher.ask(), watching.catchUp()]);
}

function showTimes() {
  const steps = now.dataset.steps.split(",").map(Number);
  tick(document, { now: serverNow(), steps });
  const seconds = Math.max(0, Math.floor((serverNow() - Date.parse(now.dataset.moment)) / 1000));
  const words = seconds < 5 ? gettext("刚刚更新") : interpolate(gettext("%s 秒前更新"), [seconds]);
  for (const act of floor.querySelectorAll("[data-watch]")) {
    act.closest("[data-key]").toggleAttribute("data-open", Number(act.dataset.watch) === watching.watch.conversation);
  }
  const place = find("updated");
  if (place.textContent !== words) place.textContent = words;
}

for (const name of NEWS) line.on(name, () => refresher.poke());
line.on("desk.heartbeat", ({ digest }) => { if (digest.checksum !== now.dataset.checksum) refresher.poke(); });
line.on("resync", () => catchUp().catch(() => {}));

bindPosts(now, { say, onDone: () => refresher.poke() });
floor.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const act = event.target.closest("[data-drawer], [data-watch], [data-assign], [data-why]");
  if (!act) return;
  const { dataset } = act;
  if ("drawer" in dataset) {
    event.preventDefault();
    watching.close();
    drawer.list(act.href, act);
  } else if (dataset.watch) {
    watching.open(Number(dataset.watch), act);
  } else if (dataset.assign) {
    assign.open(Number(dataset.assign), dataset.name);
  } else if (dataset.why) {
    why.open(Number(dataset.why), gettext("为什么还在排？"));
  }
});

setInterval(() => {
  if (document.hidden || floor.hasAttribute("data-offline")) return;
  showTimes();
  watching.tick();
}, 1000);

remember(now);
clock.hear(now.dataset.moment);
showTimes();
line.start();
