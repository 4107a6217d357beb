// Judges by a shop's book: first line the book, then a text a line; the last line says how long it took.
import { readFileSync } from "node:fs";

import { ShopGuard } from "../../static/js/guard/own.js";

const [book, ...texts] = readFileSync(0, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
const guard = new ShopGuard(book);
for (const text of texts) {
  const { level, hits } = guard.check(text);
  process.stdout.write(`${JSON.stringify([level, hits.map(({ rule, level: of, text: found, why, rewrite }) => [rule, of, found, why, rewrite])])}\n`);
}
const longest = texts.reduce((one, other) => (other.length > one.length ? other : one));
let least = Infinity;
for (let run = 0; run < 5; run += 1) {
  const began = performance.now();
  guard.find(longest);
  least = Math.min(least, performance.now() - began);
}
process.stdout.write(`${JSON.stringify(least)}\n`);
