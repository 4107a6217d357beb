// Judges each line of JSON strings from standard input and answers with one line of JSON.
import { createInterface } from "node:readline";

import { Guard } from "../../static/js/guard/guard.js";

const guard = new Guard();
for await (const line of createInterface({ input: process.stdin })) {
  const { level, hits } = guard.check(JSON.parse(line));
  const shown = hits.map(({ about, rule, text, why, rewrite }) => [about, rule, text, why, rewrite]);
  process.stdout.write(`${JSON.stringify([level, shown])}\n`);
}
