"""What becomes of the follow-ups that are kept by what they are about. Plans only; writes nothing.

At most one of a kind is live for one source (the app that keeps them holds it in the database too).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpdesk.followups.actions.making import Owed
    from helpdesk.followups.models import FollowUp


@dataclass(frozen=True, slots=True)
class Kept:
    """What is owed as of now; ``is_paused`` while its time stands still."""

    owed: "Owed"
    is_paused: bool = False


class Deed(StrEnum):
    """What is to be done with one of them, the most telling first."""

    MAKE = "make"
    END = "end"
    PAUSE = "pause"
    RESUME = "resume"
    MOVE = "move"
    RESTATE = "restate"


@dataclass(frozen=True, slots=True)
class Change:
    """``row`` is None for what is new, ``kept`` for what is owed no more."""

    deed: Deed
    kind: str
    row: "FollowUp | None"
    kept: Kept | None


def changes_to(rows: Mapping[str, "FollowUp"], wanted: Collection[Kept]) -> list[Change]:
    """From the live ones, by kind, to what is owed; empty when all is as it should be."""
    owed = {one.owed.kind: one for one in wanted}
    changes = [Change(Deed.END, kind, row, None) for kind, row in rows.items() if kind not in owed]
    for kind, kept in owed.items():
        row = rows.get(kind)
        deed = Deed.MAKE if row is None else _deed(row, kept)
        if deed is not None:
            changes.append(Change(deed, kind, row, kept))
    return changes


def _deed(row: "FollowUp", kept: Kept) -> Deed | None:
    owed = kept.owed
    if row.is_paused != kept.is_paused:
        return Deed.PAUSE if kept.is_paused else Deed.RESUME
    if not kept.is_paused and owed.due_at is not None and row.due_at != owed.due_at:
        return Deed.MOVE
    said = (row.title, row.because, row.money_at_risk_fen, row.for_role)
    if said != (owed.title, owed.because, owed.money_fen, owed.for_role):
        return Deed.RESTATE
    return None
