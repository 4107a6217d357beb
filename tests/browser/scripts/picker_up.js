// Other keys, and at once to the last line: what it said just before, and what it says then.
(box, [keys, last]) => {
  box.value = keys;
  box.setSelectionRange(keys.length, keys.length);
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const line = document.getElementById(`spick-${last}`);
  const unasked = line.textContent;
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true, cancelable: true }));
  return { unasked, asked: line.textContent };
}
