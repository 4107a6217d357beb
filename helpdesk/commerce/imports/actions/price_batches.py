"""A batch of courier prices."""

from collections import Counter
from collections.abc import Sequence

from helpdesk.commerce.actions.couriers import upsert_prices
from helpdesk.commerce.imports.actions.tracing import picture, stamp
from helpdesk.commerce.imports.batch_result import BatchResult
from helpdesk.commerce.imports.goods import ReadPrice
from helpdesk.commerce.imports.models import OrderImport, Traced
from helpdesk.commerce.price_facts import PriceFacts
from helpdesk.commerce.queries.price_planning import PricePlan, PricePlans, price_plans


def tried(*, row: OrderImport, batch: Sequence[ReadPrice]) -> BatchResult:
    """What writing it would do; writes nothing."""
    return _result(batch, price_plans(row.shop_id, _said(batch)).prices)


def written(*, row: OrderImport, batch: Sequence[ReadPrice]) -> BatchResult:
    """Write it and trace it, inside the caller's transaction."""
    old: list[int] = []

    def remember(plans: PricePlans) -> None:
        old.extend(one.price.pk for one in plans.prices if one.outcome == "changed")
        picture(row, Traced.PRICE, old)

    plans = upsert_prices(
        actor=row.created_by, shop_id=row.shop_id, prices=_said(batch), before_writing=remember
    )
    stamp(row, Traced.PRICE, new=[one.price.pk for one in plans.prices if one.is_new], old=old)
    stamp(row, Traced.COURIER, new=[one.pk for one in plans.couriers.values()], old=())
    return _result(batch, plans.prices)


def _said(batch: Sequence[ReadPrice]) -> list[PriceFacts]:
    return [read.facts for read in batch if read.facts is not None]


def _result(batch: Sequence[ReadPrice], plans: Sequence[PricePlan]) -> BatchResult:
    outcomes = Counter(plan.outcome for plan in plans)
    return BatchResult(outcomes, [problem for read in batch for problem in read.problems])
