"""A buyer looks at pages of the shop's website: the newest 50 of 30 days are kept."""

from datetime import timedelta

from django.db import transaction

from conversations.access import conversation_of
from conversations.models import PageLook
from conversations.models.page_look import (
    ADDRESS_LENGTH,
    KEPT_DAYS,
    KEPT_PER_BUYER,
    PRODUCT_LENGTH,
    TITLE_LENGTH,
)
from helpdesk.commerce.models import Buyer
from helpdesk.kernel.clock import iso, now
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import BuyerLooked
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import PageShape


@transaction.atomic
def look_at_page(
    *, shop_id: int, conversation_id: int, title: str, address: str, product: str, ago: int
) -> None:
    """The buyer of this thread looked at a page ``ago`` seconds ago; the same page twice in a
    row is one look. The caller has checked and shortened the address."""
    thread = conversation_of(shop_id, conversation_id)
    locked(Buyer.objects.filter(shop_id=shop_id)).get(pk=thread.buyer_id)
    looks = PageLook.objects.filter(shop_id=shop_id, buyer_id=thread.buyer_id)
    at = now() - timedelta(seconds=ago)
    fields = {
        "title": _plain(title, TITLE_LENGTH),
        "address": _plain(address, ADDRESS_LENGTH),
        "product": _plain(product, PRODUCT_LENGTH),
    }
    last = looks.order_by("-at", "-pk").first()
    if last is not None and (last.address, last.product) == (fields["address"], fields["product"]):
        looks.filter(pk=last.pk).update(at=max(at, last.at), title=fields["title"])
    else:
        PageLook.objects.create(shop_id=shop_id, buyer_id=thread.buyer_id, at=at, **fields)
        beyond = looks.order_by("-at", "-pk").values_list("pk", flat=True)[KEPT_PER_BUYER:]
        looks.filter(pk__in=list(beyond)).delete()
    page: PageShape = {"title": fields["title"], "product": fields["product"], "at": iso(at)}
    publish(shop_id, BuyerLooked(conversation=conversation_id, page=page))


def forget_old_looks() -> int:
    """Looks older than 30 days, of every shop; how many there were."""
    gone, _ = PageLook.objects.filter(at__lt=now() - timedelta(days=KEPT_DAYS)).delete()
    return gone


def _plain(text: str, length: int) -> str:
    """What a website gave, with nothing in it that cannot be shown or stored."""
    return "".join(letter for letter in text if letter.isprintable()).strip()[:length]
