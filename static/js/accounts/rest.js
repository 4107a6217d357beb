/**
 * The calm countdown after too many tries: how long is left, in words and as a bar that fills; at
 * the end the form is open again, without loading the page.
 */
import { gettext, interpolate } from "../i18n.js";

const box = document.querySelector("[data-rest]");
const left = box.querySelector("[data-rest-left]");
const bar = box.querySelector("[data-rest-bar]");
const locked = document.querySelector("[data-rest-locked]");
const total = Number(box.dataset.rest);
const end = Date.now() + total * 1000;

function tell() {
  const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1000));
  const minutes = Math.floor(seconds / 60);
  left.textContent = minutes
    ? interpolate(gettext("剩 %s 分 %s 秒"), [minutes, seconds % 60])
    : interpolate(gettext("剩 %s 秒"), [seconds]);
  bar.style.setProperty("--share", `${Math.round((1 - seconds / total) * 100)}%`);
  if (seconds > 0) return;
  clearInterval(timer);
  box.hidden = true;
  locked.disabled = false;
  locked.querySelector("input[type=password]")?.focus();
}

const timer = setInterval(tell, 1000);
// A screen reader hears the sentence once, not every second.
left.setAttribute("aria-live", "off");
tell();
