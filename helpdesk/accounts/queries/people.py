"""The people of a shop."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from helpdesk.accounts.models import Membership, Role, User
from helpdesk.accounts.permissions import RANK


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the list; ``id`` is the membership's."""

    id: int
    name: str
    username: str
    role: str
    role_label: str | Promise
    is_active: bool
    last_sign_in: datetime | None


def members_of(shop_id: int) -> list[Member]:
    """Everybody who is or was in: active ones first, owners before others, then by joining."""
    rows = Membership.objects.select_related("user").filter(shop_id=shop_id).order_by("pk")
    members = [
        Member(
            id=row.pk,
            name=row.user.shown_name,
            username=row.user.username,
            role=row.role,
            role_label=Role(row.role).label,
            is_active=row.is_active and row.user.is_active,
            last_sign_in=row.user.last_login,
        )
        for row in rows
    ]
    return sorted(members, key=lambda one: (not one.is_active, -RANK[Role(one.role)]))


def user_named(username: str) -> User | None:
    """The person of this name, whatever its case."""
    try:
        return User.objects.get_by_natural_key(username)
    except User.DoesNotExist:
        return None
