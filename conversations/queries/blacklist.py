"""The blacklist as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from conversations.models import Block, Conversation

SHOWN = 200


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One line; ``thread`` is the conversation's number."""

    id: int
    buyer: str
    thread: int | None
    reason: str
    who: str
    at: datetime
    until: datetime | None
    is_open: bool
    lifted_by: str


def blacklist_of(shop_id: int) -> list[BlockLine]:
    """Those that hold first, then the newest; at most 200."""
    rows = list(
        Block.objects.filter(shop_id=shop_id)
        .select_related("buyer", "member__user", "lifted_by__user")
        .order_by(F("lifted_at").desc(nulls_first=True), "-at", "-pk")[:SHOWN]
    )
    threads = dict(
        Conversation.objects.filter(
            shop_id=shop_id, buyer_id__in={row.buyer_id for row in rows}
        ).values_list("buyer_id", "pk")
    )
    lines = [
        BlockLine(
            id=row.pk,
            buyer=row.buyer.name,
            thread=threads.get(row.buyer_id),
            reason=row.reason,
            who=row.member.public_name,
            at=row.at,
            until=row.until,
            is_open=row.lifted_at is None,
            lifted_by=row.lifted_by.public_name if row.lifted_by else "",
        )
        for row in rows
    ]
    return sorted(lines, key=lambda one: (not one.is_open, -one.at.timestamp()))
