"""Patterns that a shop writes itself: read in full, held to what cannot hang, written anew.

Browsers have no engine that is linear by nature, so the pattern itself is bounded: no repetition
without an end, nothing that looks around or back, and at most MOST_WAYS ways in which one place
of a text can be tried. What comes out is a pattern of the subset that Python and JavaScript read
alike, with its letters folded as the texts are (decision 0032).
"""

from dataclasses import dataclass

from scripts_library.guard.folding import is_han, is_letter
from scripts_library.guard.folding_tables import FOLD, KEPT, PAUSE, SENTENCE_END

MOST_WAYS = 200
LONGEST_MATCH = 200
LONGEST_PATTERN = 300
DEEPEST = 8

ENDLESS, AROUND, BACK, LAZY, UNREAD, OPEN, NOTHING, WAYS, LONG, PLACE, UNKNOWN = (
    "endless", "around", "back", "lazy", "unread", "open", "nothing", "ways", "long", "place", "unknown",
)  # fmt: skip


class PatternRefused(ValueError):
    """``kind`` is one of the words above, ``near`` the part of the pattern it is about."""

    def __init__(self, kind: str, near: str) -> None:
        super().__init__(f"{kind}: {near}")
        self.kind = kind
        self.near = near


@dataclass(frozen=True)
class _Part:
    """What a stretch of the pattern is: its text, the characters it can begin with (None: any),
    in how many ways it can be tried at one place, how short and how long it can be."""

    text: str
    first: frozenset[str] | None
    ways: int
    least: int
    most: int


_EMPTY = _Part("", frozenset(), 1, 0, 0)


def checked_pattern(written: str) -> str:
    """The pattern as both engines run it, or PatternRefused."""
    if len(written) > LONGEST_PATTERN:
        raise PatternRefused(LONG, written[:20])
    reader = _Reader(written)
    part = reader.branches(0)
    if reader.at < len(reader.written):
        raise PatternRefused(OPEN, reader.written[reader.at :])
    if part.least == 0:
        raise PatternRefused(NOTHING, written)
    if part.most > LONGEST_MATCH:
        raise PatternRefused(LONG, written)
    return f"{'^' if reader.from_start else ''}(?:{part.text}){'$' if reader.to_end else ''}"


class _Reader:
    """Reads left to right, one character ahead."""

    def __init__(self, written: str) -> None:
        self.from_start = written.startswith("^")
        self.to_end = written.endswith("$") and not written.endswith("\\$")
        self.written = written[: -1 if self.to_end else None]
        self.at = 1 if self.from_start else 0

    def branches(self, depth: int) -> _Part:
        if depth > DEEPEST:
            raise PatternRefused(WAYS, self.written)
        parts = [self._sequence(depth)]
        while self._take("|"):
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else _either(parts)

    def _sequence(self, depth: int) -> _Part:
        whole = _EMPTY
        while self.at < len(self.written) and self.written[self.at] not in "|)":
            began = self.at
            part = self._repeated(self._one(depth), began)
            whole = _then(whole, part)
            if whole.ways > MOST_WAYS:
                raise PatternRefused(WAYS, self.written[: self.at])
        return whole

    def _one(self, depth: int) -> _Part:
        character = self.written[self.at]
        self.at += 1
        if character == "(":
            return self._group(depth)
        if character == "[":
            return self._class()
        if character == ".":
            return _Part(f"[^{_escaped(SENTENCE_END)}]", None, 1, 1, 1)
        if character == "\\":
            return self._escape()
        if character in "^$":
            raise PatternRefused(PLACE, character)
        if character in "*+":
            raise PatternRefused(ENDLESS, self.written[max(0, self.at - 3) : self.at])
        if character in "?{":
            raise PatternRefused(OPEN, self.written[self.at - 1 :])
        return _literal(character)

    def _group(self, depth: int) -> _Part:
        if self._take("?") and not self._take(":"):
            raise PatternRefused(AROUND, self.written[self.at - 2 :])
        inside = self.branches(depth + 1)
        if not self._take(")"):
            raise PatternRefused(OPEN, "(")
        return _Part(f"(?:{inside.text})", inside.first, inside.ways, inside.least, inside.most)

    def _escape(self) -> _Part:
        character = self.written[self.at : self.at + 1]
        self.at += 1
        if character == "d":
            return _Part("[0-9]", frozenset("0123456789"), 1, 1, 1)
        if character.isdigit():
            raise PatternRefused(BACK, f"\\{character}")
        if not character or is_letter(character.lower()):
            raise PatternRefused(UNKNOWN, f"\\{character}")
        return _literal(character)

    def _class(self) -> _Part:
        turned = self._take("^")
        members: set[str] = set()
        text = ""
        while not self._take("]"):
            first = self._member()
            last = first
            if self.written[self.at : self.at + 1] == "-" and self.written[
                self.at + 1 : self.at + 2
            ] not in ("]", ""):
                self.at += 1
                last = self._member()
            if first > last or (first != last and not (_plain(first) and _plain(last))):
                raise PatternRefused(UNKNOWN, f"{first}-{last}")
            text += _escaped(first) if first == last else f"{_escaped(first)}-{_escaped(last)}"
            if ord(last) - ord(first) < LONGEST_PATTERN:
                members.update(map(chr, range(ord(first), ord(last) + 1)))
            else:
                members.add("")  # too many to list: it may begin with anything
        if not text:
            raise PatternRefused(NOTHING, "[]")
        any_of = None if turned or "" in members else frozenset(members)
        return _Part(f"[{'^' if turned else ''}{text}]", any_of, 1, 1, 1)

    def _member(self) -> str:
        character = self.written[self.at : self.at + 1]
        self.at += 1
        if character == "\\":
            character = self.written[self.at : self.at + 1]
            self.at += 1
            if is_letter(character.lower()):
                raise PatternRefused(UNKNOWN, f"\\{character}")
        if not character:
            raise PatternRefused(OPEN, "[")
        folded = _folded(character)
        if len(folded) != 1:
            raise PatternRefused(UNREAD, character)
        return folded

    def _repeated(self, part: _Part, began: int) -> _Part:
        least, most = self._bounds()
        if (least, most) == (1, 1):
            return part
        near = self.written[began : self.at]
        if self.written[self.at : self.at + 1] in ("?", "+", "*", "{"):
            raise PatternRefused(LAZY, self.written[began : self.at + 1])
        if most < least or most == 0:
            raise PatternRefused(UNKNOWN, near)
        if part.least == 0:
            raise PatternRefused(NOTHING, near)
        ways = 0
        for times in range(least, most + 1):
            ways += part.ways**times
            if ways > MOST_WAYS:
                raise PatternRefused(WAYS, near)
        text = part.text if _is_single(part) else f"(?:{part.text})"
        mark = "?" if (least, most) == (0, 1) else f"{{{least},{most}}}"
        return _Part(text + mark, part.first, ways, part.least * least, part.most * most)

    def _bounds(self) -> tuple[int, int]:
        mark = self.written[self.at : self.at + 1]
        if mark and mark in "*+":
            raise PatternRefused(ENDLESS, self.written[max(0, self.at - 2) : self.at + 1])
        if self._take("?"):
            return 0, 1
        if mark != "{":
            return 1, 1
        end = self.written.find("}", self.at)
        least, comma, most = self.written[self.at + 1 : max(end, 0)].partition(",")
        near = self.written[self.at : end + 1 if end > 0 else None]
        if comma and least.isdecimal() and not most.strip():
            raise PatternRefused(ENDLESS, near)
        if end < 0 or not least.isdecimal() or (comma and not most.isdecimal()) or len(near) > 9:
            raise PatternRefused(UNKNOWN, near)
        self.at = end + 1
        return int(least), int(most if comma else least)

    def _take(self, wanted: str) -> bool:
        if self.written[self.at : self.at + 1] != wanted:
            return False
        self.at += 1
        return True


def _then(one: _Part, two: _Part) -> _Part:
    first = one.first
    if one.least == 0:
        first = None if one.first is None or two.first is None else one.first | two.first
    return _Part(
        one.text + two.text, first, one.ways * two.ways, one.least + two.least, one.most + two.most
    )


def _either(parts: list[_Part]) -> _Part:
    """Branches that begin differently are tried one at a time, others one after another."""
    apart, seen = True, frozenset[str]()
    for part in parts:
        apart = apart and part.least > 0 and part.first is not None and not part.first & seen
        seen |= part.first or frozenset()
    ways = max(part.ways for part in parts) if apart else sum(part.ways for part in parts)
    if ways > MOST_WAYS:
        raise PatternRefused(WAYS, "|")
    text = "(?:" + "|".join(part.text for part in parts) + ")"
    known = all(part.first is not None and part.least for part in parts)
    least, most = min(part.least for part in parts), max(part.most for part in parts)
    return _Part(text, seen if known else None, ways, least, most)


def _is_single(part: _Part) -> bool:
    return part.most == 1 and part.least == 1 and (len(part.text) == 1 or part.text[0] in "[\\")


def _literal(character: str) -> _Part:
    folded = _folded(character)
    text = "".join(map(_escaped, folded))
    return _Part(text, frozenset(folded[0]), 1, len(folded), len(folded))


def _folded(character: str) -> str:
    """What the rules see in its place; refused where they see nothing."""
    folded = FOLD.get(character, character)
    if not folded or not all(map(_is_read, folded)):
        raise PatternRefused(UNREAD, character)
    return folded


def _is_read(character: str) -> bool:
    return _plain(character) or character in KEPT or character in (SENTENCE_END, PAUSE)


def _plain(character: str) -> bool:
    return is_letter(character) or is_han(character)


def _escaped(character: str) -> str:
    """Safe in both engines, and before the words of our own patterns are filled in."""
    return character if _plain(character) else f"\\u{ord(character):04x}"


def escaped(text: str) -> str:
    """A folded text as a pattern that finds it."""
    return "".join(map(_escaped, text))
