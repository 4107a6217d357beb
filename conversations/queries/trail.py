"""What the panel says of a buyer's way through the shop's website, and of who else they are."""

from datetime import timedelta
from typing import Any

from conversations.models import Conversation, Customer, MergedVisitor, PageLook
from conversations.models.page_look import KEPT_DAYS
from helpdesk.commerce.models import Product
from helpdesk.kernel.clock import now
from helpdesk.kernel.money import yuan

SHOWN = 20
LOOKING_MINUTES = 10


def trail_of(conversation: Conversation) -> dict[str, Any]:
    """``looking`` (the newest page), ``is_looking``, ``looked_at`` (its product), ``trail``."""
    looks = list(
        PageLook.objects.filter(
            shop_id=conversation.shop_id,
            buyer_id=conversation.buyer_id,
            at__gte=now() - timedelta(days=KEPT_DAYS),
        ).order_by("-at", "-pk")[:SHOWN]
    )
    newest = looks[0] if looks else None
    fresh = newest is not None and newest.at >= now() - timedelta(minutes=LOOKING_MINUTES)
    return {
        "looking": newest,
        "is_looking": fresh,
        "trail": looks[1:],
        "looked_at": _product(conversation.shop_id, newest.product if newest else ""),
    }


def ties_of(conversation: Conversation) -> dict[str, Any]:
    """``customer``, and ``ties``: the threads of the same person before and after signing in."""
    shop_id, buyer_id = conversation.shop_id, conversation.buyer_id
    customer = Customer.objects.filter(shop_id=shop_id, buyer_id=buyer_id).first()
    merged = MergedVisitor.objects.filter(shop_id=shop_id)
    if customer is not None:
        buyers = list(merged.filter(customer=customer).values_list("visitor_id", flat=True))
    else:
        into = merged.filter(visitor_id=buyer_id).values_list("customer__buyer_id", flat=True)
        buyers = [each for each in into if each is not None]
    ties = []
    if buyers:
        found = Conversation.objects.filter(shop_id=shop_id, buyer_id__in=buyers)
        ties = list(found.select_related("buyer").order_by("-last_at")[:SHOWN])
    return {"customer": customer, "ties": ties}


def _product(shop_id: int, named: str) -> dict[str, Any] | None:
    """The shop's product of that name, as the panel shows it."""
    product = Product.objects.filter(shop_id=shop_id, name=named).first() if named else None
    if product is None:
        return None
    return {
        "id": product.pk,
        "name": product.name,
        "price": yuan(product.price_fen),
        "colours": " · ".join(product.colours),
        "note": product.facts,
    }
