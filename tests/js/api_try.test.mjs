import assert from "node:assert/strict";
import { test } from "node:test";

import { followTheme, settingsOf } from "../../static/js/api/try.js";

test("Swagger UI asks no other host and forgets the token", () => {
  const settings = settingsOf({ openapi: "/api/schema/" }, "place");
  assert.equal(settings.url, "/api/schema/");
  assert.equal(settings.domNode, "place");
  assert.equal(settings.validatorUrl, null);
  assert.equal(settings.persistAuthorization, false);
});

test("its dark sheet goes with the desk's theme", () => {
  const classes = new Set();
  const page = { dataset: { theme: "dark" }, classList: { toggle: (name, on) => on ? classes.add(name) : classes.delete(name) } };
  followTheme(page);
  assert.ok(classes.has("dark-mode"));
  page.dataset.theme = "light";
  followTheme(page);
  assert.equal(classes.size, 0);
});
