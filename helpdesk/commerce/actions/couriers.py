"""What a courier asks and promises, by province."""

from collections.abc import Callable, Sequence

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.commerce.access import courier_of_shop
from helpdesk.commerce.errors import PriceChangedMeanwhile, ProvinceUnknown
from helpdesk.commerce.models import Courier, CourierPrice
from helpdesk.commerce.price_facts import PriceFacts
from helpdesk.commerce.provinces import PROVINCES
from helpdesk.commerce.queries.price_planning import PRICE_COLUMNS, PricePlans, price_plans
from helpdesk.kernel.locks import locked

Seen = tuple[int | None, int | None, int | None]
"""First and next kilo and days as the person saw them; all None where there was no price."""

BeforeWriting = Callable[[PricePlans], None]


@transaction.atomic
def set_courier_price(
    *,
    actor: User | None,
    shop_id: int,
    courier: str,
    code: str,
    province: str,
    first_kilo_fen: int,
    next_kilo_fen: int,
    promise_days: int | None,
) -> CourierPrice:
    """The row of this courier and province, made or replaced; the same again leaves no trace."""
    known, _ = Courier.objects.get_or_create(shop_id=shop_id, name=courier, defaults={"code": code})
    asked = {
        "first_kilo_fen": first_kilo_fen,
        "next_kilo_fen": next_kilo_fen,
        "promise_days": promise_days,
    }
    before = CourierPrice.objects.filter(shop_id=shop_id, courier=known, province=province)
    if before.filter(**asked).exists():
        return before.get()
    price, _ = CourierPrice.objects.update_or_create(
        shop_id=shop_id, courier=known, province=province, defaults=asked
    )
    record(
        shop_id=shop_id,
        actor=actor,
        verb="courier.price_set",
        target=price,
        data={"target": f"{known.name} {province}", **asked},
    )
    return price


@transaction.atomic
def edit_price(
    *, actor: User, shop_id: int, courier_id: int, facts: PriceFacts, seen: Seen
) -> bool:
    """Set one price by hand; whether that changed anything.

    PriceChangedMeanwhile when the stored one is no longer what the person saw.
    """
    if facts.province not in PROVINCES:
        raise ProvinceUnknown()
    courier = courier_of_shop(shop_id, courier_id)
    locked(Shop.objects.filter(pk=shop_id)).get()
    mine = CourierPrice.objects.filter(shop_id=shop_id, courier=courier, province=facts.province)
    stored = mine.first()
    now: Seen = (None, None, None)
    if stored is not None:
        now = (stored.first_kilo_fen, stored.next_kilo_fen, stored.promise_days)
    asked = (facts.first_kilo_fen, facts.next_kilo_fen, facts.promise_days)
    target = f"{courier.name} {facts.province}"
    if now == asked:
        return False
    if now != seen:
        raise PriceChangedMeanwhile(target=target)
    price, _ = CourierPrice.objects.update_or_create(
        shop_id=shop_id,
        courier=courier,
        province=facts.province,
        defaults=dict(zip(PRICE_COLUMNS, asked, strict=True)),
    )
    record(
        shop_id=shop_id,
        actor=actor,
        verb="courier.price_set",
        target=price,
        data={"target": target, "before": list(now), "after": list(asked)},
    )
    return True


@transaction.atomic
def upsert_prices(
    *,
    actor: User | None,
    shop_id: int,
    prices: Sequence[PriceFacts],
    before_writing: BeforeWriting | None = None,
) -> PricePlans:
    """Store a batch in one transaction, with one audit entry; couriers not met yet are made."""
    locked(Shop.objects.filter(pk=shop_id)).get()
    plans = price_plans(shop_id, prices)
    if before_writing is not None:
        before_writing(plans)
    Courier.objects.bulk_create(plans.couriers.values())
    CourierPrice.objects.bulk_create([one.price for one in plans.prices if one.is_new])
    changed = [one.price for one in plans.prices if one.outcome == "changed"]
    if changed:
        CourierPrice.objects.bulk_update(changed, PRICE_COLUMNS)
    counts = {
        name: sum(one.outcome == name for one in plans.prices) for name in ("created", "changed")
    }
    if any(counts.values()):
        record(shop_id=shop_id, actor=actor, verb="courier.prices_stored", data=counts)
    return plans
