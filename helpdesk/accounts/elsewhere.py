"""Links to what is in another of one's own shops: who can say in which.

An app tells, from ``AppConfig.ready()``, how a number in an address is looked up; a page that did
not find it in the shop one works in then offers to change over.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from helpdesk.accounts.models import Membership
from helpdesk.accounts.queries.memberships import active_memberships

Find = Callable[[Sequence[int], int], int | None]
"""(shop ids, number) to the id of the shop that has it."""

_finders: dict[str, Find] = {}


def register_finder(argument: str, find: Find) -> None:
    """Say how the number of an address's argument is looked up, once."""
    if _finders.setdefault(argument, find) is not find:
        raise LookupError(f"{argument} is already registered")


def place_elsewhere(membership: Membership, arguments: Mapping[str, Any]) -> Membership | None:
    """The person's place in the shop that has what the address names; None when none has."""
    asked = {name: value for name, value in arguments.items() if name in _finders and value}
    if not asked:
        return None
    rows = active_memberships(membership.user_id).exclude(pk=membership.pk)
    others = {one.shop_id: one for one in rows}
    for name, value in asked.items() if others else ():
        shop_id = _finders[name](list(others), int(value))
        if shop_id is not None:
            return others[shop_id]
    return None
