// The desk's page names every module it loads, and no other, so that none waits for another.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = normalize(join(dirname(fileURLToPath(import.meta.url)), "../.."));
const read = (path) => readFileSync(join(root, path), "utf8");

test("every module is preloaded", () => {
  const seen = new Set();
  const walk = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, target] of read(path).matchAll(/(?:from|import) "(\.[^"]+)"/g)) walk(normalize(join(dirname(path), target)));
  };
  walk("static/js/desk/main.js");
  seen.delete("static/js/desk/main.js");
  const named = [...read("templates/desk/_preloads.html").matchAll(/'js\/([^']+)'/g)].map(([, path]) => `static/js/${path}`);
  assert.deepEqual(named.sort(), [...seen].sort());
});
