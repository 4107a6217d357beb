/**
 * What an agent promises in their own words: offered as a follow-up, never made by itself; and what is owed
 * to the buyer of the open chat, over the thread until it is kept. Whether a sentence is a promise the
 * server decides; it is only asked where the words look like one.
 */
import { gettext, interpolate } from "../i18n.js";
import { fetchFragment } from "./fragments.js";
import { mountShift } from "../todo/shift.js";
import { csrfToken } from "../csrf.js";

const TIME = /\d\s*[点:：天号]|[零一二两三四五六七八九十半]\s*(?:点|个?小时|分钟|天|个?钟)|\d+\s*(?:个?小时|分钟)|[今明后][天早晚日]|上午|下午|中午|晚上|傍晚|下班|[周期拜][一二三四五六日天]|一会|待会|等会|等下|等一下|稍[后等]|晚[点些]|回头|马上|立刻|过会|刻钟|\b(?:today|tonight|tomorrow|morning|afternoon|minutes?|hours?|shortly|soon|later|moment|bit|mondays?|\w+day|[ap]\.?m)\b/i;

/** @param {string} text @returns {boolean} whether it may be worth asking */
export function mayPromise(text) {
  return TIME.test(text) && !/[?？]\s*$/.test(text);
}

/**
 * @param {object} desk
 * @param {{url: string, owedUrl: string, deedUrl: string}} desk.config
 * @param {{conversation: number|null}} desk.talk
 * @param {import("../realtime/socket.js").Line} desk.line
 * @param {{id: number}} desk.me
 * @param {HTMLElement} desk.panel what the panel's fragments are put into
 * @param {() => number} desk.now
 * @param {(words: string) => void} desk.say
 */
export function mountPromises({ config, talk, line, me, panel, now, say }) {
  const find = (name) => document.querySelector(`[data-${name}]`);
  const strip = find("promise");
  const owed = find("owed");
  let offered = null;
  let ticking = null;
  let asked = 0;

  line.on("entry.added", ({ conversation, entry }) => {
    if (entry.author_id === me.id && conversation === talk.conversation && entry.kind === "message" && mayPromise(entry.text)) ask(conversation, entry.seq);
  });
  line.on("followup.changed", ({ conversation }) => { if (conversation !== null && conversation === talk.conversation) fill(); });
  mountShift(line, me);
  strip.querySelector("[data-promise-keep]").addEventListener("click", keep);
  strip.querySelector("[data-promise-close]").addEventListener("click", hide);
  owed.querySelector("[data-owed-kept]").addEventListener("click", () => kept(panel.querySelector("[data-owed-row]")));
  panel.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-owed-done]");
    if (button) kept(button.closest("[data-owed-row]"));
  });

  async function ask(conversation, seq) {
    const told = await send("GET", urlOf(conversation, seq));
    if (!told?.said || conversation !== talk.conversation) return;
    offered = { conversation, seq };
    strip.querySelector("[data-promise-words]").textContent = interpolate(gettext("您说「%s」，%s 到时。"), [told.said, told.when]);
    strip.hidden = false;
  }

  async function keep() {
    if (!offered) return;
    const { conversation, seq } = offered;
    hide();
    const told = await send("POST", urlOf(conversation, seq));
    say(told?.error ? `${told.error.message} ${told.error.action}` : told ? interpolate(gettext("记下了，%s 提醒您。"), [told.when]) : gettext("没记成，网断了。再点一次，或在待办里记。"));
    if (told) fill();
    else { offered = { conversation, seq }; strip.hidden = false; }
  }

  async function kept(row) {
    if (!row) return;
    const body = new URLSearchParams({ deed: "done", mark: row.dataset.mark, words: gettext("答复了买家") });
    const told = await send("POST", config.deedUrl, body);
    say(told?.error ? `${told.error.message} ${told.error.action}` : told ? interpolate(gettext("做到了：%s"), [row.dataset.title]) : gettext("没做成，网断了。什么都没有变，连上再点一次。"));
    fill();
  }

  function urlOf(conversation, seq) {
    return config.url.replace("/0/promises/0/", `/${conversation}/promises/${seq}/`);
  }

  function hide() {
    offered = null;
    strip.hidden = true;
  }

  /** What is owed here, as it is now, behind the panel's first part. */
  async function fill() {
    const turn = ++asked;
    const { conversation } = talk;
    if (conversation === null) return;
    const found = await fetchFragment(config.owedUrl.replace("/0/", `/${conversation}/`), () => line.reconnect());
    if (turn !== asked || !found) return;
    panel.querySelector("[data-owed-steps]")?.remove();
    const section = found.find((node) => node.dataset?.owedSteps);
    if (section) panel.querySelector(".panel")?.after(section);
    await tick();
  }

  async function tick() {
    const first = panel.querySelector("[data-owed-row]");
    owed.hidden = !first;
    if (!first) return;
    ticking ??= import(/* later */ "../todo/due_words.js").catch(() => { ticking = null; });
    const words = await ticking;
    if (!words || !first.isConnected) return;
    owed.querySelector("[data-owed-words]").textContent = first.dataset.title;
    owed.querySelector("[data-owed-kept]").hidden = "kept" in first.dataset;
    Object.assign(owed.dataset, { span: first.dataset.span, far: first.dataset.far });
    const steps = first.closest("[data-owed-steps]").dataset.owedSteps.split(",").map(Number);
    words.tick(panel, { now: now(), steps });
    words.tick(owed.parentElement, { now: now(), steps });
  }

  return {
    /** Another chat. */
    show: () => { hide(); owed.hidden = true; },
    filled: fill,
    tick,
  };
}

/** @returns {Promise<any>} the answer as JSON; null when there was none */
async function send(method, url, body) {
  try {
    const answer = await fetch(url, { method, body, redirect: "manual", headers: { Accept: "application/json", "X-CSRFToken": csrfToken() } });
    return answer.status === 204 || answer.type === "opaqueredirect" ? null : await answer.json();
  } catch {
    return null;
  }
}
