/** One quiet line above the message box: what just happened, and the way back if there is one. */
const STAY_MS = 8000;

export function mountNotice({ box, words, button }) {
  let timer = null;
  let undo = null;
  const hide = () => {
    clearTimeout(timer);
    box.hidden = true;
    undo = null;
  };
  button.addEventListener("click", () => {
    const act = undo;
    hide();
    act?.();
  });
  return {
    /** @param {string} text @param {() => void} [onUndo] */
    say(text, onUndo = null) {
      clearTimeout(timer);
      undo = onUndo;
      words.textContent = text;
      button.hidden = !onUndo;
      box.hidden = false;
      timer = setTimeout(hide, STAY_MS);
    },
    hide,
  };
}
