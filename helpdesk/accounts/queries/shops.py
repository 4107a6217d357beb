"""Shops by what outsiders know of them, their clocks, and which of them a person owns."""

from zoneinfo import ZoneInfo

from helpdesk.accounts.models import Membership, Role, Shop


def shop_ids() -> list[int]:
    """All of them, in the order in which they were opened."""
    return list(Shop.objects.order_by("pk").values_list("pk", flat=True))


def zone_of(shop_id: int) -> ZoneInfo:
    """By whose clock the shop's days begin and end."""
    return ZoneInfo(Shop.objects.values_list("time_zone", flat=True).get(pk=shop_id))


def address_is_taken(slug: str) -> bool:
    """Whether a shop has this address."""
    return Shop.objects.filter(slug=slug).exists()


def owns_a_shop(user_id: int) -> bool:
    """Whether the person is an owner anywhere."""
    return Membership.objects.filter(
        user_id=user_id, role=Role.OWNER, is_active=True, user__is_active=True
    ).exists()
