import assert from "node:assert/strict";
import { test } from "node:test";

import { decide, GUARD_MS } from "../../static/js/thread/composer_keys.js";

const enter = (extra = {}) => ({ key: "Enter", keyCode: 13, isComposing: false, repeat: false,
  shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...extra });

const cases = [
  ["Enter sends", enter(), {}, "send"],
  ["Shift+Enter is a new line", enter({ shiftKey: true }), {}, "newline"],
  ["Ctrl+Enter sends", enter({ ctrlKey: true }), {}, "send"],
  ["with ctrl_enter, Enter is a new line", enter(), { sendKey: "ctrl_enter" }, "newline"],
  ["with ctrl_enter, Ctrl+Enter sends", enter({ ctrlKey: true }), { sendKey: "ctrl_enter" }, "send"],
  ["with ctrl_enter, Cmd+Enter sends", enter({ metaKey: true }), { sendKey: "ctrl_enter" }, "send"],
  ["an input method composes (event)", enter({ isComposing: true }), {}, "none"],
  ["an input method composes (229)", enter({ keyCode: 229 }), {}, "none"],
  ["an input method composes (told)", enter(), { composing: true }, "none"],
  ["Ctrl+Enter while composing", enter({ ctrlKey: true, isComposing: true }), { sendKey: "ctrl_enter" }, "none"],
  ["Safari: Enter just after the composition", enter(), { sinceComposition: 3 }, "none"],
  ["Enter some time after the composition", enter(), { sinceComposition: GUARD_MS }, "send"],
  ["a held Enter", enter({ repeat: true }), {}, "swallow"],
  ["a held Shift+Enter", enter({ repeat: true, shiftKey: true }), {}, "newline"],
  ["Alt+Enter is not ours", enter({ altKey: true }), {}, "none"],
  ["another key", { ...enter(), key: "a" }, {}, "none"],
  ["process key", { ...enter({ keyCode: 229 }), key: "Process" }, {}, "none"],
];

for (const [name, event, how, verdict] of cases) {
  test(name, () => assert.equal(decide(event, how), verdict));
}
