/** What the shop does meanwhile: the buyer's place in the queue, and that somebody is writing. */
import { Lately, TypingTeller } from "../realtime/typing.js";
import { queueWords } from "./queue_words.js";

const TICK_MS = 1000;

export function mountShopSide({ room, queueLine, typingLine, box, afterDraw }) {
  const writers = new Lately();
  const teller = new TypingTeller(async () => {
    if (room.thread.cursor > 0 && room.line.state === "open") await room.line.command("typing.report");
  });

  const draw = () => {
    const words = room.line.state === "open" ? queueWords(room.queue, room.now()) : "";
    const changed = [write(queueLine, words), show(typingLine, writers.names.length > 0)];
    if (changed.some(Boolean)) afterDraw();
  };

  room.line.on("thread.typing", () => { writers.heard("shop", ""); draw(); });
  room.line.on("entry.added", ({ entry }) => { if (entry.side !== "buyer") { writers.forget("shop"); draw(); } });
  box.addEventListener("input", () => teller.poke());
  setInterval(draw, TICK_MS);
  return { draw, sent: () => teller.sent() };
}

function write(element, text) {
  const changed = element.textContent !== text;
  if (changed) element.textContent = text;
  return show(element, Boolean(text)) || changed;
}

function show(element, on) {
  if (element.hidden === !on) return false;
  element.hidden = !on;
  return true;
}
