"""Receivers of orders that are long over go; what is counted stays."""

from datetime import timedelta

from django.db import transaction
from django.db.models import DateTimeField
from django.db.models.functions import Coalesce

from helpdesk.accounts.audit import record
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.models import Order, OrderState, Reveal
from helpdesk.commerce.models.order import KEEPS_RECEIVER
from helpdesk.commerce.policy_rules import RECEIVER_MONTHS
from helpdesk.commerce.receivers import NOTHING
from helpdesk.commerce.retention import months_before
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked

AT_ONCE = 5000

OWED = (OrderState.PAID, OrderState.SHIPPED)
"""The shop still has to deliver these, however old they are."""

KEEP_LOOKS = timedelta(days=2)
"""Longer than the limits look back; the record keeps them for good."""


@transaction.atomic
def erase_old_receivers(*, shop_id: int) -> int:
    """One batch of the shop, oldest first; how many. One audit entry for all of it.

    Over means: not owed any more, and the last thing that happened to it is longer ago than the
    shop keeps receivers. Names, phones, addresses and hashes go, the row says when; number,
    province, amounts and lines stay.
    """
    months = value_of(shop_id, RECEIVER_MONTHS)
    before = months_before(clock.now(), months)
    last = Coalesce(
        *("finished_at", "signed_at", "shipped_at", "paid_at", "created_at"),
        output_field=DateTimeField(),
    )
    old = (
        Order.objects.filter(KEEPS_RECEIVER, shop_id=shop_id, created_at__lt=before)
        .exclude(state__in=OWED)
        .alias(last=last)
        .filter(last__lt=before)
    )
    oldest = list(old.order_by("created_at").values_list("pk", flat=True)[:AT_ONCE])
    held = list(locked(old.filter(pk__in=oldest)).values_list("pk", flat=True))
    if held:
        Order.objects.filter(pk__in=held).update(**NOTHING, receiver_erased_at=clock.now())
        record(
            shop_id=shop_id,
            actor=None,
            verb="order.receivers_erased",
            data={"count": len(held), "months": months, "before": before.date().isoformat()},
        )
    return len(held)


@transaction.atomic
def forget_old_looks() -> None:
    """Looks that no limit counts any more."""
    Reveal.objects.filter(at__lt=clock.now() - KEEP_LOOKS).delete()
