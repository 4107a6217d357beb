/**
 * The buyer's page in a frame of the shop's website: what the two say to each other, only with a
 * site of the shop's list. docs/widget.md has the messages.
 */
import { CustomerToken } from "./customer_token.js";
import { composer, config, outbox, room, view } from "./main.js";
import { PageTrail } from "./page_trail.js";

const byId = (id) => document.getElementById(id);
const cut = (text, length) => String(text ?? "").slice(0, length);
const touch = matchMedia("(pointer: coarse)");
let host = null;
let shown = false;
let count = 0;
let known = null;

const token = new CustomerToken({ slug: config.slug });
room.token = token;
const trail = new PageTrail((page) => room.line.command("page.look", page));

function tell(what, fields = {}) {
  if (host) parent.postMessage({ ...fields, helpdesk: what }, host);
}

/** Whether there is a thread: then the host loads the frame for its badge next time. */
function tellReady() {
  const now = room.thread.last > 0;
  if (now === known) return;
  known = now;
  tell("ready", { known });
}

/** As `hello` wants it: a wrong type would end the line, a wrong value only the sign-in. */
function claimOf(person) {
  if (!person) return null;
  return { customer: cut(person.number, 200), customer_name: cut(person.name, 200),
    customer_expires: Math.min(2 ** 31 - 1, Math.max(0, Math.trunc(Number(person.expires)) || 0)),
    customer_hash: cut(person.hash, 200) };
}

function identify({ person }) {
  if (token.name(claimOf(person)) && room.line.state !== "stopped") room.restart();
}

const heard = {
  hello({ pages, person }, origin) {
    host = origin;
    for (const page of Array.isArray(pages) ? pages : []) trail.add(page);
    identify({ person });
    if (room.line.state === "stopped") room.line.start();
    byId("memory").hidden = outbox.durable;
    known = null;
    tellReady();
    tell("unread", { count });
  },
  page: ({ page }) => trail.add(page),
  identify,
  shown({ opened }) {
    shown = Boolean(opened);
    if (!shown) return;
    if (view.keeper.stuck) view.jumpToEnd();
    if (touch.matches) byId("close").focus();
    else composer.focus();
  },
};

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || !config.sites.includes(origin) || (host && origin !== host)) return;
  if (data && Object.hasOwn(heard, data.helpdesk)) heard[data.helpdesk](data, origin);
});
byId("close").addEventListener("click", () => tell("close"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) tell("close");
});
document.addEventListener("chat:unread", ({ detail }) => {
  tellReady();
  if (detail === count) return;
  count = detail;
  tell("unread", { count });
});
token.onIdentity = (told) => tell("identity", { known: told.known, ...told.error });
room.line.on("state", ({ state }) => {
  if (state !== "open") return;
  trail.again(room.thread.last === 0);
});
