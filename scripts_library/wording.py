"""The words of a script: `{name}` is filled from the chat, `{几点?}` by whoever sends it. Pure.

`static/js/scripts/wording.js` fills the same words in the browser by the same rules.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

HOLE = re.compile(r"\{([^{}\n]*)\}")
LONGEST_NAME = 20
ASKING = ("?", "？")
"""How the name of a hole ends that a person fills."""

PartKind = Literal["text", "filled", "hole"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of words: as written, filled from the chat, or a hole still to fill."""

    kind: PartKind
    words: str
    # The variable or hole as it stands in the braces.
    name: str = ""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with some words: a code, what it is about, and how the loop goes."""

    code: Literal["unknown", "brace", "empty_name", "long_name", "loop", "long"]
    about: str = ""
    way: tuple[str, ...] = ()


def names_in(text: str) -> list[str]:
    """The names in braces, in order."""
    return [found.strip() for found in HOLE.findall(text)]


def is_asking(name: str) -> bool:
    """Whether a person fills this hole, with no value from anywhere."""
    return name.endswith(ASKING)


def flaw_of(
    text: str, known: Collection[str], passages: Mapping[str, str] | None = None
) -> Flaw | None:
    """The first thing that is wrong with some words, or None."""
    rest = HOLE.sub("", text)
    if "{" in rest or "}" in rest:
        at = min(place for place in (rest.find("{"), rest.find("}")) if place >= 0)
        return Flaw("brace", rest[max(0, at - 4) : at + 6].strip())
    passages = passages or {}
    for name in names_in(text):
        bare = name.rstrip("?？").strip()
        if not bare:
            return Flaw("empty_name")
        if len(name) > LONGEST_NAME:
            return Flaw("long_name", name)
        if not is_asking(name) and name not in known and name not in passages:
            return Flaw("unknown", name)
    return None


def loop_in(name: str, text: str, passages: Mapping[str, str]) -> tuple[str, ...]:
    """The way from a passage back to itself, with the words it is to get; empty without one."""
    every = {**passages, name: text}
    trail: list[str] = []
    done: set[str] = set()

    def follow(at: str) -> tuple[str, ...]:
        if at in trail:
            return (*trail[trail.index(at) :], at)
        if at in done:
            return ()
        trail.append(at)
        for inner in names_in(every[at]):
            if inner in every and (found := follow(inner)):
                return found
        trail.pop()
        done.add(at)
        return ()

    return follow(name)


LONGEST_WHOLE = 5000


def whole(text: str, passages: Mapping[str, str]) -> str:
    """The words with their passages written out. Loops were refused when they were saved; words
    that would grow beyond a message stop growing."""
    for _ in range(len(passages) + 1):
        opened = HOLE.sub(lambda at: passages.get(at[1].strip(), at[0]), text)
        if opened == text or len(opened) > LONGEST_WHOLE:
            return text
        text = opened
    return text


def parts_of(text: str, values: Mapping[str, str | None]) -> list[Part]:
    """The words cut at their holes; ``values`` by name. What has no value stays a hole."""
    parts: list[Part] = []
    end = 0
    for found in HOLE.finditer(text):
        if found.start() > end:
            parts.append(Part("text", text[end : found.start()]))
        name = found[1].strip()
        value = None if is_asking(name) else values.get(name)
        parts.append(
            Part("hole", f"{{{name}}}", name) if not value else Part("filled", value, name)
        )
        end = found.end()
    if end < len(text):
        parts.append(Part("text", text[end:]))
    return parts


def said(parts: Sequence[Part]) -> str:
    """The parts as one text, holes still in their braces."""
    return "".join(part.words for part in parts)


def was_edited(body: str, sent: str) -> bool:
    """Whether the fixed words of a script are no longer those of the message that was sent.

    What stands where a hole was does not matter; the words around it must be there, in order, and
    begin and end the message. One walk, whatever the text.
    """
    fixed = [_squeezed(piece) for piece in HOLE.split(body)[::2]]
    text = _squeezed(sent)
    first, last = fixed[0], fixed[-1]
    if not text.startswith(first):
        return True
    if len(fixed) == 1:
        return text != first
    at, end = len(first), len(text) - len(last)
    if end < at or not text.endswith(last):
        return True
    for piece in fixed[1:-1]:
        found = text.find(piece, at, end)
        if found < 0:
            return True
        at = found + len(piece)
    return False


def _squeezed(text: str) -> str:
    return "".join(text.split())
