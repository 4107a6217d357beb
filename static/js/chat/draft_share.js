/**
 * The shop reads along: said beside the box before anything is told, and ended by one press, which
 * this browser remembers. Fetched only where the shop's rule says so.
 */
import { gettext } from "../i18n.js";
import { SafeStorage } from "../realtime/safe_storage.js";
import { DraftTeller } from "./draft_teller.js";

export function mountDraftShare({ room, outbox, scope, box }) {
  const key = `helpdesk:unseen:${scope}`;
  const storage = new SafeStorage();
  const words = Object.assign(document.createElement("span"), { id: "seen", role: "status" });
  const button = Object.assign(document.createElement("button"), { type: "button" });
  const note = Object.assign(document.createElement("p"), { className: "seen" });
  note.append(words, button);
  box.parentElement.before(note);
  box.setAttribute("aria-describedby", "counter seen");

  const wanted = () => storage.get(key) === null;
  const teller = new DraftTeller({
    words: () => box.value,
    may: () => room.rules.show_draft && wanted() && room.thread.cursor > 0
      && room.line.state === "open" && document.visibilityState === "visible",
    tell: (text) => room.line.command("typing.report", { text }).then(({ shown }) => {
      if (shown === false) room.rules.show_draft = false;
      draw();
    }, () => { /* a hint: the next key tells again */ }),
  });

  function draw() {
    note.hidden = !room.rules.show_draft;
    words.textContent = wanted() ? gettext("您正在写的，客服能看到") : gettext("您发出去，客服才看得到");
    button.textContent = wanted() ? gettext("发出前不给看") : gettext("边写边给看");
  }

  function change() {
    if (wanted()) storage.set(key, "1");
    else storage.remove(key);
    if (!wanted()) teller.stop();
    draw();
  }

  // Half-composed sounds of an input method are nobody's words yet.
  box.addEventListener("input", ({ isComposing }) => { if (!isComposing) teller.poke(); });
  box.addEventListener("compositionend", () => teller.poke());
  box.addEventListener("blur", () => teller.stop());
  document.addEventListener("visibilitychange", () => teller.stop());
  window.addEventListener("pagehide", () => teller.stop());
  window.addEventListener("storage", (event) => {
    if (event.key !== key) return;
    if (!wanted()) teller.stop();
    draw();
  });
  // The box is emptied right after its words were put into the outbox.
  outbox.addEventListener("change", () => queueMicrotask(() => { if (!box.value) teller.stop(); }));
  room.line.on("state", ({ state }) => {
    if (state !== "open") teller.lost();
    draw();
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", change);
  draw();
}
