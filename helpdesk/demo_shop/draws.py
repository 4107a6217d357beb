"""Random draws that come out the same on every Python: whole numbers only."""

from collections.abc import Sequence
from random import Random


def shuffled(rng: Random, count: int) -> list[int]:
    """The numbers below ``count`` in random order."""
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = rng.randrange(last + 1)
        order[last], order[other] = order[other], order[last]
    return order


def weighted(rng: Random, weights: Sequence[int]) -> int:
    """A position in ``weights``, each as likely as its weight says."""
    target = rng.randrange(sum(weights))
    for position, weight in enumerate(weights):
        target -= weight
        if target < 0:
            return position
    raise AssertionError("the target lies below the sum")
