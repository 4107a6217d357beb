/**
 * The wizard in the browser: whatever is chosen is worked out anew by the server and put in place,
 * nothing typed is lost, and the words go into the chat's message box when the case is open.
 */
import { csrfToken } from "../csrf.js";
import { patch, remember } from "../floor/patch.js";
import { gettext } from "../i18n.js";
import { Drafts } from "../realtime/drafts.js";
import { bindKeys } from "./keys.js";
import { Asking } from "./asking.js";
import { Began } from "../scripts/began.js";
import { addedTo, fieldsOf } from "./words.js";

const form = document.querySelector("[data-wizard]");
const find = (name) => form.querySelector(`[data-${name}]`);
const asking = new Asking({ ask: look });
let saving = false;
let touched = false;

remember(form);
form.addEventListener("change", (event) => {
  if (saving) return; // a field that is taken away says so
  if (!event.target.matches("[data-put], [name=words]")) asking.soon("all");
});
form.addEventListener("input", (event) => {
  if (event.target.matches("[data-say]")) asking.soon("said");
  else if (event.target.closest("[data-region]")) asking.typed();
});
form.addEventListener("click", (event) => {
  if (!event.target.closest("[data-take-given]")) return;
  find("say").value = find("given").value;
  asking.soon("all");
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
for (const name of ["change", "input"]) form.addEventListener(name, () => { touched = true; });
bindKeys(document, { form, save, back });
window.addEventListener("pageshow", (event) => { if (event.persisted) asking.soon("all"); });

/** A key pressed by mistake must not throw away what was filled in. */
function back() {
  if (touched) tell(gettext("填的还没开单。不要了的话，点左上角回去"));
  else document.querySelector("[data-wiz-back]").click();
}

/** The form as the server sees it. @param {"look"|"save"} what */
function send(what) {
  const headers = { "X-CSRFToken": csrfToken(), Accept: what === "save" ? "application/json" : "text/html" };
  return fetch(location.pathname, { method: "POST", headers, body: fieldsOf(new FormData(form), what), redirect: "manual", signal: AbortSignal.timeout(20000) });
}

/** @param {"all"|"said"} scope @param {() => boolean} isLatest @returns {Promise<void>} */
async function look(scope, isLatest) {
  try {
    const answer = await send("look");
    if (!answer.ok) return tell(await refusal(answer));
    const fresh = await fragment(answer);
    if (!isLatest()) return;
    tell("");
    patch(scope === "said" ? find("words") : form, fresh);
    keepOpen();
  } catch {
    if (isLatest()) tell(gettext("网断了，没法算。您填的都在，连上再改一下就算"));
  }
}

async function save() {
  if (saving) return;
  saving = true;
  asking.drop();
  const button = find("save");
  button.disabled = true;
  try {
    const answer = await send("save");
    const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
    if (answer.ok && !isPage) return leave(await answer.json());
    if (!isPage) return tell(await refusal(answer));
    form.replaceChildren(...form.querySelectorAll(":scope > input"), ...(await fragment(answer)).childNodes);
    remember(form);
    find("problem")?.focus();
  } catch {
    tell(gettext("没存上，网断了。您填的都在，连上再按一次；已经开成的话会告诉您"));
  } finally {
    saving = false;
    const now = find("save");
    if (now) now.disabled = false;
  }
}

/**
 * To the chat where words go into its box, with the script that they began as; else to the case.
 * @param {{next: string, chat: string, words: string, script: string}} done
 */
function leave({ next, chat: there, words, script }) {
  const { scope, chat } = form.dataset;
  if (!find("put")?.checked || !words || !chat) return location.assign(next);
  const drafts = new Drafts({ scope });
  drafts.set(chat, addedTo(drafts.get(chat), words));
  drafts.flush();
  if (script) new Began(scope).put(chat, script);
  location.assign(there);
}

async function fragment(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html").body;
}

/** Why the server would not, in its own words. @param {Response} answer */
async function refusal(answer) {
  if (answer.type === "opaqueredirect" || answer.status === 401) return gettext("登录过期了。您填的都在：另开一页登录，再回来按一次");
  try {
    const { error } = await answer.json();
    return `${error.message}${error.action}`;
  } catch {
    return gettext("服务器没答上来。您填的都在，过一会儿再按一次");
  }
}

/** Beside the buttons; "" takes it away. @param {string} words */
function tell(words) {
  const row = form.querySelector("[data-key=end]");
  row.querySelector("[data-told]")?.remove();
  if (!words) return;
  const line = document.createElement("p");
  line.className = "form-error wiz__problem";
  line.dataset.told = "";
  line.setAttribute("role", "alert");
  line.textContent = words;
  row.prepend(line);
}

/** What a redrawn part had unfolded. */
const unfolded = new Set();
form.addEventListener("toggle", (event) => { if (event.target.id) unfolded[event.target.open ? "add" : "delete"](event.target.id); }, true);

function keepOpen() {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
}
