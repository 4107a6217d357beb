import assert from "node:assert/strict";
import test from "node:test";
import { MyFigures } from "../../static/js/desk/my_figures.js";

function place() {
  return { shown: null, replaceChildren(node) { this.shown = node; } };
}

function figures(answers) {
  const clock = { ms: 0 };
  const asked = [];
  const places = { foot: place(), box: place() };
  const mine = new MyFigures(places, {
    url: "/responses/mine/", onSignedOut() {}, now: () => clock.ms,
    fetcher: async (url) => { asked.push(url); return answers.shift() ?? null; },
  });
  return { mine, clock, asked, places };
}

const nodes = () => [{ dataset: { mineFoot: "" } }, {}, { dataset: { mineFigures: "" } }];

test("asked at once, put where they belong, then left alone for a while", async () => {
  const { mine, clock, asked, places } = figures([nodes()]);
  mine.tick();
  await Promise.resolve();
  assert.equal(asked.length, 1);
  assert.ok("mineFoot" in places.foot.shown.dataset);
  assert.ok("mineFigures" in places.box.shown.dataset);
  clock.ms = 60_000;
  mine.tick();
  assert.equal(asked.length, 1);
});

test("after an answer of mine they are asked for again, at most twice a minute", async () => {
  const { mine, clock, asked } = figures([nodes(), nodes()]);
  mine.tick();
  await Promise.resolve();
  mine.spoke();
  clock.ms = 29_000;
  mine.tick();
  assert.equal(asked.length, 1);
  clock.ms = 30_000;
  mine.tick();
  assert.equal(asked.length, 2);
});

test("what could not be had is asked for again", async () => {
  const { mine, clock, asked, places } = figures([null, nodes()]);
  mine.tick();
  await Promise.resolve();
  assert.equal(places.foot.shown, null);
  clock.ms = 30_000;
  mine.tick();
  await Promise.resolve();
  assert.equal(asked.length, 2);
  assert.ok(places.foot.shown);
});
