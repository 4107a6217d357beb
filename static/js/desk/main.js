/**
 * The desk: makes its parts and ties them together. Every rule stands in a part; here stands only
 * who hears of what.
 */
import { fillInitials } from "../initials.js";
import { clock } from "../realtime/clock.js";
import { Drafts } from "../realtime/drafts.js";
import { Hours } from "../realtime/hours.js";
import { Outbox } from "../realtime/outbox.js";
import { Line, socketUrl } from "../realtime/socket.js";
import { arriveAt } from "./arriving.js";
import { Attention } from "./attention/attention.js";
import { CardButtons } from "./card_buttons.js";
import { mountCommands } from "./commands/mount.js";
import { Composer } from "./composer.js";
import { ContextPanel } from "./context_panel.js";
import { deedsOf } from "./deeds.js";
import { DeskList } from "./desk_list.js";
import { bindEmoji } from "./emoji_button.js";
import { EmptyView } from "./empty_view.js";
import { EntryActs } from "./entry_acts.js";
import { showActsOnTap } from "./touched.js";
import { ExpiredDialog } from "./expired_dialog.js";
import { Inside } from "./inside/inside.js";
import { mountFiles } from "./files.js";
import { mountGuard } from "./guard.js";
import { keptWords } from "./kept_words.js";
import { OfflineStrip } from "./offline_strip.js";
import { OpenThreads } from "./open_threads.js";
import { mountKnowledge } from "./knowledge/knowledge.js";
import { MyFigures } from "./my_figures.js";
import { mountPeople } from "./people.js";
import { mountPromises } from "./promises.js";
import { OrderCards } from "./order_cards.js";
import { showCount } from "./page_title.js";
import { mountQuoting } from "./quoting.js";
import { Reveals } from "./reveals.js";
import { Route } from "./route.js";
import { mountScripts } from "./scripts.js";
import { bindSorting } from "./list_sorting.js";
import { bindShortcuts, ShortcutsDialog } from "./shortcuts.js";
import { registerCommands } from "./register_commands.js";
import { bindSizeForms } from "./size_form.js";
import { Talk } from "./talk.js";
import { TalkHead } from "./talk_head.js";
import { Toast } from "./toast.js";
import { waitedSeconds, waitStep } from "./wait_scale.js";

const config = JSON.parse(document.getElementById("desk-config").textContent);
const { me, shop } = config;
const find = (name) => document.querySelector(`[data-${name}]`);
const desk = document.querySelector(".desk");
const scope = `desk:${shop.slug}:${me.id}`;
const now = () => clock.now();
/** The chat whose panel was last filled, and what had happened to its cards by then. */
let cardsShown = "";
/** The shop's rules; the welcome brings them before any row. */
let rules = { max_length: Infinity, recall_seconds: 0, wait_steps: [] };

const line = new Line({ url: socketUrl("/ws/desk/"), onOpen: catchUp, onSignedOut: () => expired.ask() });
const command = (name, fields) => line.command(name, fields);
const hours = new Hours({ ask: () => command("hours.ask"), onChange: showHours, now });
const drafts = new Drafts({ scope });
const outbox = new Outbox({
  scope,
  send: ({ conversation, client_id, text, card, file, quote, script, guard_seen }) => {
    const to = { conversation: Number(conversation), client_id };
    if (file) return command("file.send", to);
    return card ? command("card.send", { ...to, ...card }) : command("message.send", { ...to, text, quote: quote?.seq, script: script?.id, script_version: script?.version, guard_seen });
  },
});
const route = new Route({ desk: config.panel_url.replace(/0\/panel\/$/, ""), onMove: (conversation) => show(conversation) });
const toast = new Toast(find("toast"));
const shortcuts = new ShortcutsDialog(find("shortcuts"));
const threads = new OpenThreads({ command, outbox, me, onChange: (conversation) => threadChanged(conversation) });
const composer = new Composer(document.querySelector(".foot"), { drafts, sendKey: config.send_key, onSend: send, onFiles: () => files.send(), onTakeOver: () => talk.take() });
const acts = new EntryActs({ command, outbox, composer, conversation: () => talk.conversation, quoting: () => quoting, onKeep: (seq) => scripts.keep(seq) });
showActsOnTap(find("log"));
const inside = new Inside({ scope, line, me, composer, now, talk: () => talk, list: () => list, context: () => context, onRow: heardRow,
  say: (words, undo, label) => toast.say(words, undo, label), onGo: (conversation) => go(list.store.rows.get(conversation) ?? { conversation }) });
const head = new TalkHead(document.querySelector(".talk__head"), { onTake: () => talk.take(), onFinish: () => talk.finish(), onBack: () => route.leave(() => show(null)) });
const talk = new Talk(find("talk"), { line, threads, composer, head, acts, inside, me, now, rules: () => rules, onRow: heardRow, say: (words) => toast.say(words) });
const list = new DeskList(document.querySelector(".list"), {
  me: me.id, command, onChange: listChanged,
  scene: () => ({ me: me.id, open: talk.conversation, now: now(), steps: rules.wait_steps, tagsOf: (row) => inside.tagsOf(row), urlOf: (conversation) => route.urlOf(conversation) }),
});
const empty = new EmptyView(find("empty"), (tab) => list.tabs.choose(tab));
const context = new ContextPanel(find("context"), {
  urlOf: (conversation) => config.panel_url.replace("/0/", `/${conversation}/`),
  toggle: find("toggle-context"), onSignedOut: () => line.reconnect(), onFilled: (body) => { fillInitials(body); inside.drawRow(talk.row); promises.filled(); knowledge.filled(); },
});
const files = mountFiles({ root: route.desk, talk: () => talk, outbox, command, rules: () => rules.files, say: (words) => toast.say(words) });
const quoting = mountQuoting({ scope, talk, threads, composer, command, say: (words) => toast.say(words) });
const scripts = mountScripts({ config: config.scripts, scope, foot: document.querySelector(".foot"), composer, talk: () => talk, files, line, say: (words) => toast.say(words) });
const guard = mountGuard({ foot: document.querySelector(".foot"), composer, outbox, talk, inside, quoting, nameOf, levels: () => rules.guard ?? [], line, config: config.guard, scope, me, say: (words) => toast.say(words) });
const arrive = arriveAt(config.conversation);
bindEmoji(find("emoji"), find("text"), (words) => toast.say(words));
const contextBody = find("context-body");
const promises = mountPromises({ config: config.promises, talk, line, me, panel: contextBody, now, say: (words) => toast.say(words) });
const knowledge = mountKnowledge({ body: contextBody, desk: route.desk, line, composer, context, me, talk: () => talk, say: (words) => toast.say(words) });
new OrderCards(contextBody, { say: (words, undo) => toast.say(words, undo), onFilled: () => context.sayTimes(), onSignedOut: () => line.reconnect() });
new Reveals(contextBody, { said: find("context-said"), say: (words) => toast.say(words), onSignedOut: () => line.reconnect() });
bindSizeForms(contextBody);
const cardButtons = new CardButtons(contextBody, { onSend: sendCard });
const people = mountPeople({ line, command, config, me, talk, head, list, toast, now });
const figures = new MyFigures({ foot: find("mine"), box: find("mine-box") }, { url: config.figures_url, onSignedOut: () => line.reconnect(), now });
const expired = new ExpiredDialog(find("expired"), { url: config.sign_in_url, kept: () => keptWords(drafts, outbox, nameOf) });
new OfflineStrip(find("offline"), desk, line);
const attention = new Attention({
  ...config.attention, person: config.username, scope, me, shop, onGo: goTo, rows: () => list.store.rows.values(),
  scene: () => ({ loaded: list.store.digest !== null, state: people.state(), open: talk.conversation, now: now(), limit: rules.wait_steps.at(-1) ?? 0 }),
});

/** A new line: the lists and the open chat as they are now, before anything is sent. */
async function catchUp() {
  context.refresh(); // its news may have come while there was no line
  await Promise.all([list.reopen(), talk.refresh(), inside.catchUp()]);
  arrive(talk.conversation, (seq) => quoting.jump(seq));
}

/** @param {string} text */
function send(text) {
  outbox.add(String(talk.conversation), text, { ...quoting.take(), ...scripts.take(text), ...knowledge.take(text), ...guard.take(text) });
  for (const [about, goods] of scripts.goods()) outbox.add(String(talk.conversation), goods, { card: { card: "product", about } });
  talk.view.jumpToEnd();
}

/** @param {{card: "order"|"product"|"address", about: number}} card @param {string} goods */
function sendCard(card, goods) {
  if (talk.lockedWords) return toast.say(talk.lockedWords);
  outbox.add(String(talk.conversation), goods, { card });
  context.close();
  talk.view.jumpToEnd();
}

/** What became of a card stands beside its order too. @param {number} conversation */
function threadChanged(conversation) {
  talk.changed(conversation);
  if (conversation !== talk.conversation) return;
  quoting.draw();
  const shown = `${conversation} ${threads.get(conversation).cards}`;
  if (shown !== cardsShown) context.refresh();
  cardsShown = shown;
}

/** @param {import("./list_store.js").Row} row */
function heardRow(row) {
  list.apply(row);
  talk.heardRow(row);
  attention.look([list.store.rows.get(row.conversation)]);
  if (document.hidden) listChanged(); // its own time is slow then
}

/** @param {{open: boolean, words: string}} told empty where the shop never closes */
function showHours({ open, words }) {
  const place = find("hours");
  place.hidden = !words;
  place.textContent = words;
  place.toggleAttribute("data-closed", !open);
}

/** @param {number} conversation @returns {string} */
function nameOf(conversation) {
  return list.store.rows.get(conversation)?.buyer.name ?? String(conversation);
}

/** @param {number|null} conversation */
function show(conversation) {
  desk.toggleAttribute("data-open", conversation !== null);
  find("talk").hidden = conversation === null;
  find("empty").hidden = conversation !== null;
  talk.open(conversation, list.store.rows.get(conversation) ?? null);
  context.show(conversation);
  files.draw();
  promises.show();
  quoting.draw();
  inside.show(conversation);
  list.view.choose(conversation);
  listChanged();
}

/** @param {import("./list_store.js").Row|null|undefined} row */
function go(row) {
  if (!row) return;
  const writing = composer.leave();
  route.go(row.conversation);
  show(row.conversation);
  if (writing) composer.focus();
}

/** A chat that the list may not have loaded. @param {number} conversation */
function goTo(conversation) {
  route.go(conversation);
  show(conversation);
}

/** @param {number} step along the list as it stands */
function goBy(step) {
  const rows = list.view.shown;
  const at = rows.findIndex((row) => row.conversation === talk.conversation);
  go(rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]);
}

function listChanged() {
  inside.lenses?.count();
  const digest = list.store.digest;
  const [first] = list.store.view("waiting").waiting;
  const late = Boolean(first) && waitStep(waitedSeconds(first.unanswered_since, now()), rules.wait_steps) === 4;
  attention.count({ waiting: digest?.waiting ?? 0, late: late && line.state === "open" });
  showCount(find("rail-waiting"), digest?.waiting ?? 0, late && line.state === "open");
  empty.show(digest, first, now());
}

line.on("desk.welcome", (welcome) => {
  if (welcome.me.id !== me.id || welcome.shop.slug !== shop.slug) return location.assign(route.desk);
  rules = welcome.rules;
  find("emoji").hidden = !rules.emoji;
  composer.most = inside.box.most = rules.max_length;
  hours.heard(welcome.hours);
  people.welcome(welcome);
});
line.on("entry.added", (event) => {
  threads.heardEntry(event);
  if (event.entry.author_id === me.id) figures.spoke();
});
for (const name of ["session.opened", "session.taken", "session.queued", "session.finished"]) {
  line.on(name, (event) => {
    threads.heardSession(event);
    if (event.conversation === talk.conversation) context.refresh();
  });
}
line.on("position.moved", (event) => threads.heardPositions(event));
line.on("buyer.looked", ({ conversation }) => { if (conversation === talk.conversation) context.refresh(); });
line.on("conversation.changed", ({ row }) => heardRow(row));
line.on("order.changed", ({ buyer }) => context.heardOrder(buyer));
line.on("product.changed", ({ product }) => context.heardProduct(product));
line.on("desk.heartbeat", (beat) => {
  list.check(beat.digest);
  if (document.hidden) attention.look();
  threads.heardBeat(beat);
});
line.on("resync", () => catchUp().catch(() => {}));
line.on("state", ({ state }) => {
  if (state === "open") files.resume();
  if (state === "open") outbox.resume();
  else outbox.pause();
  talk.draw();
});

find("list").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(list.store.rows.get(Number(link.closest("li").dataset.conversation)));
  if (matchMedia("(pointer: fine)").matches) composer.focus();
});
document.addEventListener("send_key:chosen", ({ detail }) => {
  composer.chooseSendKey(detail);
  shortcuts.chooseSendKey(detail);
});
shortcuts.chooseSendKey(config.send_key);
const changeOrder = bindSorting(find("list-order"), { order: config.list_order, onChoose: (order) => list.sort(order) });
const deeds = deedsOf({ list, talk, inside, files, quoting, scripts, knowledge, guard, people, composer, context, cardButtons, shortcuts, bar: () => bar, go, goBy, changeOrder, me,
  close: () => { if (talk.conversation !== null) route.leave(() => show(null)); } });
const bar = mountCommands({ dialog: find("command-bar"), scope, deeds, list, talk, line, onOpen: goTo });
bar.commands.add(...inside.commands, ...registerCommands({ complaints: desk.dataset.complaints, conversation: () => talk.conversation }));
bindShortcuts(deeds);

setInterval(() => {
  if (document.hidden || desk.hasAttribute("data-offline")) return;
  list.tick();
  talk.tick();
  people.tick();
  figures.tick();
  promises.tick();
  listChanged();
}, 1000);

inside.begin();
show(config.conversation);
line.start();
