"""Whom a hard question may be brought before."""

from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import RANK, roles_with


def supervisors_of(shop_id: int) -> list[Membership]:
    """Those at work who arrange what others owe, the nearest to the agents first."""
    rows = Membership.objects.filter(
        shop_id=shop_id,
        is_active=True,
        user__is_active=True,
        role__in=roles_with("followups.arrange"),
    ).select_related("user")
    return sorted(rows, key=lambda one: (RANK[one.role], one.pk))  # type: ignore[index]
