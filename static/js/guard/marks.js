/**
 * The places of what the guard found, underlined in the message box itself: the same text lies
 * transparent behind the box, and the box is never touched, so neither the caret nor an input method
 * notices. Between two readings the places move with what is typed.
 *
 * @typedef {{start: number, end: number, level: "hint"|"warn"|"block"}} Place
 */
const AROUND = /^[\s，。,.]+|[\s，。,.]+$/g;

/**
 * Where the hits stand in the box, in order, none over another; of two that overlap the graver stays.
 * @param {{start: number, end: number, level: string, text: string}[]} hits
 * @param {string[]} levels those that the shop has switched on
 * @param {number} lead how much of the box stands before the words that were read
 * @returns {Place[]}
 */
export function placesOf(hits, levels, lead) {
  const gravest = ["block", "warn", "hint"];
  const found = hits.filter((hit) => levels.includes(hit.level)).map((hit) => {
    const bare = hit.text.replace(AROUND, "");
    const start = lead + hit.start + Math.max(0, hit.text.indexOf(bare));
    return { start, end: bare ? start + bare.length : lead + hit.end, level: hit.level };
  }).sort((one, other) => gravest.indexOf(one.level) - gravest.indexOf(other.level) || one.start - other.start);
  const kept = [];
  for (const one of found) if (one.end > one.start && kept.every((other) => one.end <= other.start || one.start >= other.end)) kept.push(one);
  return kept.sort((one, other) => one.start - other.start);
}

/**
 * The places after somebody typed: those before the change stay, those behind it move along, those
 * that were written into are gone until the words are read again.
 * @param {Place[]} places @param {string} before @param {string} after @returns {Place[]}
 */
export function moved(places, before, after) {
  if (before === after || !places.length) return places;
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < most - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const until = before.length - tail;
  const by = after.length - before.length;
  return places.flatMap((place) => {
    if (place.end <= from) return [place];
    return place.start >= until ? [{ ...place, start: place.start + by, end: place.end + by }] : [];
  });
}

export class Marks {
  /** @param {HTMLElement} foot */
  constructor(foot) {
    this.box = foot.querySelector("[data-text]");
    this.root = foot.querySelector("[data-marks]");
    this.places = [];
    this.text = "";
    this.box.addEventListener("words", () => this.#typed());
    this.box.addEventListener("scroll", () => { this.root.scrollTop = this.box.scrollTop; }, { passive: true });
    globalThis.ResizeObserver && new ResizeObserver(() => this.#fitted()).observe(this.box);
  }

  /** What was found in the box as it stands. @param {Place[]} places */
  show(places) {
    this.places = places;
    this.text = this.box.value;
    this.#draw();
  }

  #typed() {
    if (!this.places.length) return;
    this.places = moved(this.places, this.text, this.box.value);
    this.text = this.box.value;
    this.#draw();
  }

  #draw() {
    if (!this.places.length) return this.root.replaceChildren();
    const parts = [];
    let at = 0;
    for (const { start, end, level } of this.places) {
      const mark = document.createElement("mark");
      mark.dataset.level = level;
      mark.textContent = this.text.slice(start, end);
      parts.push(this.text.slice(at, start), mark);
      at = end;
    }
    // A last line without words has no height of its own here, as it has in the box.
    this.root.replaceChildren(...parts, this.text.slice(at), "\u200b");
    this.#fitted();
  }

  /** As wide as the words in the box, which its scroll bar makes narrower. */
  #fitted() {
    if (!this.places.length) return;
    this.root.style.width = `${this.box.clientWidth}px`;
    this.root.scrollTop = this.box.scrollTop;
  }
}
