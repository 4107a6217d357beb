"""How far an order has come: paid, shipped, on the way, at the door, signed. Pure."""

from collections.abc import Sequence

STEPS = 5
AT_THE_DOOR = ("派送", "派件", "配送中", "待取件", "驿站")
_BY_STATE = {"unpaid": 0, "paid": 1, "shipped": 2, "signed": 5, "finished": 5}


def steps_done(state: str, scans: Sequence[str]) -> int | None:
    """Steps behind it, by state and the courier's scans (any order); None when it is closed."""
    done = _BY_STATE.get(state)
    if state != "shipped":
        return done
    if any(word in scan for scan in scans for word in AT_THE_DOOR):
        return 4
    return 3 if len(scans) > 1 else 2
