"""A visitor becomes a buyer with the first message."""

from django.conf import settings
from django.utils.translation import gettext, override

from helpdesk.commerce.models import Buyer, Platform
from helpdesk.kernel.clock import now
from helpdesk.kernel.tokens import random_key


def buyer_for_visitor(*, shop_id: int, visitor_key: str) -> Buyer:
    """The buyer behind a visitor's token, made on the first call; safe when called twice. The name
    is the shop's to read, whatever language the visitor reads."""
    with override(settings.LANGUAGE_CODE):
        name = visitor_name(visitor_key)
    buyer, _ = Buyer.objects.get_or_create(
        shop_id=shop_id,
        visitor_key=visitor_key,
        defaults={
            "name": name,
            "platform": Platform.WEB,
            "first_seen": now(),
        },
    )
    return buyer


def visitor_name(visitor_key: str) -> str:
    """No more than that it is a visitor, and four letters of the key to tell two apart."""
    mark = "".join(letter for letter in visitor_key if letter.isalnum())[:4].upper()
    return gettext("访客 %(mark)s") % {"mark": mark}


def buyer_for_customer(*, shop_id: int, name: str) -> Buyer:
    """A new buyer for somebody whom the shop's website signs for."""
    return Buyer.objects.create(
        shop_id=shop_id,
        name=name,
        platform=Platform.WEB,
        visitor_key=random_key(),
        first_seen=now(),
    )


def become_known(*, buyer: Buyer, name: str, new_key: bool) -> None:
    """A locked buyer carries the name the website gave, and perhaps another key: the token that
    named the visitor then opens nothing any more."""
    buyer.name = name
    if new_key or buyer.visitor_key is None:
        buyer.visitor_key = random_key()
    buyer.save(update_fields=["name", "visitor_key"])
