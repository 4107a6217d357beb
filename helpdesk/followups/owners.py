"""Whose a follow-up may be: a role's, or a group's, which the app above knows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from helpdesk.accounts.models.membership import Role
from helpdesk.accounts.permissions import RANK


@dataclass(frozen=True, slots=True)
class Groups:
    """``of_member`` the numbers of the groups somebody is in; ``names`` all of a shop by number."""

    of_member: Callable[[int, int], list[int]]
    names: Callable[[int], Mapping[int, str]]


def roles_within(role: str) -> tuple[str, ...]:
    """What somebody of this role may settle: everybody's, and what needs no higher role."""
    return ("", *(one.value for one, rank in RANK.items() if rank <= RANK[Role(role)]))


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
