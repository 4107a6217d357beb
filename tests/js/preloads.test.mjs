// The buyer's page names every module it loads, and no other; and stays under 40 KB.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = normalize(join(dirname(fileURLToPath(import.meta.url)), "../.."));
const read = (path) => readFileSync(join(root, path), "utf8");

function graph(start) {
  const seen = new Set();
  const walk = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, target] of read(path).matchAll(/from "(\.[^"]+)"/g)) walk(normalize(join(dirname(path), target)));
  };
  walk(start);
  return seen;
}

const modules = graph("static/js/chat/main.js");

test("every module is preloaded", () => {
  const named = [...read("templates/chat/_preloads.html").matchAll(/'js\/([^']+)'/g)].map(([, path]) => `static/js/${path}`);
  assert.deepEqual(named.sort(), [...modules].filter((path) => path !== "static/js/chat/main.js").sort());
});

test("the whole page is under 40 KB gzipped, each file by itself, the HTML as one answer", () => {
  const weigh = (text) => gzipSync(text, { level: 9 }).length;
  const css = ["static/css/tokens.css", ...readdirSync(join(root, "static/css/chat")).map((name) => `static/css/chat/${name}`)];
  const files = [...modules, ...css, "static/js/theme.js"];
  const html = readdirSync(join(root, "templates/chat")).map((name) => read(`templates/chat/${name}`)).join("");
  const bytes = files.reduce((sum, path) => sum + weigh(read(path)), weigh(html));
  assert.ok(bytes < 40 * 1024, `${bytes} bytes`);
});
