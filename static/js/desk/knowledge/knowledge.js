/**
 * What the shop knows, beside the chat: <section data-knowledge> of the panel. It follows what the
 * buyer says; an answer goes into the message box by a click or Alt with 1 to 3, and never further.
 */
import { fetchFragment } from "../fragments.js";
import { gettext } from "../../i18n.js";
import { holesIn, isStill, nextHole } from "../../scripts/wording.js";
import { bindChecklist, offerBody } from "./checklist.js";
import { concerns } from "./concerns.js";

const SOON_MS = 300;
const WORDS_MS = 8000;

/**
 * @param {object} parts
 * @param {HTMLElement} parts.body the panel's
 * @param {string} parts.desk the desk's own address
 * @param {import("../../realtime/socket.js").Line} parts.line
 * @param {import("../composer.js").Composer} parts.composer
 * @param {import("../context_panel.js").ContextPanel} parts.context
 * @param {() => import("../talk.js").Talk} parts.talk
 * @param {{id: number}} parts.me
 * @param {(words: string) => void} parts.say
 */
export function mountKnowledge({ body, desk, line, composer, context, talk, say }) {
  /** What each chat's box was filled with. @type {Map<number, {script: number, version: number, body: string}>} */
  const chosen = new Map();
  const section = () => body.querySelector("[data-knowledge]");
  const chat = () => talk().conversation;
  const at = (rest) => `${desk}${chat()}/${rest}`;
  let timer = 0;
  let turn = 0;
  let late = false;

  const checklist = bindChecklist(body, { replace, say, onSignedOut: () => line.reconnect(), settled });
  body.addEventListener("click", ({ target }) => {
    const answer = target.closest("[data-answer]");
    if (answer) putAnswer(Number(answer.dataset.answer));
    const words = target.closest("[data-put-words]");
    if (words) putWords(words.dataset.putWords);
  });
  line.on("entry.added", ({ conversation, entry }) => { if (conversation === chat() && entry.side !== "system") soon(); });
  line.on("question.ticked", ({ conversation }) => { if (conversation === chat()) soon(); });
  line.on("knowledge.changed", (event) => { if (concerns(event, section()?.dataset)) soon(); });
  line.on("library.changed", () => { if (chat() !== null) soon(); });

  /** Once for what comes close together. */
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(refresh, SOON_MS);
  }

  async function refresh() {
    if (chat() === null || !section()) return;
    const mine = ++turn;
    const where = chat();
    const found = await fetchFragment(at("knowledge/"), () => line.reconnect());
    if (!found || mine !== turn || where !== chat()) return;
    if (checklist.isBusy()) late = true;
    else replace(found);
  }

  /** The part as it is now; what was unfolded, and where the focus was, stay. @param {Node[]} found */
  function replace(found) {
    const old = section();
    const fresh = found.find((node) => node.nodeType === 1 && node.matches("[data-knowledge]"));
    if (!old || !fresh) return;
    turn += 1;
    late = false;
    const folded = new Map([...old.querySelectorAll("details[id]")].map((each) => [each.id, each]));
    const held = old.contains(document.activeElement) ? document.activeElement.id : "";
    old.replaceWith(document.adoptNode(fresh));
    for (const each of fresh.querySelectorAll("details[id]")) {
      const before = folded.get(each.id);
      const calls = each.hasAttribute("data-opens") && !before?.hasAttribute("data-opens");
      if (before && !calls) each.open = before.open;
    }
    if (held) document.getElementById(held)?.focus();
    context.sayTimes();
    filled();
  }

  function settled() {
    if (late) refresh();
    context.settled();
  }

  function filled() {
    offerBody(body);
  }

  /** @param {string} words @returns {boolean} whether they are in the box now */
  function putWords(words) {
    const locked = talk().lockedWords;
    if (locked) {
      say(locked);
      return false;
    }
    composer.take(words);
    context.close();
    composer.focus();
    return true;
  }

  /** An approved answer with this chat's facts; the first blank is chosen. @param {number} script */
  async function putAnswer(script) {
    const where = chat();
    const told = await answerOf(script);
    if (where !== chat()) return;
    if (!told) return say(gettext("口径没取到。连上再点一次"));
    if (!putWords(told.text)) return;
    chosen.set(where, told);
    const box = document.querySelector("[data-text]");
    const start = box.value.length - told.text.length;
    const hole = nextHole(holesIn(box.value, () => true).filter((each) => each.start >= start));
    if (hole) box.setSelectionRange(hole.start, hole.end);
  }

  async function answerOf(script) {
    try {
      const answer = await fetch(at(`answers/${script}/`), { headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(WORDS_MS) });
      if (answer.type === "opaqueredirect" || answer.status === 401) line.reconnect();
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  return {
    filled,
    /** The answer that has this key. @param {number} place */
    put(place) {
      const button = section()?.querySelector(`[data-answer-key="${place}"]`);
      if (button) putAnswer(Number(button.dataset.answer));
      else say(gettext("买家现在问的，没有对得上的口径"));
    },
    /** What a message began as, if it still is that. @param {string} text @returns {{script?: {id: number, version: number}}} */
    take(text) {
      const told = chosen.get(chat());
      chosen.delete(chat());
      return told && isStill(told.body, text) ? { script: { id: told.script, version: told.version } } : {};
    },
  };
}
