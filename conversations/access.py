"""The only door to a thread: one row for one shop; a stranger gets not-found."""

from conversations.card_errors import CardNotFound
from conversations.errors import ConversationNotFound, ShopNotFound
from conversations.models import Card, CardKind, Conversation
from helpdesk.accounts.models import Shop
from helpdesk.kernel.locks import locked


def shop_by_slug(slug: str) -> Shop:
    """The shop behind a public address, or ShopNotFound."""
    try:
        return Shop.objects.get(slug=slug)
    except Shop.DoesNotExist:
        raise ShopNotFound() from None


def conversation_of(shop_id: int, conversation_id: int) -> Conversation:
    """The shop's conversation with its buyer and owner, or ConversationNotFound."""
    try:
        return Conversation.objects.select_related("buyer", "owner__user").get(
            shop_id=shop_id, pk=conversation_id
        )
    except Conversation.DoesNotExist:
        raise ConversationNotFound() from None


def locked_conversation(shop_id: int, conversation_id: int) -> Conversation:
    """The shop's conversation, held until the transaction ends, or ConversationNotFound."""
    try:
        found: Conversation = locked(Conversation.objects.filter(shop_id=shop_id)).get(
            pk=conversation_id
        )
    except Conversation.DoesNotExist:
        raise ConversationNotFound() from None
    return found


def locked_if_free(shop_id: int, conversation_id: int) -> Conversation | None:
    """The same for a sweep; None where somebody works on it at this moment, or it is gone."""
    rows = Conversation.objects.filter(shop_id=shop_id, pk=conversation_id)
    return rows.select_for_update(of=("self",), no_key=True, skip_locked=True).first()


def address_card(conversation: Conversation, seq: int) -> Card:
    """The question about an address that stands at this place of a thread, or CardNotFound.

    It belongs to the thread: who holds the conversation's lock holds its cards.
    """
    found = Card.objects.filter(
        shop_id=conversation.shop_id,
        conversation_id=conversation.pk,
        seq=seq,
        kind=CardKind.ADDRESS,
    ).first()
    if found is None:
        raise CardNotFound()
    return found
