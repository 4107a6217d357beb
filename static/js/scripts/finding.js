/**
 * Which scripts a few keys mean, best first: by title, code, pinyin, initials, tags and words, and among
 * equals by how often they are sent in this stage. One walk through all of them, then through what is left.
 *
 * @typedef {import("./pack.js").Script} Script
 * @typedef {{script: Script, score: number, marks: [number, number][]}} Found
 */
export const STAGES = ["pre_sale", "in_sale", "after_sale"];
export const SHOWN = 20;
const CJK_OR_WORD = /[\p{L}\p{N}]/u;

/** @param {Script[]} scripts @param {string} query @param {string} stage @returns {ReturnType<Finder["find"]>} */
export function findScripts(scripts, query, stage) {
  return new Finder().find(scripts, query, stage);
}

/**
 * Remembers what the last keys found. Keys that only go on are looked for among those: whatever answers
 * to a word answers to its beginning too (`tests/js/script_finding.test.mjs` holds it).
 */
export class Finder {
  /** @type {Script[]} */
  #scripts = [];
  #wanted = "";
  /** The first `many` of these answered; the same array at every key. @type {Script[]} */
  #among = [];
  #many = 0;

  /**
   * @param {Script[]} scripts @param {string} query without its slash @param {string} stage of the reception
   * @returns {{found: Found[], many: number}} the best twenty, and how many there are
   */
  find(scripts, query, stage) {
    const wanted = query.trim().toLowerCase().replaceAll("'", "");
    const place = STAGES.indexOf(stage) + 1;
    const best = wanted ? this.#answering(scripts, wanted, place) : bestOf(scripts, place);
    this.#wanted = wanted;
    return { found: best.map((hit) => ({ ...hit, marks: wanted ? marksOf(hit.script, wanted) : [] })), many: wanted ? this.#many : scripts.length };
  }

  #answering(scripts, wanted, place) {
    const goesOn = this.#wanted && scripts === this.#scripts && wanted.startsWith(this.#wanted);
    if (scripts !== this.#scripts) this.#among = [];
    this.#scripts = scripts;
    const from = goesOn ? this.#among : scripts;
    const until = goesOn ? this.#many : scripts.length;
    /** @type {{script: Script, score: number}[]} */
    const best = [];
    let many = 0;
    for (let at = 0; at < until; at += 1) {
      const script = from[at];
      const match = matchOf(script, wanted);
      if (!match) continue;
      this.#among[many] = script; // behind what is read, when both are the same array
      many += 1;
      rank(best, script, match + script.liking[place]);
    }
    this.#many = many;
    return best;
  }
}

function bestOf(scripts, place) {
  const best = [];
  for (const script of scripts) rank(best, script, 1 + script.liking[place]);
  return best;
}

/** Into the best so far, best first; among equals the older one. @param {{script: Script, score: number}[]} best */
function rank(best, script, score) {
  if (best.length === SHOWN && score <= best[SHOWN - 1].score) return;
  let at = best.length;
  while (at > 0 && best[at - 1].score < score) at -= 1;
  best.splice(at, 0, { script, score });
  if (best.length > SHOWN) best.pop();
}

/** How well a script answers to some keys; 0 when not at all. @param {Script} script @param {string} wanted */
export function matchOf(script, wanted) {
  const { lowTitle, lowCode, initials, pinyin, syllables, rest, all } = script;
  const coded = lowCode.startsWith(wanted);
  if (!coded && !all.includes(wanted)) return 0;
  if (lowCode === wanted) return 1000;
  if (lowTitle.startsWith(wanted)) return 900;
  if (coded) return 850;
  if (initials.startsWith(wanted)) return 800;
  if (pinyin.startsWith(wanted)) return 750;
  if (lowTitle.includes(wanted)) return 700;
  if (initials.includes(wanted)) return 600;
  const at = pinyin.indexOf(wanted);
  if (at >= 0) return syllables.includes(at) ? 550 : 300;
  return rest.includes(wanted) ? 400 : 200;
}

/**
 * Sent often in a stage, starred, meant for it: never enough to beat a better match. Worked out once.
 * @returns {number[]} for no stage, then for each of `STAGES`
 */
export function likingOf({ uses, starred, stage }) {
  const all = uses[0] + uses[1] + uses[2];
  return [-1, 0, 1, 2].map((place) => {
    const here = place >= 0 ? uses[place] : 0;
    const meant = place >= 0 && stage ? (stage === STAGES[place] ? 6 : -6) : 0;
    return Math.min(36, 8 * Math.log2(1 + here)) + Math.min(6, Math.log2(1 + all - here)) + (starred ? 10 : 0) + meant;
  });
}

/** Which letters of the title the keys mean. @param {Script} script @param {string} wanted @returns {[number, number][]} */
export function marksOf({ lowTitle, title, initials, pinyin, syllables }, wanted) {
  const at = lowTitle.indexOf(wanted);
  if (at >= 0) return [[at, at + wanted.length]];
  const spoken = [...title].length === title.length ? [...title].flatMap((mark, place) => (CJK_OR_WORD.test(mark) ? [place] : [])) : [];
  if (spoken.length !== initials.length) return []; // Latin words: one initial is several letters
  const first = initials.indexOf(wanted);
  if (first >= 0) return [[spoken[first], spoken[first + wanted.length - 1] + 1]];
  const from = syllables.indexOf(pinyin.indexOf(wanted));
  if (from < 0) return [];
  const end = pinyin.indexOf(wanted) + wanted.length;
  const until = syllables.findLastIndex((start) => start < end);
  return [[spoken[from], spoken[until] + 1]];
}

/**
 * The keys behind a slash at the caret. A slash in the middle of a Latin word or a number is none, and
 * a Chinese keyboard gives 、 for the same key: at the very beginning that is one too.
 * @param {string} text @param {number} caret @returns {{start: number, query: string}|null}
 */
export function slashAt(text, caret) {
  const before = text.slice(0, caret);
  const found = /(?:^|[^\w/:：.])\/([^\s/]{0,24})$/.exec(before) ?? /^、([^\s、，。]{0,24})$/.exec(before);
  if (!found) return null;
  return { start: caret - found[1].length - 1, query: found[1] };
}

/** Whether a digit after these keys chooses, or still belongs to a code. @param {Script[]} scripts */
export function isChoice(scripts, query, digit) {
  if (!/^[1-5]$/.test(digit)) return false;
  const wanted = (query + digit).toLowerCase();
  return !scripts.some(({ lowCode, lowTitle }) => (lowCode && lowCode.startsWith(wanted)) || (query && lowTitle.startsWith(wanted)));
}
