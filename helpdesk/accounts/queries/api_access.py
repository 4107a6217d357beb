"""Tokens and sources of a shop: as a call finds them, and as the owner's page shows them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from helpdesk.accounts.models import ApiToken, Membership, OrderDelivery, OrderSource

RECENT, REVOKED_SHOWN = 10, 100


def token_behind(hashed: str) -> ApiToken | None:
    """The token with this hash, with the member it acts for and the shop.

    Not by `first()`: to write the order that it asks for is a third of writing this query, which
    every call of the API does.
    """
    found = ApiToken.objects.select_related("shop", "member__user", "member__shop")
    return next(iter(found.filter(hash=hashed)[:1]), None)


def source_behind(key: str) -> OrderSource | None:
    """The source with this key, unless it was revoked."""
    return (
        OrderSource.objects.select_related("shop").filter(key=key, revoked_at__isnull=True).first()
    )


def tokens_of(shop_id: int) -> list[ApiToken]:
    """Those in use, the newest first, then the newest that were revoked; however often a shop
    changed its tokens, none of those in use is left out for it."""
    rows = ApiToken.objects.select_related("member__user", "made_by").filter(shop_id=shop_id)
    in_use = list(rows.filter(revoked_at__isnull=True).order_by("-pk"))
    return in_use + list(rows.filter(revoked_at__isnull=False).order_by("-pk")[:REVOKED_SHOWN])


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source with the last of its log."""

    source: OrderSource
    deliveries: list[OrderDelivery]


def sources_of(shop_id: int) -> list[SourceLine]:
    """The sources in use, each with its ten last deliveries."""
    rows = list(
        OrderSource.objects.select_related("made_by")
        .filter(shop_id=shop_id, revoked_at__isnull=True)
        .order_by("pk")[:50]
    )
    return [
        SourceLine(row, list(OrderDelivery.objects.filter(source=row).order_by("-pk")[:RECENT]))
        for row in rows
    ]


def people_to_act_for(shop_id: int) -> QuerySet[Membership]:
    """The members in whose name a token may act."""
    rows = Membership.objects.select_related("user").filter(shop_id=shop_id, is_active=True)
    return rows.order_by("pk")
