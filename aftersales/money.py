"""How much may go back: pure arithmetic in whole fen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an order, as far as money is concerned."""

    position: int
    fen: int


@dataclass(frozen=True, slots=True)
class Purse:
    """What an order brought in and what has left it, or is promised to."""

    paid_fen: int
    refunded_fen: int
    promised_fen: int = 0

    @property
    def left_fen(self) -> int:
        """What may still be given back; never less than nothing."""
        return max(0, self.paid_fen - self.refunded_fen - self.promised_fen)


def shares(lines: Sequence[Line], goods_paid_fen: int) -> dict[int, int]:
    """What was paid for each line: discounts spread by price, the rounding on the last line that
    costs something: a present is worth nothing.

    The shares add up to ``goods_paid_fen`` exactly.
    """
    ordered = sorted(lines, key=lambda line: (line.fen > 0, line.position))
    total = sum(line.fen for line in ordered)
    found: dict[int, int] = {}
    for line in ordered[:-1]:
        found[line.position] = goods_paid_fen * line.fen // total if total else 0
    if ordered:
        found[ordered[-1].position] = goods_paid_fen - sum(found.values())
    return found


def most_fen(
    *,
    lines: Sequence[Line],
    chosen: Iterable[int],
    others_taken: Iterable[int],
    given_back: Mapping[int, int],
    freight_fen: int,
    freight_back: bool,
    purse: Purse,
) -> int:
    """The most that a case about the ``chosen`` lines may give back: what was paid for each, less
    what was ``given_back`` for it before.

    The freight goes back only where it is owed (``freight_back``), with the last line that is
    given back: ``others_taken`` are the lines that other cases give or gave back. Presents need
    not come with them.
    """
    freight = min(freight_fen, purse.paid_fen)
    by_line = shares(lines, purse.paid_fen - freight)
    mine = set(chosen)
    most = sum(max(0, by_line[place] - given_back.get(place, 0)) for place in mine & by_line.keys())
    costly = {line.position for line in lines if line.fen} or by_line.keys()
    if freight_back and mine | set(others_taken) >= costly:
        most += freight
    return min(most, purse.left_fen)
