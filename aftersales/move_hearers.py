"""Who else has to do something when a case moves, in the transaction of the move.

Deeds that move cases themselves (a register's) cannot be called by the move: they name what they
do here, from `AppConfig.ready()`.
"""

from typing import Protocol

from aftersales.access import Held
from aftersales.doer import Doer


class MoveHearer(Protocol):
    """Called with the case as it stands now, and the state in which it stood."""

    def __call__(self, *, held: Held, before: str, doer: Doer) -> None: ...


_hearers: list[MoveHearer] = []
_continuing: list[MoveHearer] = []


def register_move_hearer(hearer: MoveHearer) -> None:
    """It hears every move from now on; the same one twice is one."""
    if hearer not in _hearers:
        _hearers.append(hearer)


def register_continuing(hearer: MoveHearer) -> None:
    """What the machine does at once because of a move, as another move of the same case: called
    when all of the first one is written."""
    if hearer not in _continuing:
        _continuing.append(hearer)


def go_on(*, held: Held, before: str, doer: Doer) -> None:
    """The moves that follow by themselves."""
    for hearer in _continuing:
        hearer(held=held, before=before, doer=doer)


def tell_hearers(*, held: Held, before: str, doer: Doer) -> None:
    """All of them, in the order in which they were registered."""
    for hearer in _hearers:
        hearer(held=held, before=before, doer=doer)
