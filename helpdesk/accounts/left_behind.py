"""What somebody still has in hand when they are put out of the shop, in words.

Upper apps fill this in from ``AppConfig.ready()``; the page that asks "put them out?" reads it.
"""

from collections.abc import Callable

Tell = Callable[[int, int], str]
"""(shop_id, membership_id) to a sentence; empty when there is nothing to say."""

_tellers: dict[str, Tell] = {}


def register_left_behind(name: str, tell: Tell) -> None:
    """Make a kind of unfinished work known, once."""
    if _tellers.setdefault(name, tell) is not tell:
        raise LookupError(f"{name} is already registered")


def left_behind(shop_id: int, member_id: int) -> list[str]:
    """One sentence for each kind of work that would stay behind."""
    told = (tell(shop_id, member_id) for tell in _tellers.values())
    return [sentence for sentence in told if sentence]
