"""Which product the shop's knowledge beside a chat is of, and why that one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from conversations.models import Card, CardKind, CardState, Conversation, Entry, EntryKind, PageLook
from conversations.queries.trail import LOOKING_MINUTES
from helpdesk.commerce.models import Product
from helpdesk.commerce.queries.products import last_ordered, named_in
from helpdesk.kernel.clock import now
from scripts_library.knowledge.queries.naming import aliased_in

WORDS_READ = 40
"""Messages looked through for a product, the newest first."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said lately, newest first: everybody's words, the buyer's, and of those the ones
    that they wait on."""

    texts: Sequence[str]
    by_buyer: Sequence[str]
    unanswered: Sequence[str]


@dataclass(frozen=True, slots=True)
class Beside:
    """The product, and the code of the reason."""

    product: Product | None
    because: str = ""


def said_in(conversation: Conversation) -> Said:
    """The newest messages first; the machine's own are nobody's words. One query."""
    rows = list(
        Entry.objects.filter(
            shop_id=conversation.shop_id,
            conversation_id=conversation.pk,
            kind=EntryKind.MESSAGE,
            recalled=False,
        )
        .exclude(side="auto")
        .order_by("-seq")
        .values_list("side", "text")[:WORDS_READ]
    )
    by_buyer = [text for side, text in rows if side == "buyer"]
    return Said([text for _side, text in rows], by_buyer, unanswered(rows))


def unanswered(rows: Sequence[tuple[str, str]]) -> list[str]:
    """The buyer's words since an agent last spoke, newest first. Pure."""
    waiting: list[str] = []
    for side, text in rows:
        if side != "buyer":
            break
        waiting.append(text)
    return waiting


def product_beside(conversation: Conversation, said: Said) -> Beside:
    """What the buyer just asks about; else the card last sent, what they look at now, what was
    spoken of, what they ordered last. At most five queries, fewer where an early one finds it."""
    shop_id = conversation.shop_id
    named, place = _first(named_in(shop_id, said.texts), None)
    if named is None or place >= len(said.unanswered):
        named, place = _first(aliased_in(shop_id, said.texts), (named, place))
    if named is not None and place < len(said.unanswered):
        return Beside(named, "said")
    ways: tuple[tuple[str, Callable[[], Product | None]], ...] = (
        ("card", lambda: _on_card(conversation)),
        ("looking", lambda: _looked_at(conversation)),
        ("spoken", lambda: named),
        ("ordered", lambda: last_ordered(shop_id, conversation.buyer_id)),
    )
    for because, look in ways:
        product = look()
        if product is not None:
            return Beside(product, because)
    return Beside(None)


Place = tuple[Product | None, int]
"""A product, and in which text it is named, the newest being the first."""


def _first(one: tuple[Product, int] | None, other: Place | None) -> Place:
    """Whichever is named in the newer text; the first of two in the same."""
    if one is None:
        return other or (None, 0)
    if other is None or other[0] is None or one[1] < other[1]:
        return one
    return other


def _on_card(conversation: Conversation) -> Product | None:
    """The product card last sent in this reception, unless it was taken back."""
    entries = Entry.objects.filter(
        shop_id=conversation.shop_id,
        conversation_id=conversation.pk,
        session_number=conversation.session_number,
        kind=EntryKind.CARD,
    )
    card = (
        Card.objects.filter(
            shop_id=conversation.shop_id,
            conversation_id=conversation.pk,
            kind=CardKind.PRODUCT,
            seq__in=entries.values("seq"),
        )
        .exclude(state=CardState.RECALLED)
        .select_related("product")
        .order_by("-seq")
        .first()
    )
    return card.product if card else None


def _looked_at(conversation: Conversation) -> Product | None:
    """The product of the page on which the buyer is now."""
    look = (
        PageLook.objects.filter(
            shop_id=conversation.shop_id,
            buyer_id=conversation.buyer_id,
            at__gte=now() - timedelta(minutes=LOOKING_MINUTES),
        )
        .order_by("-at", "-pk")
        .first()
    )
    if look is None or not look.product:
        return None
    return Product.objects.filter(
        shop_id=conversation.shop_id, name=look.product, retired_at__isnull=True
    ).first()
