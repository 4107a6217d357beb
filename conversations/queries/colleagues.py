"""Colleagues who can be named in a note: those who are in the shop now, by the name all see."""

from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import roles_with
from helpdesk.realtime.shapes import PersonShape


def names_of(shop_id: int) -> dict[int, str]:
    """Member number and name, by joining."""
    rows = Membership.objects.select_related("user").filter(
        shop_id=shop_id, is_active=True, user__is_active=True
    )
    return {row.pk: row.public_name for row in rows.order_by("pk")}


def everybody_of(shop_id: int) -> dict[int, str]:
    """The same, and those who have left: whose deeds are still on record."""
    rows = Membership.objects.select_related("user").filter(shop_id=shop_id)
    return {row.pk: row.public_name for row in rows.order_by("pk")}


def supervisors_of(shop_id: int, *, but: int) -> list[str]:
    """Names of those who oversee the floor, without oneself: whom to ask."""
    rows = Membership.objects.select_related("user").filter(
        shop_id=shop_id,
        is_active=True,
        user__is_active=True,
        role__in=roles_with("floor.oversee"),
    )
    return [row.public_name for row in rows.exclude(pk=but).order_by("pk")]


def colleagues_of(shop_id: int) -> list[PersonShape]:
    """The same as the wire carries them."""
    return [{"id": member, "name": name} for member, name in names_of(shop_id).items()]
