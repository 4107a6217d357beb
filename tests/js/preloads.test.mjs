// The buyer's page names every module it loads, and no other. In a frame of the shop's website it
// has three modules more, and before it the loader.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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
const embedded = graph("static/js/chat/embed.js");
const frame = ["_scripts", "_close", "_memory"].map((name) => read(`templates/embed/${name}.html`)).join("");

test("every module is preloaded", () => {
  const named = [...read("templates/chat/_preloads.html").matchAll(/'js\/([^']+)'/g)].map(([, path]) => `static/js/${path}`);
  assert.deepEqual(named.sort(), [...modules].filter((path) => path !== "static/js/chat/main.js").sort());
});

test("the frame's page names what it loads besides", () => {
  const more = [...embedded].filter((path) => !modules.has(path)).sort();
  assert.deepEqual(more, ["customer_token", "embed", "page_trail"].map((name) => `static/js/chat/${name}.js`));
  for (const name of ["main", "embed", "customer_token", "page_trail"]) assert.ok(frame.includes(`js/chat/${name}.js`), name);
});

test("the loader stays within its bytes, gzipped", () => {
  const budget = JSON.parse(read("tests/budgets/budgets.json")).bytes;
  const bytes = gzipSync(read("static/js/widget/widget.js"), { level: 9 }).length;
  assert.ok(bytes < budget.loader.most, `${bytes} bytes`);
});

test("no module comes back to itself: the hashed name of one would never settle, and it would be loaded twice", () => {
  const targets = (path) => [...read(path).matchAll(/(?:from |import\(\/\* later \*\/ )"(\.[^"]+)"/g)].map(([, target]) => normalize(join(dirname(path), target)));
  const done = new Set();
  const walk = (path, above) => {
    assert.ok(!above.includes(path), [...above, path].join(" → "));
    if (done.has(path)) return;
    for (const target of targets(path)) walk(target, [...above, path]);
    done.add(path);
  };
  for (const start of ["static/js/chat/main.js", "static/js/chat/embed.js", "static/js/desk/main.js"]) walk(start, []);
});
