/**
 * The search page: asks while one types, shows hits, and the place of the one that is looked at. What is
 * sought stands in this entry of the browser's history and nowhere else.
 */
import { gettext, interpolate } from "../i18n.js";
import { ask } from "./asking.js";
import { conditionsOf, fill, isSame, valuesOf } from "./form_state.js";
import { Hits } from "./hits.js";
import { Place } from "./place.js";

const PAUSE_MS = 250;
const BUSY_MS = 150;
const WIDE = matchMedia("(min-width: 1024px)");

const root = document.querySelector("[data-search]");
const find = (name) => root.querySelector(`[data-${name}]`);
const form = find("search-form");
const box = form.elements.words;
const { foundUrl, placeUrl, signInUrl } = root.dataset;
const onSignedOut = () => location.assign(`${signInUrl}?next=${encodeURIComponent(location.pathname)}`);
const idle = [...find("found").childNodes];

const place = new Place(find("place"), {
  urlOf: (conversation, seq) => placeUrl.replace("/0/0/", `/${conversation}/${seq}/`), words: () => box.value.trim(), onSignedOut,
});
const hits = new Hits(find("found"), {
  onShow: ({ dataset }) => place.show(dataset.conversation, dataset.seq), onMore: more, onTop: () => box.focus(), isWide: () => WIDE.matches,
});
let asked = {};
let pause = 0;
/** @type {AbortController|null} */
let going = null;

/** @param {Record<string, string>} values @returns {Promise<{nodes: Node[], problem: string}|null>} */
async function request(values) {
  going?.abort();
  going = new AbortController();
  const { signal } = going;
  const busy = setTimeout(() => find("found").setAttribute("aria-busy", "true"), BUSY_MS);
  const found = await ask(foundUrl, values, { signal, onSignedOut });
  clearTimeout(busy);
  if (!signal.aborted) find("found").removeAttribute("aria-busy");
  return signal.aborted ? null : found;
}

async function look({ again = false } = {}) {
  clearTimeout(pause);
  const values = valuesOf(new FormData(form));
  if (isSame(values, asked) && !again) return;
  asked = values;
  history.replaceState({ ...history.state, search: values }, "");
  showConditions(values);
  const found = Object.keys(values).length ? await request(values) : (going?.abort(), { nodes: idle, problem: "" });
  if (!found) return;
  place.clear();
  hits.show(found.problem ? [problemLine(found.problem)] : found.nodes);
  const page = find("found").querySelector("[data-page]");
  find("took").textContent = page ? interpolate(gettext("%s 毫秒"), [page.dataset.took]) : "";
  find("said").textContent = found.problem || page?.querySelector(".search__count b")?.textContent || "";
}

/** @param {string} after */
async function more(after) {
  const found = await request({ ...asked, after });
  if (!found) return;
  if (found.problem) find("said").textContent = found.problem;
  else hits.append(found.nodes);
}

function showConditions(values) {
  const count = conditionsOf(values);
  find("filter-count").hidden = !count;
  find("filter-count").textContent = String(count);
}

function problemLine(words) {
  const line = document.createElement("p");
  line.className = "search__problem pretty";
  line.textContent = words;
  return line;
}

/** Empty the fields of a condition. @param {string} names */
function drop(names) {
  const values = { ...valuesOf(new FormData(form)) };
  for (const name of names.split(" ")) delete values[name];
  fill(form, values);
  box.focus();
  look();
}

form.addEventListener("submit", (event) => { event.preventDefault(); look({ again: true }); });
box.addEventListener("input", (event) => {
  clearTimeout(pause);
  if (!event.isComposing) pause = setTimeout(look, PAUSE_MS);
});
box.addEventListener("compositionend", () => { pause = setTimeout(look, PAUSE_MS); });
box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown") { event.preventDefault(); hits.focusFirst(); }
  if (event.key === "Escape" && box.value) { event.preventDefault(); box.value = ""; look(); }
});
root.addEventListener("change", ({ target }) => {
  if (target.form !== form || target === box) return;
  if (target.name === "days" && target.value) form.elements.since.value = form.elements.until.value = "";
  if (target.name === "since" || target.name === "until") form.elements.days.value = "";
  look();
});
root.addEventListener("click", ({ target }) => {
  const pill = target.closest("[data-drop]");
  if (pill) drop(pill.dataset.drop);
});
root.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.target === box || event.isComposing) return;
  event.preventDefault();
  box.focus();
  box.select();
});

find("filters").open = WIDE.matches;
const kept = history.state?.search;
if (kept) fill(form, kept);
look();
