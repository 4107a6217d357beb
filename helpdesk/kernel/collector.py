"""How often Python looks for cycles that nobody holds: what is loaded is not among them."""

import gc

COLLECTING = (5_000, 20, 50)
"""How much comes together before the collector of cycles looks: at its preset it walked every
object of every socket each ten seconds of a busy floor, 30 to 120 ms in which nobody was
answered. Sockets that are gone need it little, they let go of what holds them."""


def look_rarely() -> None:
    """From the first line of a process on: at its preset the collector looks several hundred
    times while the product is loaded, and finds nothing."""
    gc.set_threshold(*COLLECTING)


def keep_what_is_loaded() -> None:
    """Modules, settings and models live as long as the process: the collector need not walk their
    hundred thousand objects again and again while people wait (60 ms each time)."""
    gc.collect()
    gc.freeze()
