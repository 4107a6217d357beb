/** The picker in the message box: ties the scripts, what the chat knows, and the box together. */
import { gettext, interpolate } from "../i18n.js";
import { Began } from "./began.js";
import { STAGES } from "./finding.js";
import { Pack } from "./pack.js";
import { ScriptPicker } from "./picker.js";
import { asFiles } from "./picker_files.js";
import { holesIn, isStill, nextHole } from "./wording.js";

const VALUES_FRESH_MS = 15000;

/** @param {Parameters<typeof import("../desk/scripts.js").mountScripts>[0]} desk */
export function mountPicker({ config, scope, foot, composer, talk, say, files }) {
  const box = foot.querySelector("[data-text]");
  const strip = foot.querySelector("[data-script-goods]");
  const pack = new Pack({ url: config.pack, version: config.version });
  /** What each chat's box was filled with. @type {Map<number, import("./pack.js").Script>} */
  const chosen = new Map();
  let going = [];
  let known = { chat: null, at: 0, values: { zh: {}, en: {} }, coming: null };
  const began = new Began(scope);
  const chat = () => talk().conversation;
  const stage = () => talk().row?.stage ?? "";
  const holes = (text) => holesIn(text, (name) => pack.names.has(name));

  const picker = new ScriptPicker(box, foot.querySelector("[data-script-picker]"), {
    pack, stage, library: config.library,
    values: (language) => known.values[language] ?? {},
    fileUrl: (key) => config.files.replace("/-/", `/${key}/`),
    onOpen() {
      askValues();
      fetchPack();
    },
    onChoose: choose,
    onAgain: fetchPack,
  });

  box.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.shiftKey || event.isComposing || picker.isOpen) return;
    const next = nextHole(holes(box.value), box.selectionEnd);
    if (!next) return;
    event.preventDefault();
    box.setSelectionRange(next.start, next.end);
  }, { capture: true });
  box.addEventListener("input", () => { if (!box.value) forget(); });
  composer.checks.push(emptyHole);
  pack.ready().then(() => picker.look(), () => picker.look()); // a slash may stand there already

  /** There, or asked for; an open list says how it went. */
  function fetchPack() {
    const had = pack.revision;
    pack.ready().then(() => { if (pack.revision !== had) picker.redraw(); }, () => picker.redraw());
  }

  /** Sending stops at a hole: it is chosen, and said. @param {string} text */
  function emptyHole(text) {
    const found = holes(text);
    if (!found.length) return "";
    const inBox = holes(box.value)[0];
    box.focus();
    if (inBox) box.setSelectionRange(inBox.start, inBox.end);
    return interpolate(gettext("{%s} 还没填。填上或删掉就能发"), [found[0].name]);
  }

  /** What the variables are worth in this chat; kept a moment. */
  function askValues() {
    const now = Date.now();
    if (known.chat === chat() && now - known.at < VALUES_FRESH_MS) return known.coming;
    const mine = { chat: chat(), at: now, values: known.chat === chat() ? known.values : { zh: {}, en: {} }, coming: null };
    mine.coming = fetch(config.values.replace("/0/", `/${mine.chat}/`), { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((told) => {
        if (told) mine.values = { zh: named(told.zh), en: named(told.en) };
        if (known === mine) picker.redraw();
      })
      .catch(() => { mine.at = 0; });
    known = mine;
    return mine.coming;
  }

  function named(told) {
    return Object.fromEntries(pack.variables.flatMap(([key, zh, en]) => [[zh, told[key]], [en, told[key]]]));
  }

  /** Words go in where the slash was; nothing is sent. */
  async function choose(script, put) {
    const where = chat();
    await Promise.race([askValues(), new Promise((done) => { setTimeout(done, 1500); })]);
    if (where !== chat()) return;
    const from = put(known.values[script.language] ?? {});
    chosen.set(where, script);
    showGoods(script);
    if (script.files.length) asFiles(script.files, picker.fileUrl).then((each) => { if (where === chat()) files.addFromScript(each); });
    const next = nextHole(holes(box.value).filter(({ start }) => start >= from.start && start < from.end), from.start);
    if (next) box.setSelectionRange(next.start, next.end);
  }

  function showGoods(script) {
    strip.hidden = !script?.goods.length;
    if (script?.goods.length) strip.querySelector("span").textContent = interpolate(gettext("发出后跟着发商品卡：%s"), [script.goods.map(([, name]) => name).join(gettext("、"))]);
  }

  strip.querySelector("button").addEventListener("click", () => {
    const script = chosen.get(chat());
    if (script) chosen.set(chat(), { ...script, goods: [] });
    showGoods(null);
    box.focus();
  });

  /** The script that another page filled this box with, as it is now, its version as it was then. */
  function elsewhere() {
    const told = began.of(chat());
    const script = told && pack.scripts.find((one) => one.id === told.id);
    return script && { ...script, version: told.version, goods: [] };
  }

  function forget() {
    chosen.delete(chat());
    began.forget(chat());
    showGoods(null);
  }

  return {
    open() {
      picker.openByButton();
    },
    heard: (revision) => pack.heard(revision).then(() => picker.redraw()), // an open list follows
    take(text) {
      const script = chosen.get(chat()) ?? elsewhere();
      going = [];
      forget();
      if (!script || !isStill(script.body, text)) return {};
      going = script.goods;
      pack.used(script.id, STAGES.indexOf(stage()));
      return { script: { id: script.id, version: script.version } };
    },
    goods: () => going.splice(0),
  };
}
