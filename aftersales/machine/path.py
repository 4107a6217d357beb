"""The way a case usually goes, and how far along it is: the steps over the page of a case. Pure."""

from aftersales.machine.table import row_of
from aftersales.machine.words import TERMINAL, Kind, State, Verb

ONWARD = (
    Verb.AGREE,
    Verb.SHIP_BACK,
    Verb.ARRIVE,
    Verb.PASS,
    Verb.SEND,
    Verb.CONFIRM,
    Verb.ISSUE,
    Verb.PAID,
)
"""What leads on where all goes well; from each state one of them at most."""

STANDS_AT = {
    State.NEGOTIATING: State.APPLIED,
    State.REFUSED: State.APPLIED,
    State.PLATFORM: State.APPLIED,
    State.RETURN_LOST: State.WAIT_SELLER_CONFIRM,
    State.REFUND_FAILED: State.REFUNDING,
}
"""States beside the usual way, and the step at which a case in them is held up."""


def usual_path(
    kind: Kind, *, start: State = State.APPLIED, goods_back: bool = False
) -> list[State]:
    """The states from ``start`` to the end, by the moves of the table."""
    path = [start]
    while path[-1] not in TERMINAL:
        rows = (row_of(kind, path[-1], verb, goods_back=goods_back) for verb in ONWARD)
        path.append(next(row.after for row in rows if row is not None))
    return path


def steps_of(kind: Kind, state: State) -> list[State]:
    """The steps of a case in this state: the usual ones, with the one it is at by its true name.

    Money in place of goods (``PAY_INSTEAD``) leaves the usual way of its kind.
    """
    at = STANDS_AT.get(state, state)
    path = usual_path(kind)
    if at in TERMINAL and at is not State.DONE:
        return [*path[:-1], at]
    if at not in path:
        sends = State.WAIT_SELLER_RESHIP
        path = [*path[: path.index(sends) if sends in path else 1], *usual_path(kind, start=at)]
    return [state if step is at else step for step in path]
