import assert from "node:assert/strict";
import { test } from "node:test";

import { ServerClock } from "../../static/js/realtime/clock.js";

const iso = (milliseconds) => new Date(milliseconds).toISOString();

test("the shortest round trip wins", () => {
  const clock = new ServerClock({ local: () => 10000 });
  clock.sample(iso(15300), 9000, 10000);
  clock.sample(iso(15010), 9980, 10000);
  clock.sample(iso(15000), 9600, 10000);
  assert.equal(clock.offset, 5020);
  assert.equal(clock.now(), 15020);
});

test("a changed local clock is noticed", () => {
  let local = 10000;
  const clock = new ServerClock({ local: () => local });
  clock.sample(iso(15000), 9990, 10000);
  local = 3610000;
  clock.sample(iso(15500), 3609900, 3610000);
  assert.ok(Math.abs(clock.now() - 15550) < 1);
});

test("an unasked time is a lower bound", () => {
  const clock = new ServerClock({ local: () => 1000 });
  clock.hear(iso(3000));
  assert.equal(clock.offset, 2000);
  clock.hear(iso(2500));
  assert.equal(clock.offset, 2000);
  clock.sample(iso(3040), 980, 1000);
  assert.equal(clock.offset, 2050);
  clock.hear("no time at all");
  assert.equal(clock.offset, 2050);
});
