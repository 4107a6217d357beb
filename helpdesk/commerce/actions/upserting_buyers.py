"""A buyer whom a platform knows, stored again and again: only what differs is written."""

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.commerce.models import Buyer
from helpdesk.commerce.order_facts import Outcome
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked


@transaction.atomic
def upsert_buyer(
    *,
    actor: User | None,
    shop_id: int,
    platform: str,
    nick: str,
    name: str | None = None,
    region: str | None = None,
) -> tuple[Buyer, Outcome]:
    """The buyer of this platform and nick, made or changed; None leaves what is known.

    Those who write one shop's rows from outside take turns, as with orders.
    """
    locked(Shop.objects.filter(pk=shop_id)).get()
    known = locked(Buyer.objects.filter(shop_id=shop_id, platform=platform, nick=nick)).first()
    buyer = known or Buyer(
        shop_id=shop_id, platform=platform, nick=nick, name=nick, first_seen=now()
    )
    said = {"name": name, "region": region}
    fields = [
        field
        for field, value in said.items()
        if value is not None and getattr(buyer, field) != value
    ]
    if known is not None and not fields:
        return buyer, "unchanged"
    for field in fields:
        setattr(buyer, field, said[field])
    buyer.save()
    outcome: Outcome = "changed" if known is not None else "created"
    record(
        shop_id=shop_id,
        actor=actor,
        verb=f"buyer.{outcome}",
        target=buyer,
        data={"target": nick, "fields": fields},
    )
    return buyer, outcome
