"""Shops by what outsiders know of them, and which of them a person owns."""

from helpdesk.accounts.models import Membership, Role, Shop


def shop_ids() -> list[int]:
    """All of them, in the order in which they were opened."""
    return list(Shop.objects.order_by("pk").values_list("pk", flat=True))


def address_is_taken(slug: str) -> bool:
    """Whether a shop has this address."""
    return Shop.objects.filter(slug=slug).exists()


def owns_a_shop(user_id: int) -> bool:
    """Whether the person is an owner anywhere."""
    return Membership.objects.filter(
        user_id=user_id, role=Role.OWNER, is_active=True, user__is_active=True
    ).exists()
