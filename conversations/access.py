"""The only door to a thread: one row for one shop; a stranger gets not-found."""

from conversations.card_errors import CardNotFound
from conversations.errors import ConversationNotFound, ShopNotFound
from conversations.inside_errors import TagNotFound
from conversations.models import Block, Card, CardKind, Conversation, Tag
from helpdesk.accounts.models import Shop
from helpdesk.kernel.errors import NotFound
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


def tag_of(shop_id: int, tag_id: int) -> Tag:
    """The shop's tag, or TagNotFound."""
    try:
        return Tag.objects.get(shop_id=shop_id, pk=tag_id)
    except Tag.DoesNotExist:
        raise TagNotFound() from None


def locked_tag(shop_id: int, tag_id: int) -> Tag:
    """The same, held until the transaction ends."""
    found: Tag | None = locked(Tag.objects.filter(shop_id=shop_id, pk=tag_id)).first()
    if found is None:
        raise TagNotFound()
    return found


def block_of(shop_id: int, block_id: int) -> Block:
    """An entry of the shop's blacklist, or NotFound."""
    try:
        return Block.objects.get(shop_id=shop_id, pk=block_id)
    except Block.DoesNotExist:
        raise NotFound() from None


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
