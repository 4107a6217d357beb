import assert from "node:assert/strict";
import { test } from "node:test";

import { tryAgain } from "../../static/js/away.js";
import { Backoff } from "../../static/js/realtime/backoff.js";

/** Pauses pass at once; `answers` are what the server says, one a try. */
async function triesUntilBack(answers) {
  const pauses = [];
  let loads = 0;
  await new Promise((done) => {
    tryAgain({
      ask: async () => {
        const status = answers.shift();
        if (status === "no line") throw new TypeError("Failed to fetch");
        return { status };
      },
      again: () => { loads += 1; done(); },
      wait: (fn, ms) => { pauses.push(ms); queueMicrotask(fn); },
      backoff: new Backoff(() => 1),
    });
  });
  return { pauses, loads, left: answers.length };
}

test("the page loads again once the server is back, whatever it was like meanwhile", async () => {
  const { pauses, loads, left } = await triesUntilBack([503, "no line", 502, 504, 200]);
  assert.deepEqual([pauses.length, loads, left], [5, 1, 0]);
});

test("a sign-in page or a page that is gone is an answer too", async () => {
  for (const status of [302, 403, 404]) assert.equal((await triesUntilBack([status])).loads, 1);
});

test("pauses grow, and are never shorter than a second", async () => {
  const { pauses } = await triesUntilBack([503, 503, 503, 503, 200]);
  assert.ok(pauses.every((each, at) => each >= 1000 && (at === 0 || each >= pauses[at - 1])));
});
