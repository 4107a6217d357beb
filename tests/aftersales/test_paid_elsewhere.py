"""What was paid by the platform's own page: put down with its number, and counted."""

import pytest
from django.db import IntegrityError, transaction

from aftersales.actions.refunding import pay_outside
from aftersales.doer import staff_of
from aftersales.errors import AmountWrong, Lacking
from aftersales.machine.words import State
from aftersales.models import Refund
from helpdesk.commerce.models import Order
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import fresh, opened, ordered, owed
from tests.cast import Cast


def test_what_a_platform_paid_for_two_cases_is_put_down_one_by_one(cast: Cast) -> None:
    """Its table came first: nothing is left of the order, and neither case waits for the other."""
    order = ordered(cast)
    cases = [
        opened(cast, order, positions=(1,), amount_fen=10_000),
        opened(cast, order, positions=(2,), amount_fen=5_000),
    ]
    Order.objects.filter(pk=order.pk).update(refunded_fen=15_600)
    for case in cases:
        pay_outside(doer=staff_of(cast.mei), case_id=case.pk, reference="2026TB2")
    assert [fresh(case).state for case in cases] == [State.DONE, State.DONE]
    with pytest.raises(IntegrityError), transaction.atomic():  # not more than ever came in
        Refund.objects.create(
            shop=cast.shop,
            case=opened(cast, order=ordered(cast)),
            order=order,
            fen=601,
            state="outside",
            due_at=now(),
            made_at=now(),
            settled_at=now(),
        )


def test_paid_elsewhere_needs_a_number_and_is_counted(cast: Cast) -> None:
    order = ordered(cast)
    case = owed(cast, order=order, amount_fen=10_000)
    with pytest.raises(Lacking):
        pay_outside(doer=staff_of(cast.mei), case_id=case.pk, reference="  ")
    done = pay_outside(doer=staff_of(cast.mei), case_id=case.pk, reference="2026TB1")
    assert (done.state, Refund.objects.get(case=case).state) == (State.DONE, "outside")
    with pytest.raises(AmountWrong):
        opened(cast, order, positions=(1,), amount_fen=5_601)
