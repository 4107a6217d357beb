"""What a courier asks and promises, by province."""

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import User
from helpdesk.commerce.models import Courier, CourierPrice


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
