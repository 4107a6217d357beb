"""To whom a follow-up can be handed over."""

from dataclasses import dataclass

from helpdesk.accounts.models import Membership
from helpdesk.followups.owners import group_names


@dataclass(frozen=True, slots=True)
class Receiver:
    """``value`` as forms send it: member:7, group:3."""

    value: str
    name: str


def receivers_of(shop_id: int) -> tuple[list[Receiver], list[Receiver]]:
    """The shop's people at work there, and its groups."""
    people = Membership.objects.filter(shop_id=shop_id, is_active=True, user__is_active=True)
    rows = people.select_related("user").order_by("pk")
    members = [Receiver(f"member:{row.pk}", row.user.shown_name) for row in rows]
    groups = [Receiver(f"group:{pk}", name) for pk, name in group_names(shop_id).items()]
    return members, groups
