"""The people of a shop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise

from helpdesk.accounts.models import Membership, Role, User
from helpdesk.accounts.permissions import PERMISSIONS, RANK
from helpdesk.accounts.when import moment_said


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the list; ``id`` is the membership's."""

    id: int
    name: str
    username: str
    role: str
    role_label: str | Promise
    # What buyers see, where it differs from the name.
    alias: str
    is_active: bool
    last_sign_in: datetime | None
    last_sign_in_said: str


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
            alias=row.alias,
            is_active=row.is_active and row.user.is_active,
            last_sign_in=row.user.last_login,
            last_sign_in_said=moment_said(row.user.last_login) if row.user.last_login else "",
        )
        for row in rows
    ]
    return sorted(members, key=lambda one: (not one.is_active, -RANK[Role(one.role)]))


def shop_of_member(shop_ids: Sequence[int], member_id: int) -> int | None:
    """Which of the shops has this member."""
    rows = Membership.objects.filter(shop_id__in=shop_ids, pk=member_id)
    return rows.values_list("shop_id", flat=True).first()


def heirs_of(shop_id: int) -> QuerySet[Membership]:
    """Whom the shop may be handed to: active, and not an owner yet."""
    rows = Membership.objects.select_related("user").filter(
        shop_id=shop_id, is_active=True, user__is_active=True
    )
    return rows.exclude(role=Role.OWNER).order_by("pk")


@dataclass(frozen=True, slots=True)
class RightRow:
    """One line of the permission table: the right in words, and a yes or no for each role."""

    name: str
    label: str | Promise
    answers: list[bool]


def permission_table() -> list[RightRow]:
    """The table that the program itself asks, roles from left to right as in `Role`."""
    return [
        RightRow(name, right.label, [right.allows(role) for role in Role])
        for name, right in PERMISSIONS.items()
    ]


def user_named(username: str) -> User | None:
    """The person of this name, whatever its case."""
    try:
        return User.objects.get_by_natural_key(username)
    except User.DoesNotExist:
        return None
