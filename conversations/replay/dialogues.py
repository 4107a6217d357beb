"""Reads dialogues in the form of the JDDC sample: tab-separated, one message a line.

Columns: session, user, is_agent (0 or 1), transfer, repeat, sku, text. No header.
"""

from dataclasses import dataclass, field
from pathlib import Path

from helpdesk.kernel.text import is_blank

COLUMNS = 7


class DialogueProblem(ValueError):
    """The file cannot be played; the sentence names the line and what to do."""


@dataclass(frozen=True)
class Turn:
    """One message of a dialogue, exactly as it stands in the file."""

    is_agent: bool
    text: str


@dataclass
class Dialogue:
    """Turns in their order."""

    name: str
    turns: list[Turn] = field(default_factory=list)


@dataclass(frozen=True)
class Script:
    """What is to be played; ``skipped`` counts lines without words."""

    dialogues: list[Dialogue]
    skipped: int

    @property
    def turns(self) -> int:
        return sum(len(dialogue.turns) for dialogue in self.dialogues)


def read_script(path: Path) -> Script:
    """All dialogues of a file, in the order of their first lines; DialogueProblem otherwise."""
    try:
        content = path.read_bytes().decode("utf-8")
    except OSError as problem:
        raise DialogueProblem(f"{path} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise DialogueProblem(
            f"{path} is not UTF-8 (byte {problem.start}); convert it and try again."
        ) from problem
    dialogues: dict[str, Dialogue] = {}
    skipped = 0
    for number, line in enumerate(content.split("\n"), start=1):
        if not line:
            continue
        cells = line.removesuffix("\r").split("\t", COLUMNS - 1)
        if len(cells) != COLUMNS or cells[2] not in {"0", "1"}:
            raise DialogueProblem(
                f"{path}, line {number}: expected {COLUMNS} tab-separated columns with 0 or 1 "
                f"in the third, found {len(cells)}."
            )
        name, text = cells[0], cells[6]
        dialogue = dialogues.setdefault(name, Dialogue(name))
        if not is_blank(text):
            dialogue.turns.append(Turn(is_agent=cells[2] == "1", text=text))
        else:
            skipped += 1
    if not dialogues:
        raise DialogueProblem(f"{path} holds no dialogue.")
    return Script([one for one in dialogues.values() if one.turns], skipped)
