"""The couriers' page: how fast, how many problems, at what price, and the parcels behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import ExpressionWrapper, F, QuerySet
from django.db.models.fields import DurationField

from helpdesk.commerce.choosing import Candidate, Choice, choose
from helpdesk.commerce.courier_words import choice_reason, passed_over
from helpdesk.commerce.models import Courier, CourierPrice, Shipment
from helpdesk.commerce.policy_rules import COURIER_DAYS, COURIER_MARGIN, COURIER_PROBLEMS
from helpdesk.commerce.promise import Route
from helpdesk.kernel.clock import now

PARCELS_SHOWN = 50

FIGURES_SQL = """
SELECT courier_id, count(*), count(signed_at),
       percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (
           ORDER BY extract(epoch FROM signed_at - shipped_at)::float8 / 3600
       ) FILTER (WHERE signed_at IS NOT NULL),
       count(*) FILTER (WHERE problem <> '')
FROM commerce_shipment
WHERE shop_id = %s AND shipped_at >= %s {only}
GROUP BY courier_id
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of the table: a courier, everywhere or into one province."""

    courier: Courier
    parcels: int
    signed: int
    median_hours: float | None
    most_hours: float | None
    problems: int
    price: CourierPrice | None

    @property
    def problem_percent(self) -> float:
        return 100 * self.problems / self.parcels if self.parcels else 0.0

    @property
    def route(self) -> Route:
        return Route(self.parcels, self.signed, self.median_hours, self.problems)


def figures_of(
    shop_id: int, *, days: int, province: str = "", at: datetime | None = None
) -> list[Figures]:
    """Every courier of the shop with the parcels of the last days; three queries."""
    values: list[Any] = [shop_id, (at or now()) - timedelta(days=days)]
    if province:
        values.append(province)
    only = "AND province = %s" if province else ""
    with connection.cursor() as cursor:
        cursor.execute(FIGURES_SQL.format(only=only), values)
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    prices: Mapping[int, CourierPrice] = {}
    if province:
        rows = CourierPrice.objects.filter(shop_id=shop_id, province=province)
        prices = {price.courier_id: price for price in rows}
    figures = []
    for courier in Courier.objects.filter(shop_id=shop_id).order_by("name"):
        parcels, signed, hours, problems = found.get(courier.pk, (0, 0, None, 0))
        median, most = hours or (None, None)
        price = prices.get(courier.pk)
        figures.append(Figures(courier, parcels, signed, median, most, problems, price))
    return sorted(figures, key=lambda one: (-one.parcels, one.courier.name))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The best courier for a province and why, in the reader's language."""

    courier: str
    reason: str
    passed_over: str


def best_of(
    figures: Sequence[Figures], province: str, policies: Mapping[str, Any]
) -> Suggestion | None:
    """From the lines of one province."""
    return _said(
        [
            Candidate(
                one.courier.pk,
                one.courier.name,
                one.route,
                one.price.first_kilo_fen if one.price else None,
            )
            for one in figures
        ],
        province,
        policies,
    )


ROUTES_SQL = """
SELECT province, courier_id, count(*), count(signed_at),
       percentile_cont(0.5) WITHIN GROUP (
           ORDER BY extract(epoch FROM signed_at - shipped_at)::float8 / 3600
       ) FILTER (WHERE signed_at IS NOT NULL),
       count(*) FILTER (WHERE problem <> '')
FROM commerce_shipment
WHERE shop_id = %s AND courier_id = ANY(%s) AND province = ANY(%s) AND shipped_at >= %s
GROUP BY province, courier_id
"""


def suggestions_for(
    shop_id: int, provinces: set[str], policies: Mapping[str, Any], *, at: datetime
) -> dict[str, Suggestion]:
    """The best courier for each of these provinces: three queries, none without provinces."""
    if not provinces:
        return {}
    names = dict(Courier.objects.filter(shop_id=shop_id).values_list("pk", "name"))
    since = at - timedelta(days=policies[COURIER_DAYS])
    with connection.cursor() as cursor:
        cursor.execute(ROUTES_SQL, [shop_id, list(names), sorted(provinces), since])
        routes = {(row[0], row[1]): Route(*row[2:]) for row in cursor.fetchall()}
    rows = CourierPrice.objects.filter(shop_id=shop_id, province__in=provinces)
    prices = {(one.province, one.courier_id): one.first_kilo_fen for one in rows}
    found = {}
    for province in provinces:
        candidates = [
            Candidate(pk, name, routes.get((province, pk)), prices.get((province, pk)))
            for pk, name in names.items()
        ]
        suggestion = _said(candidates, province, policies)
        if suggestion is not None:
            found[province] = suggestion
    return found


def _said(
    candidates: Sequence[Candidate], province: str, policies: Mapping[str, Any]
) -> Suggestion | None:
    choice: Choice | None = choose(
        candidates,
        most_problem_percent=policies[COURIER_PROBLEMS],
        margin_hours=policies[COURIER_MARGIN],
    )
    if choice is None:
        return None
    return Suggestion(choice.best.name, choice_reason(choice, province), passed_over(choice))


WHAT = ("all", "signed", "problems", "slow")
"""Which parcels a number opens; the slow ones are those beyond the ninetieth of a hundred."""


def parcels_behind(
    courier: Courier,
    *,
    what: str,
    days: int,
    province: str = "",
    slower_than: float = 0.0,
    before: int | None = None,
) -> list[Shipment]:
    """The parcels that a figure is made of, newest first; one more than fits tells of older."""
    found: QuerySet[Shipment] = Shipment.objects.filter(
        shop_id=courier.shop_id, courier=courier, shipped_at__gte=now() - timedelta(days=days)
    ).select_related("order")
    if province:
        found = found.filter(province=province)
    if what in {"signed", "slow"}:
        found = found.filter(signed_at__isnull=False)
    if what == "slow":
        took = ExpressionWrapper(F("signed_at") - F("shipped_at"), output_field=DurationField())
        found = found.alias(took=took).filter(took__gte=timedelta(hours=slower_than))
    if what == "problems":
        found = found.exclude(problem="")
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[: PARCELS_SHOWN + 1])
