"""Groups that may own a follow-up: told by the app above, which knows who is in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Groups:
    """``of_member`` the numbers of the groups somebody is in; ``names`` all of a shop by number."""

    of_member: Callable[[int, int], list[int]]
    names: Callable[[int], Mapping[int, str]]


_groups: list[Groups] = []


def register_groups(groups: Groups) -> None:
    """The one source of groups."""
    if _groups and _groups[0] != groups:
        raise LookupError("groups are already registered differently")
    _groups[:] = [groups]


def groups_of(shop_id: int, member_id: int) -> list[int]:
    """The groups that a member is in."""
    return _groups[0].of_member(shop_id, member_id) if _groups else []


def group_names(shop_id: int) -> Mapping[int, str]:
    """Every group of the shop by its number."""
    return _groups[0].names(shop_id) if _groups else {}
