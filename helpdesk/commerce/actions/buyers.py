"""A visitor becomes a buyer with the first message."""

from django.utils.translation import gettext

from helpdesk.commerce.models import Buyer, Platform
from helpdesk.kernel.clock import now


def buyer_for_visitor(*, shop_id: int, visitor_key: str) -> Buyer:
    """The buyer behind a visitor's token, made on the first call; safe when called twice."""
    buyer, _ = Buyer.objects.get_or_create(
        shop_id=shop_id,
        visitor_key=visitor_key,
        defaults={
            "name": visitor_name(visitor_key),
            "platform": Platform.WEB,
            "first_seen": now(),
        },
    )
    return buyer


def visitor_name(visitor_key: str) -> str:
    """No more than that it is a visitor, and four letters of the key to tell two apart."""
    mark = "".join(letter for letter in visitor_key if letter.isalnum())[:4].upper()
    return gettext("访客 %(mark)s") % {"mark": mark}
