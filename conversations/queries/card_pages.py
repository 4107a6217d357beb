"""The page behind a card in a buyer's chat: their case, or applying for one about their order."""

from conversations.case_addresses import case_address, opening_address
from conversations.case_cards import case_cards
from conversations.models import Card, CardKind, CardState
from helpdesk.accounts.models import Shop

WITH_PAGES = (CardKind.CASE, CardKind.ORDER)


def card_page(*, shop_id: int, conversation_id: int, seq: int) -> str:
    """A fresh address; empty where the card has none, is not there, or was taken back."""
    card = (
        Card.objects.select_related("order")
        .filter(shop_id=shop_id, conversation_id=conversation_id, seq=seq, kind__in=WITH_PAGES)
        .exclude(state=CardState.RECALLED)
        .first()
    )
    if card is None or card.order is None:
        return ""
    slug = Shop.objects.values_list("slug", flat=True).get(pk=shop_id)
    if card.case_key is not None:
        return case_address(slug, str(card.case_key))
    return opening_address(slug, card.order.number) if case_cards().may_apply(card.order) else ""
