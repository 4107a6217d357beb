"""The list of cases: a tab, narrowed, a page at a time by what is due first."""

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from aftersales.models import Approval, Case, CaseEvent, CaseLine
from aftersales.queries.tabs import in_tab
from aftersales.turns import STATES, Tab
from helpdesk.accounts.models import Membership

PAGE = 50

SHOWN = (
    *(field.name for field in Case._meta.concrete_fields),
    *("order__number", "order__shipped_at", "buyer__name", "buyer__platform"),
)


@dataclass(frozen=True, slots=True)
class Goods:
    """Cases about one product, or one article of it, since a moment: whatever became of them."""

    product: int
    sku: int | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see; empty: whatever it is."""

    tab: Tab = Tab.OURS
    kind: str = ""
    cause: str = ""
    platform: str = ""
    mine: bool = False
    # In place of the tab.
    goods: Goods | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Cases and the cursor behind them, "" at the end."""

    cases: list[Case]
    cursor: str


def cases_of(membership: Membership, asked: Asked) -> QuerySet[Case]:
    """The cases of a tab, narrowed, in no order."""
    rows = Case.objects.filter(shop_id=membership.shop_id)
    if asked.goods is not None:
        rows = rows.filter(pk__in=_about(membership.shop_id, asked.goods))
    else:
        rows = rows.filter(is_open=asked.tab is not Tab.OVER)
        if asked.tab in STATES:
            rows = rows.filter(in_tab(asked.tab))
        if asked.tab is Tab.APPROVAL:
            rows = rows.filter(Exists(waiting_of_case()))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.cause:
        rows = rows.filter(cause=asked.cause)
    if asked.platform:
        rows = rows.filter(order__platform=asked.platform)
    if asked.mine:
        hand_in = CaseEvent.objects.filter(
            shop_id=OuterRef("shop_id"), case_id=OuterRef("pk"), member_id=membership.pk
        )
        rows = rows.filter(Exists(hand_in))
    return rows


def _about(shop_id: int, goods: Goods) -> QuerySet[CaseLine, int]:
    lines = CaseLine.objects.filter(
        shop_id=shop_id, product_id=goods.product, opened_at__gte=goods.since
    )
    if goods.sku is not None:
        lines = lines.filter(sku_id=goods.sku)
    return lines.values_list("case_id", flat=True)


def waiting_of_case() -> QuerySet[Approval]:
    """The question that is open about an outer query's case."""
    return Approval.objects.filter(
        shop_id=OuterRef("shop_id"), case_id=OuterRef("pk"), state="waiting"
    )


def with_what_is_shown(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The same with order and buyer as far as a row says them: an order alone has forty columns."""
    return rows.select_related("order", "buyer").only(*SHOWN)


def list_page(membership: Membership, asked: Asked, cursor: str = "") -> Page:
    """What is due first comes first, what has no end after it; what is over, newest first, and so
    what a product came back for. Money on its way has no end: the payment service takes as long
    as it takes.

    By key: whatever moves meanwhile, nothing is shown twice, and what stays is not left out.
    """
    rows = with_what_is_shown(cases_of(membership, asked))
    after = _read(cursor)
    if asked.goods is not None:
        found = list(_newest(rows, after, "opened_at")[: PAGE + 1])
        return _page(found, [case.opened_at for case in found])
    if asked.tab is Tab.OVER:
        found = list(_newest(rows, after, "closed_at")[: PAGE + 1])
        return _page(found, [case.closed_at for case in found])
    found = []
    if asked.tab is not Tab.MONEY and (after is None or after.at is not None):
        found = list(_due(rows, after)[: PAGE + 1])
        after = None
    if len(found) <= PAGE:
        without = rows.filter(due_at__isnull=True, pk__gt=after.pk if after else 0)
        found += without.order_by("pk")[: PAGE + 1 - len(found)]
    return _page(found, [case.due_at for case in found])


@dataclass(frozen=True, slots=True)
class _Key:
    at: datetime | None
    pk: int


def _due(rows: QuerySet[Case], after: _Key | None) -> QuerySet[Case]:
    rows = rows.filter(due_at__isnull=False)
    if after is not None:  # a range first, so that the index begins there
        rows = rows.filter(due_at__gte=after.at).exclude(due_at=after.at, pk__lte=after.pk)
    return rows.order_by("due_at", "pk")


def _newest(rows: QuerySet[Case], after: _Key | None, by: str) -> QuerySet[Case]:
    if after is not None and after.at is not None:
        rows = rows.filter(**{f"{by}__lte": after.at})
        rows = rows.exclude(**{by: after.at}, pk__gte=after.pk)
    return rows.order_by(f"-{by}", "-pk")


def _page(found: list[Case], keys: list[datetime | None]) -> Page:
    if len(found) <= PAGE:
        return Page(found, "")
    at = keys[PAGE - 1]
    word = json.dumps([at.isoformat() if at else None, found[PAGE - 1].pk])
    return Page(found[:PAGE], base64.urlsafe_b64encode(word.encode()).decode())


def _read(cursor: str) -> _Key | None:
    try:
        at, pk = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        moment = None if at is None else datetime.fromisoformat(at)
        if moment is not None and moment.tzinfo is None:
            return None
        return _Key(moment, int(pk))
    except (ValueError, TypeError, binascii.Error):
        return None


def sought_cases(
    shop_id: int, *, numbers: Iterable[int], orders: Iterable[int], buyers: Iterable[int]
) -> list[Case]:
    """Cases by their number, of these orders, of these buyers: newest first."""
    which = Q(pk__in=list(numbers)) | Q(order_id__in=list(orders)) | Q(buyer_id__in=list(buyers))
    rows = with_what_is_shown(Case.objects.filter(which, shop_id=shop_id))
    return list(rows.order_by("-opened_at", "-pk")[:PAGE])
