"""A text as the rules see it: three views, each of whose places leads back to the original.

``plain`` is folded (width, case, disguised letters, zero-width and pictures gone) with two marks
left: 。 ends a sentence, ， a part of one. ``tight`` has only letters, digits and characters, so
好.评-返*现 is one word. ``sound`` is ``tight`` with the syllables of ``homophones`` in letters.
"""

from dataclasses import dataclass

from scripts_library.guard.folding_tables import FOLD, KEPT, PAUSE, SENTENCE_END
from scripts_library.guard.homophones import SOUND_OF

MUTE = "·"
"""Stands in ``sound`` for a character whose sound no rule listens for."""


@dataclass(frozen=True)
class View:
    """A folded text; ``places[i]`` is where its i-th character stood in the view below it."""

    text: str
    places: list[int]


@dataclass(frozen=True)
class Folded:
    """The three views of one text; places of ``plain`` are those of the original."""

    plain: View
    tight: View
    sound: View


def is_letter(character: str) -> bool:
    """A letter or digit of English. The same in the browser."""
    return "a" <= character <= "z" or "0" <= character <= "9"


def is_han(character: str) -> bool:
    """A Chinese character of the common blocks."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def fold(text: str) -> Folded:
    """All three views."""
    plain = _plain(text)
    tight = _tight(plain.text)
    return Folded(plain, tight, _sound(tight.text))


def _plain(text: str) -> View:
    folded: list[str] = []
    places: list[int] = []
    for place, original in enumerate(text):
        for character in FOLD.get(original, original):
            if is_letter(character) or is_han(character):
                pass
            elif character == " ":
                if not folded or folded[-1] == " ":
                    continue
            elif character not in KEPT and character != SENTENCE_END and character != PAUSE:
                continue
            folded.append(character)
            places.append(place)
    return _settle(folded, places)


def _settle(folded: list[str], places: list[int]) -> View:
    """Blanks stay only between two English words; a full stop ends a sentence, unless in 1.5."""
    kept: list[str] = []
    kept_places: list[int] = []
    last = len(folded) - 1
    for index, character in enumerate(folded):
        before = folded[index - 1] if index else ""
        after = folded[index + 1] if index < last else ""
        shown = character
        if character == " " and not (_is_latin(before) and _is_latin(after)):
            continue
        if character == "." and not (is_letter(before) and is_letter(after)):
            shown = PAUSE if is_han(before) and is_han(after) else SENTENCE_END
        kept.append(shown)
        kept_places.append(places[index])
    return View("".join(kept), kept_places)


def _is_latin(character: str) -> bool:
    return is_letter(character) or character in ("'", "%", "。", "，", ".")


def _tight(plain: str) -> View:
    places = [
        place
        for place, character in enumerate(plain)
        if is_letter(character) or is_han(character) or character == "%"
    ]
    return View("".join(plain[place] for place in places), places)


def _sound(tight: str) -> View:
    sounds: list[str] = []
    places: list[int] = []
    for place, character in enumerate(tight):
        sound = SOUND_OF.get(character) or (character if is_letter(character) else MUTE)
        sounds.append(sound)
        places.extend([place] * len(sound))
    return View("".join(sounds), places)
