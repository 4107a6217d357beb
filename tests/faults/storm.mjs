/**
 * Many buyers' pages without the pages: the product's own line, one for each, all on one server.
 * `node --experimental-websocket storm.mjs URL SLUG COUNT` reads tokens, one a line, from stdin;
 * prints `open N` whenever all are open, and at the end of stdin what happened as JSON.
 */
import { createInterface } from "node:readline";

import { Line } from "../../static/js/realtime/socket.js";

const [url, slug, count] = process.argv.slice(2);
const wanted = Number(count);
const lines = [];
const opened = [];
let open = 0;
let stopped = 0;
let tries = 0;
let lost = 0;

function start(token) {
  const line = new Line({
    url: `${url.replace("http", "ws")}/ws/chat/${slug}/`,
    page: null,
    whileOpening: () => { tries += 1; },
    onOpen: (self) => self.command("hello", { token, after: 0 }, { timeout: 60 }),
  });
  let isOpen = false;
  line.on("state", ({ state, code }) => {
    if (state === "stopped") stopped += 1;
    if (isOpen === (state === "open")) return;
    isOpen = !isOpen;
    open += isOpen ? 1 : -1;
    if (isOpen) opened.push(performance.now());
    else lost ||= performance.now();
    if (open === wanted) {
      const seconds = opened.slice(-wanted).map((at) => (at - lost) / 1000).sort((a, b) => a - b);
      console.log(JSON.stringify({ open, stopped, tries, seconds: lost ? [0.5, 0.95, 1].map((part) =>
        Number(seconds[Math.ceil(part * wanted) - 1].toFixed(2))) : [] }));
      lost = 0;
      tries = 0;
    }
  });
  lines.push(line);
  line.start();
}

for await (const token of createInterface({ input: process.stdin })) {
  if (token === "end") break;
  start(token);
}
lines.forEach((line) => line.stop());
process.exit(0);
