"""What a price table would change, in two queries for a whole batch."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpdesk.commerce.models import Courier, CourierPrice
from helpdesk.commerce.price_facts import PriceFacts

PRICE_COLUMNS = ("first_kilo_fen", "next_kilo_fen", "promise_days")


@dataclass
class PricePlan:
    """One price as it would be stored."""

    price: CourierPrice
    is_new: bool
    is_changed: bool

    @property
    def outcome(self) -> str:
        return "created" if self.is_new else "changed" if self.is_changed else "unchanged"


@dataclass
class PricePlans:
    """Prices in the order in which they were said, and couriers that the shop has not met."""

    prices: list[PricePlan]
    couriers: dict[str, Courier]


def price_plans(shop_id: int, said: Sequence[PriceFacts]) -> PricePlans:
    """A plan for each; the courier is found by name or code."""
    names = {one.courier for one in said}
    found = Courier.objects.filter(shop_id=shop_id)
    known = {courier.code: courier for courier in found.filter(code__in=names)}
    known |= {courier.name: courier for courier in found.filter(name__in=names)}
    stored = {
        (price.courier_id, price.province): price
        for price in CourierPrice.objects.filter(shop_id=shop_id, courier__in=known.values())
    }
    plans = PricePlans([], {})
    for facts in said:
        courier = known.get(facts.courier)
        if courier is None:
            courier = plans.couriers.setdefault(
                facts.courier, Courier(shop_id=shop_id, code=facts.courier, name=facts.courier)
            )
        price = stored.get((courier.pk, facts.province)) if courier.pk else None
        is_new = price is None
        price = price or CourierPrice(shop_id=shop_id, courier=courier, province=facts.province)
        # A table without days says nothing of them.
        news = {
            name: value
            for name in PRICE_COLUMNS
            if (value := getattr(facts, name)) is not None and getattr(price, name) != value
        }
        for name, value in news.items():
            setattr(price, name, value)
        plans.prices.append(PricePlan(price, is_new, bool(news)))
    return plans
