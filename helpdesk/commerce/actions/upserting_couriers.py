"""A courier as the shop works with it, stored again and again."""

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.commerce.errors import CourierNameTaken
from helpdesk.commerce.models import Courier
from helpdesk.commerce.order_facts import Outcome
from helpdesk.kernel.locks import locked


@transaction.atomic
def upsert_courier(
    *, actor: User | None, shop_id: int, code: str, name: str | None, phone: str | None
) -> tuple[Courier, Outcome]:
    """The courier of this code, made or changed; CourierNameTaken."""
    locked(Shop.objects.filter(pk=shop_id)).get()
    known = Courier.objects.filter(shop_id=shop_id, code=code).first()
    row = known or Courier(shop_id=shop_id, code=code, name=code)
    said = {"name": name, "phone": phone}
    fields = [each for each, value in said.items() if value not in (None, getattr(row, each))]
    if known is not None and not fields:
        return row, "unchanged"
    for each in fields:
        setattr(row, each, said[each])
    other = Courier.objects.filter(shop_id=shop_id, name=row.name).exclude(code=code).first()
    if other is not None:
        raise CourierNameTaken(name=row.name, code=other.code)
    row.save()
    outcome: Outcome = "changed" if known is not None else "created"
    record(
        shop_id=shop_id,
        actor=actor,
        verb=f"courier.{outcome}",
        target=row,
        data={"target": row.name, "fields": fields},
    )
    return row, outcome
