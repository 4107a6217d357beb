/**
 * The form of opening hours: empty spans and lines stay out of sight until they are wanted, a day
 * can be filled into all, and the one plain sentence follows what is typed (the server says it).
 */
import { csrfToken } from "../csrf.js";
import { dropLine, moreLines } from "./lines.js";

const WAIT_MS = 300;
const form = document.querySelector("[data-hours]");
const spansOf = (day) => [...day.querySelectorAll("[data-span]")];
const inputsOf = (span) => [...span.querySelectorAll("input")];
const isEmpty = (span) => inputsOf(span).every((input) => !input.value);
const days = [...form.querySelectorAll("[data-day]")];

function tidy(day) {
  const spans = spansOf(day);
  const wanted = Math.max(1, spans.findLastIndex((span) => !isEmpty(span) || span.hasAttribute("data-wanted")) + 1);
  spans.forEach((span, at) => { span.hidden = at >= wanted; });
  day.querySelector("[data-more]").hidden = wanted >= spans.length || isEmpty(spans[wanted - 1]);
  day.querySelector("[data-rest]").hidden = spans.every(isEmpty);
}

/** @param {HTMLElement} day @param {string[][]} pairs */
function fill(day, pairs) {
  spansOf(day).forEach((span, at) => {
    span.removeAttribute("data-wanted");
    inputsOf(span).forEach((input, end) => { input.value = pairs[at]?.[end] ?? ""; });
  });
  tidy(day);
}

const pairsOf = (day) => spansOf(day).map((span) => inputsOf(span).map((input) => input.value));

let timer = null;
function sayLater() {
  clearTimeout(timer);
  timer = setTimeout(say, WAIT_MS);
}

async function say() {
  const box = form.querySelector("[data-said]");
  const week = box.querySelector("[data-said-week]");
  const more = box.querySelector("[data-said-more]");
  const body = new URLSearchParams(new FormData(form));
  const told = await fetch(form.dataset.saidUrl, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() } })
    .then((answer) => answer.json()).catch(() => null);
  if (!told) return;
  box.toggleAttribute("data-wrong", Boolean(told.problem));
  week.textContent = told.problem ?? told.week;
  more.hidden = Boolean(told.problem);
  more.textContent = told.more;
}

form.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  const day = target.closest("[data-day]");
  if (!button) return;
  if (button.dataset.fill) {
    const pairs = button.dataset.fill === "first" ? pairsOf(days[0]) : [button.dataset.fill.split("-")];
    for (const each of days) fill(each, pairs);
  } else if (button.hasAttribute("data-more")) {
    const next = spansOf(day).find((span) => span.hidden);
    next.setAttribute("data-wanted", "");
    tidy(day);
    next.querySelector("input").focus();
  } else if (button.hasAttribute("data-rest")) {
    fill(day, []);
    day.querySelector("input").focus();
  } else return;
  sayLater();
});
form.addEventListener("input", ({ target }) => {
  const day = target.closest("[data-day]");
  if (day) tidy(day);
  sayLater();
});
form.querySelector("[data-tools]").hidden = false;
for (const day of days) tidy(day);
moreLines(form.querySelector("[data-holidays]"), form.querySelector("[data-holiday-more]"));
for (const drop of form.querySelectorAll("[data-holiday-drop]")) drop.hidden = false;
form.querySelector("[data-holidays]").addEventListener("click", ({ target }) => {
  const drop = target.closest("[data-holiday-drop]");
  if (!drop) return;
  dropLine(drop.closest("[data-holiday]"));
  sayLater();
});
