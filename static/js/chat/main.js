/** The buyer's page; embed.js begins it in a frame. What is written before the line is open waits. */
import { gettext, interpolate } from "../i18n.js";
import { Drafts } from "../realtime/drafts.js";
import { Hours } from "../realtime/hours.js";
import { Outbox } from "../realtime/outbox.js";
import { newestFromOthers, ordered, setPending } from "../realtime/thread_store.js";
import { whatChanges } from "../thread/cards.js";
import { initial } from "../thread/initial.js";
import { PositionReporter } from "../thread/positions.js";
import { ThreadView } from "../thread/render.js";
import { mountComposer } from "./composer.js";
import { mountLineWords } from "./line_words.js";
import { mountNotice } from "./notice.js";
import { Room } from "./room.js";
import { mountShopSide } from "./shop_side.js";
import { VisitorToken } from "./token.js";

const CHAT = "chat";
const TICK_MS = 5000;
const LATE_MS = 3000;
const byId = (id) => document.getElementById(id);
export const config = JSON.parse(byId("chat-config").textContent);
const scope = `chat:${config.slug}`;
const shopName = byId("shop-name").textContent;
byId("shop-initial").textContent = initial(shopName);

export const room = new Room({
  slug: config.slug, language: config.language, token: new VisitorToken({ slug: config.slug }), onChange: changed,
  onReset() {
    view.clear();
    positions.reset();
    pendingChanged();
  },
});
const { thread, line } = room;
const hours = new Hours({ ask: () => line.command("hours.ask"), onChange: showHours, now: () => room.now() });
room.onHours = (told) => hours.heard(told);
export const outbox = new Outbox({ scope, send: (item) => room.send(item) });
const notice = mountNotice({ box: byId("notice"), words: byId("notice-words"), button: byId("notice-undo") });

const drafts = new Drafts({ scope });
export const composer = mountComposer({
  box: byId("box"), button: byId("send"), counter: byId("counter"),
  drafts, chat: CHAT, limit: () => room.rules.max_length, onFiles: () => files?.send(),
  onSend: post,
});

function post(text, what = deeds?.take()) {
  outbox.add(CHAT, text, what);
  shopSide.sent();
  view.jumpToEnd();
}

/** What is fetched when it is first wanted: one that takes long says so, one that fails too. */
function later(coming, use, lost = gettext("网断了，没打开。连上再点一次")) {
  const late = setTimeout(() => notice.say(gettext("网有点慢，还在打开，不用再点")), LATE_MS);
  return coming.then(use, () => notice.say(lost)).finally(() => clearTimeout(late));
}

/** The menu of a message, quoting, going to what is quoted: fetched when it is first wanted. */
const quotes = new Drafts({ scope: `quote:${scope}` });
let deeds = null;
const withDeeds = (use) => later(import(/* later */ "./entry_deeds.js"), ({ mountDeeds }) => {
  deeds ??= mountDeeds({ room, view, composer, quotes, say: notice.say, onRecall: recall });
  use?.(deeds);
});
byId("emoji").addEventListener("click", () => later(import(/* later */ "../emoji/picker.js"), ({ toggleEmoji }) => toggleEmoji(byId("emoji"), byId("box"))));

/** Pictures and files: all of it is fetched when the first one is given. */
let files = null;
const give = (list) => {
  const given = [...list];
  if (given.length) later(import(/* later */ "./files.js"), ({ mountFiles }) => {
    files ??= mountFiles({ slug: config.slug, room, say: notice.say, onSend: post });
    files.add(given);
  }, gettext("网断了，图片没放进来。连上再选一次"));
  return given.length;
};
byId("pick").addEventListener("change", ({ target }) => { give(target.files); target.value = ""; });
byId("box").addEventListener("paste", (event) => {
  const { files: pasted, types } = event.clipboardData;
  if (!types.includes("text/plain") && give(pasted)) event.preventDefault();
});
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    if (name === "drop") give(event.dataTransfer.files);
  });
}
document.addEventListener("file:fresh", ({ detail }) => { detail.answer = line.command("file.address", { seq: detail.seq }); });
document.addEventListener("card:page", ({ detail }) => { detail.answer = line.command("card.page", { seq: detail.seq }); });

const template = (name) => byId(`entry-${name}`);
export const view = new ThreadView({
  log: byId("log"), list: byId("entries"), newer: byId("newer"),
  templates: { own: template("own"), other: template("other"), card: template("card"), line: template("line"), day: template("day") },
  items: () => ordered(thread),
  look: () => ({ reader: "buyer", isOwn: room.isOwn, me: room.name, position: thread.positions.shop,
    online: line.state === "open", now: room.now(), recallSeconds: room.rules.recall_seconds, quotes: true }),
  onAct: act,
  onNeedOlder: () => room.older(),
  onMoved: () => positions.poke(),
});

const positions = new PositionReporter({
  report: (position) => line.command("position.report", position),
  newest: () => newestFromOthers(thread),
  atEnd: () => view.atEnd,
});

/** The form behind 「要改」, fetched with the first card, so that it is there when it is pressed. */
let addresses = null;
let fetched = null;
function addressForm() {
  fetched ??= import(/* later */ "./address_form.js").then(({ AddressForm }) => {
    addresses = new AddressForm(byId("entries"), { drafts, onChange: (card, change) => answer(card, "change", change), onLost: keepWords });
  }, () => { fetched = null; });
  return fetched;
}

const words = mountLineWords({
  line, words: byId("line-words"), dot: byId("line-dot"), strip: byId("strip"),
  waitingWords: byId("strip-words"), retry: byId("strip-retry"),
  session: () => thread.session, queue: () => room.queue, open: () => byId("closed").hidden, waiting: () => outbox.waiting(CHAT), durable: () => outbox.durable,
});

const shopSide = mountShopSide({
  room, queueLine: byId("queue"), typingLine: byId("typing"), box: byId("box"),
  afterDraw: () => view.keeper.stuck && view.keeper.toBottom(),
});

/** What is being written, seen by the shop where its rule says so; elsewhere this is never fetched. */
let sharing = null;
function shareDraft() {
  if (room.rules.show_draft) sharing ??= import(/* later */ "./draft_share.js").then(({ mountDraftShare }) => mountDraftShare({ room, outbox, scope, box: byId("box") }), () => { sharing = null; });
}

/** Said only while the shop is closed. */
function showHours({ open, words: said }) {
  const closed = byId("closed");
  closed.hidden = open;
  closed.textContent = open ? "" : said;
  words.draw();
}

function changed({ quiet }) {
  for (const item of outbox.items(CHAT)) {
    if (thread.entries.some((entry) => entry.client_id === item.client_id)) outbox.settle(item.client_id);
  }
  if (quiet) view.update({ quiet: true });
  else view.schedule();
  if (thread.cards) addressForm();
  addresses?.settle((seq) => thread.bySeq.get(seq)?.card && !thread.answers.has(seq) && !thread.replaced.has(seq));
  byId("empty").hidden = ordered(thread).length > 0;
  byId("emoji").hidden = !room.rules.emoji;
  deeds?.draw();
  words.draw();
  shopSide.draw();
  shareDraft();
  askRating();
  positions.know(thread.positions.buyer);
  positions.poke();
  nameTitle();
}

let ratingForm = null;
function askRating() {
  if (room.rating) ratingForm ??= fetchRating().catch(() => { ratingForm = null; });
  document.dispatchEvent(new CustomEvent("chat:rating"));
}

/** Asked late and of few: it comes when it is needed; without its script the form is none. */
async function fetchRating() {
  const answer = await fetch(`/rating/form/?lang=${config.language}`);
  const form = new DOMParser().parseFromString(await answer.text(), "text/html").forms[0];
  const script = document.createElement("script");
  script.type = "module";
  script.src = form.dataset.script;
  script.onerror = () => {
    form.remove();
    script.remove();
    ratingForm = null;
  };
  byId("log").append(form, script);
}

function pendingChanged() {
  setPending(thread, outbox.items(CHAT));
  changed({ quiet: false });
}

/** How many came while the page was not looked at. */
function nameTitle() {
  const { read } = thread.positions.buyer;
  const away = document.visibilityState !== "visible" || !document.hasFocus();
  const unread = away ? thread.entries.filter((entry) => entry.seq > read && ["message", "card", "file"].includes(entry.kind) && !room.isOwn(entry)).length : 0;
  document.title = unread ? `(${unread}) ${shopName}` : shopName;
  document.dispatchEvent(new CustomEvent("chat:unread", { detail: unread }));
}

function act(name, item, button) {
  if (name === "menu") return withDeeds((held) => held.menu(item.entry, button));
  if (name === "jump") return withDeeds((held) => held.jump((item.entry ?? item.pending).quote.seq));
  if (name === "rewrite") return composer.put(item.recall.text);
  if (name === "right") return answer(item.entry.seq, "right");
  if (name === "change") return addresses ? addresses.show(button, item.entry.seq) : addressForm().then(() => addresses?.show(button, item.entry.seq));
  if (name === "keep") return addresses.close(button);
  const { client_id: clientId } = item.pending ?? item.answering;
  if (name === "retry") outbox.retry(clientId);
  else if (name === "edit") edit(outbox.drop(clientId));
  else if (name === "drop") drop(outbox.drop(clientId));
}

function edit(item) {
  if (!item) return notice.say(gettext("这条正在发，发出后可以撤回"));
  composer.put(item.text);
  if (item.quote) withDeeds((held) => held.again(item));
}

function drop(item) {
  if (!item) return notice.say(gettext("这条正在发，发出后可以撤回"));
  notice.say(gettext("这条不发了"), () => outbox.restore(item));
  composer.focus();
}

function answer(seq, says, change = {}) {
  outbox.add(CHAT, "", { answer: { seq, says, receiver: "", phone: "", address: "", words: "", ...change } });
  composer.focus();
}

/** Another answer was quicker, or the question is gone: say so, and keep what was written. */
function refused({ item, error }) {
  if (!item.answer) return;
  outbox.drop(item.client_id);
  notice.say(`${error.message} ${error.action}`.trim());
  const lost = whatChanges(item.answer);
  if (lost) composer.put(lost);
  room.filler.run({ force: true });
}

function keepWords(lost) {
  composer.put(lost);
  notice.say(gettext("这张卡片不用答了。您写的放进了输入框"));
}

async function recall(seq) {
  try {
    await room.recall(seq);
    composer.focus();
  } catch (error) {
    const lost = gettext("网络断了，没撤回成。连上再试一次");
    notice.say(error.unanswered ? lost : interpolate(gettext("没撤回成：%(why)s"), { why: `${error.message} ${error.action}`.trim() }, true));
  }
}

outbox.addEventListener("change", pendingChanged);
outbox.addEventListener("failed", ({ detail }) => refused(detail));
outbox.addEventListener("sent", ({ detail }) => room.acknowledge(detail.item, detail.reply));
line.on("state", ({ state }) => {
  if (state === "open") outbox.resume();
  else outbox.pause();
  if (state === "open") composer.refresh();
  pendingChanged();
});
window.addEventListener("storage", ({ key, newValue }) => {
  if (newValue === null && key?.startsWith(outbox.store.itemPrefix)) room.glance();
  room.heardToken(key, newValue);
});
document.addEventListener("visibilitychange", nameTitle);
window.addEventListener("focus", nameTitle);
setInterval(() => { if (document.visibilityState === "visible" && view.ticking) view.schedule(); }, TICK_MS);

/** The page is as high as the on-screen keyboard leaves it, so that it never scrolls; where that is little, the box comes first. */
function followViewport(page, onChange) {
  const view = page.visualViewport;
  if (!view) return;
  const fit = () => {
    if (view.scale > 1.01) return;
    const root = page.document.documentElement;
    root.style.setProperty("--view-height", `${Math.round(view.height)}px`);
    root.dataset.room = view.height < 240 ? "least" : view.height < 360 ? "little" : "enough";
    if (view.offsetTop) page.scrollTo(0, 0);
    onChange();
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
  fit();
}

followViewport(window, () => view.keeper.stuck && view.keeper.toBottom());
pendingChanged();
if (quotes.get(CHAT)) withDeeds();
if (!config.sites) line.start();
