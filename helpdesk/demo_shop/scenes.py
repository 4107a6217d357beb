"""Read the chat scenes the demo shop is played from.

A scene file holds scenes, each a header and four to fourteen lines::

    # slug | stage | kinds
    B: what the buyer types, [one wording|another wording]
    A: what the agent answers about {product} in {colour}

``stage`` is pre_sale, order or after_sale. ``kinds`` are product kinds separated by commas,
or phone, clothing or any for a whole group; ``-glass`` takes a kind out again. A fourth header
column ``returning`` keeps the scene for buyers who have been here before. A scene opens with
the buyer. Slots stand in braces; ``facts.SLOTS`` lists them and the kinds they make sense for.
Blank lines separate.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from helpdesk.demo_shop.catalogue import CLOTHING_KINDS, KINDS, PHONE_KINDS, Kind
from helpdesk.demo_shop.facts import SLOTS

Stage = Literal["pre_sale", "order", "after_sale"]
Side = Literal["buyer", "agent"]

STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
SCENES_DIR: Final = Path(__file__).parent / "scenes"
SHORTEST, LONGEST = 4, 14

_SIDES: Final[dict[str, Side]] = {"B: ": "buyer", "A: ": "agent"}
_GROUPS: Final[dict[str, tuple[Kind, ...]]] = {
    "phone": PHONE_KINDS,
    "clothing": CLOTHING_KINDS,
    "any": KINDS,
    **{kind: (kind,) for kind in KINDS},
}
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SLOT: Final = re.compile(r"\{([^{}]*)\}")
_CHOICE: Final = re.compile(r"\[([^\[\]]*)\]")


class SceneError(ValueError):
    """A scene file cannot be read; the message names file and line."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Line:
    """One message, its slots and alternatives still open."""

    side: Side
    text: str

    @property
    def slots(self) -> frozenset[str]:
        """The names of the slots in this line."""
        return frozenset(_SLOT.findall(self.text))


@dataclass(frozen=True, slots=True)
class Scene:
    """One short chat, fit for any product of its kinds."""

    slug: str
    stage: Stage
    kinds: tuple[Kind, ...]
    lines: tuple[Line, ...]
    returning: bool = False

    @property
    def slots(self) -> frozenset[str]:
        """The names of all slots in the scene."""
        return frozenset().union(*(line.slots for line in self.lines))


@dataclass(slots=True)
class _Block:
    """The raw lines of one scene with their line numbers, the header first."""

    file: str
    rows: list[tuple[int, str]]

    def error(self, problem: str, row: int = 0) -> SceneError:
        return SceneError(self.file, self.rows[row][0], problem)


def _blocks(text: str, file: str) -> Iterator[_Block]:
    block: _Block | None = None
    for number, raw in enumerate(text.split("\n"), start=1):
        row = raw.rstrip()
        if not row:
            continue
        if row.startswith("#"):
            if block is not None:
                yield block
            block = _Block(file, [(number, row)])
        elif block is None:
            raise SceneError(file, number, "a line before the first scene header")
        else:
            block.rows.append((number, row))
    if block is not None:
        yield block


def _stage(block: _Block, word: str) -> Stage:
    for stage in STAGES:
        if stage == word:
            return stage
    raise block.error(f"unknown stage {word!r}, expected one of {', '.join(STAGES)}")


def _kinds(block: _Block, cell: str) -> tuple[Kind, ...]:
    chosen: set[Kind] = set()
    for word in (part.strip() for part in cell.split(",")):
        group = _GROUPS.get(word.removeprefix("-"))
        if group is None:
            raise block.error(f"unknown product kind {word!r}")
        if word.startswith("-"):
            chosen.difference_update(group)
        else:
            chosen.update(group)
    if not chosen:
        raise block.error("no product kind is left")
    return tuple(kind for kind in KINDS if kind in chosen)


def _check_slots(block: _Block, row: int, text: str, kinds: tuple[Kind, ...]) -> None:
    for name in _SLOT.findall(text):
        if name not in SLOTS:
            raise block.error(f"unknown slot {{{name}}}", row)
        unfit = [kind for kind in kinds if kind not in SLOTS[name]]
        if unfit:
            raise block.error(f"slot {{{name}}} means nothing for {', '.join(unfit)}", row)
    if any(brace in _SLOT.sub("", text) for brace in "{}"):
        raise block.error("unbalanced braces", row)


def _check_choices(block: _Block, row: int, text: str) -> None:
    for options in _CHOICE.findall(text):
        if not all(option.strip() for option in options.split("|")):
            raise block.error(f"an empty alternative in [{options}]", row)
    if any(mark in _CHOICE.sub("", text) for mark in "[]|"):
        raise block.error("unbalanced brackets or a stray bar", row)


def _line(block: _Block, row: int, kinds: tuple[Kind, ...]) -> Line:
    raw = block.rows[row][1]
    side = _SIDES.get(raw[:3])
    text = raw[3:].strip()
    if side is None or not text:
        raise block.error("expected 'B: ' or 'A: ' and a text", row)
    if "\t" in text:
        raise block.error("a tab inside a text", row)
    _check_slots(block, row, text, kinds)
    _check_choices(block, row, text)
    return Line(side, text)


def _scene(block: _Block) -> Scene:
    cells = [cell.strip() for cell in block.rows[0][1].removeprefix("#").split("|")]
    if len(cells) not in (3, 4):
        raise block.error("a header reads '# slug | stage | kinds' or adds '| returning'")
    slug, stage, kinds = cells[0], _stage(block, cells[1]), _kinds(block, cells[2])
    if not _SLUG.fullmatch(slug):
        raise block.error(f"slug {slug!r} is not lower-case words joined by hyphens")
    if cells[3:] not in ([], ["returning"]):
        raise block.error(f"unknown mark {cells[3]!r}, only 'returning' is known")
    lines = tuple(_line(block, row, kinds) for row in range(1, len(block.rows)))
    if not SHORTEST <= len(lines) <= LONGEST:
        raise block.error(f"{len(lines)} lines, expected {SHORTEST} to {LONGEST}")
    if lines[0].side != "buyer":
        raise block.error("a scene opens with the buyer", 1)
    if all(line.side == "buyer" for line in lines):
        raise block.error("nobody answers the buyer")
    return Scene(slug, stage, kinds, lines, returning=len(cells) == 4)


def parse_scenes(text: str, file: str) -> tuple[Scene, ...]:
    """Parse one file's text; ``file`` is the name to put into errors."""
    scenes: dict[str, Scene] = {}
    for block in _blocks(text, file):
        scene = _scene(block)
        if scene.slug in scenes:
            raise block.error(f"slug {scene.slug!r} is used twice")
        scenes[scene.slug] = scene
    return tuple(scenes.values())


@cache
def load_scenes(folder: Path = SCENES_DIR) -> tuple[Scene, ...]:
    """Parse every scene file of a folder, by file name and then in file order."""
    scenes: dict[str, Scene] = {}
    for path in sorted(folder.glob("*.txt"), key=lambda path: path.name):
        for scene in parse_scenes(path.read_text(encoding="utf-8"), path.name):
            if scene.slug in scenes:
                raise SceneError(path.name, 1, f"slug {scene.slug!r} is used in another file")
            scenes[scene.slug] = scene
    return tuple(scenes.values())
