// A text as the rules see it: the same three views as scripts_library/guard/folding.py.

import { FOLD, KEPT, PAUSE, SENTENCE_END, SYLLABLES } from "./rules.gen.js";

const MUTE = "·";
const fold_of = new Map(Object.entries(FOLD));
const kept = new Set(KEPT);
const sound_of = new Map();
for (const [syllable, characters] of Object.entries(SYLLABLES)) {
  for (const character of characters) {
    sound_of.set(character, syllable);
  }
}

const isLetter = (character) =>
  (character >= "a" && character <= "z" && character.length === 1) ||
  (character >= "0" && character <= "9" && character.length === 1);

export const isHan = (character) =>
  (character >= "\u4e00" && character <= "\u9fff") ||
  (character >= "\u3400" && character <= "\u4dbf");

const isLatin = (character) =>
  character !== "" && (isLetter(character) || "'%。，.".includes(character));

/**
 * `places[i]` is where the i-th character stood in the view below, `ends[i]` where it ended.
 * @param {string} text at most `longest` characters of it are read
 * @param {number} longest
 */
export function fold(text, longest) {
  const plain = plainOf(text, longest);
  const tight = tightOf(plain.text);
  return { plain, tight, sound: soundOf(tight.text) };
}

function plainOf(text, longest) {
  const folded = [];
  const places = [];
  const ends = [];
  let place = 0;
  let read = 0;
  for (const original of text) {
    if (read === longest) {
      break;
    }
    read += 1;
    for (const character of fold_of.get(original) ?? original) {
      if (stays(character, folded)) {
        folded.push(character);
        places.push(place);
        ends.push(place + original.length);
      }
    }
    place += original.length;
  }
  return settle(folded, places, ends);
}

function stays(character, folded) {
  if (character === " ") {
    return folded.length > 0 && folded.at(-1) !== " ";
  }
  return (
    isLetter(character) ||
    isHan(character) ||
    kept.has(character) ||
    character === SENTENCE_END ||
    character === PAUSE
  );
}

function settle(folded, places, ends) {
  const shown = [];
  const shownPlaces = [];
  const shownEnds = [];
  folded.forEach((character, index) => {
    const before = folded[index - 1] ?? "";
    const after = folded[index + 1] ?? "";
    if (character === " " && !(isLatin(before) && isLatin(after))) {
      return;
    }
    shown.push(character === "." ? stop(before, after) : character);
    shownPlaces.push(places[index]);
    shownEnds.push(ends[index]);
  });
  return { text: shown.join(""), places: shownPlaces, ends: shownEnds };
}

function stop(before, after) {
  if (isLetter(before) && isLetter(after)) {
    return ".";
  }
  return isHan(before) && isHan(after) ? PAUSE : SENTENCE_END;
}

function tightOf(plain) {
  const places = [];
  for (let place = 0; place < plain.length; place += 1) {
    const character = plain[place];
    if (isLetter(character) || isHan(character) || character === "%") {
      places.push(place);
    }
  }
  return { text: places.map((place) => plain[place]).join(""), places };
}

function soundOf(tight) {
  const sounds = [];
  const places = [];
  for (let place = 0; place < tight.length; place += 1) {
    const character = tight[place];
    const sound = sound_of.get(character) ?? (isLetter(character) ? character : MUTE);
    sounds.push(sound);
    for (let each = 0; each < sound.length; each += 1) {
      places.push(place);
    }
  }
  return { text: sounds.join(""), places };
}
