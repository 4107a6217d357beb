"""Money through a payment service that is a process of its own, and not a good one."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection

from aftersales.actions import paying
from aftersales.actions.paying import pay_due
from aftersales.actions.reconciling import reconcile
from aftersales.actions.refunding import pay_again, pay_outside
from aftersales.doer import staff_of
from aftersales.errors import RefundUnderWay
from aftersales.gateways.answers import Answer, Said
from aftersales.gateways.payment_service import PaymentService
from aftersales.machine.words import State
from aftersales.models import Case, CaseEvent, Refund
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.models import Order
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import fresh, owed
from tests.aftersales.service import SECRET, Simulated
from tests.cast import Cast
from tests.conversations.test_races import at_once


def refund_of(case: Case) -> Refund:
    return Refund.objects.get(case=case)


def pay(service: Simulated, seconds: float = 5.0) -> None:
    """What is owed, due or not: the pauses between tries are over."""
    Refund.objects.filter(settled_at=None).update(due_at=now())
    pay_due(gateway=service.gateway(seconds))


def test_paid_the_case_is_done_and_the_order_says_so(cast: Cast, service: Simulated) -> None:
    case = owed(cast, amount_fen=3_000)
    pay(service)
    refund = refund_of(case)
    assert (fresh(case).state, refund.state, refund.fen) == (State.DONE, "paid", 3_000)
    assert refund.reference.startswith("SIM")
    assert CaseEvent.objects.get(case=case, verb="paid").data["reference"] == refund.reference
    assert Order.objects.get(pk=case.order_id).refunded_fen == 3_000
    assert service.paid(refund) == [3_000]
    assert pay_due(gateway=service.gateway()) == 0


@pytest.mark.parametrize("fault", ["fail_before", "fail_after", "delay_ms"])
def test_an_answer_that_is_lost_is_asked_for_and_nothing_is_sent_twice(
    cast: Cast, service: Simulated, fault: str
) -> None:
    case = owed(cast)
    service.told(**{fault: 1 if fault != "delay_ms" else 800})
    pay(service, 0.2 if fault == "delay_ms" else 5.0)
    refund = refund_of(case)
    assert (refund.state, fresh(case).state) == ("sent", State.REFUNDING)
    assert refund.problem and refund.due_at > now()
    with pytest.raises(RefundUnderWay):  # nobody pays it by hand meanwhile
        pay_outside(doer=staff_of(cast.mei), case_id=case.pk, reference="2026")
    service.told()
    pay(service)
    assert fresh(case).state == State.DONE
    assert service.paid(refund) == [3_000]


def test_refused_for_good_a_person_decides_under_a_new_key(cast: Cast, service: Simulated) -> None:
    case = owed(cast)
    service.told(refuse=1)
    pay(service)
    assert fresh(case).state == State.REFUND_FAILED
    assert CaseEvent.objects.get(case=case, verb="pay_refused").reason == "account closed"
    pay_again(doer=staff_of(cast.mei), case_id=case.pk, reason="买家换了账户")
    pay(service)
    assert fresh(case).state == State.DONE
    states = Refund.objects.filter(case=case).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["refused", "paid"]


def test_pending_is_waited_for(cast: Cast, service: Simulated) -> None:
    case = owed(cast)
    service.told(pending=1)
    pay(service)
    pay(service)
    assert (refund_of(case).state, refund_of(case).attempts) == ("sent", 2)
    service.decide(refund_of(case), "paid")
    pay(service)
    assert fresh(case).state == State.DONE


def test_a_service_that_is_away_or_does_not_know_us_costs_time_alone(
    cast: Cast, service: Simulated
) -> None:
    case = owed(cast)
    for nobody in (PaymentService("http://127.0.0.1:9", SECRET), PaymentService(service.url, "x")):
        Refund.objects.filter(settled_at=None).update(due_at=now())
        pay_due(gateway=nobody)
        assert refund_of(case).state == "sent" and refund_of(case).problem
    pay(service)
    assert fresh(case).state == State.DONE


def test_reconciling_writes_down_what_differs_once(cast: Cast, service: Simulated) -> None:
    right, other, gone = owed(cast), owed(cast), owed(cast)
    pay(service)
    later = now() + timedelta(minutes=20)
    service.rewrite(refund_of(other), "state", "refused")
    service.rewrite(refund_of(gone), "key", str(uuid4()))
    assert reconcile(gateway=service.gateway(), at=later) >= 3
    assert refund_of(right).discrepancy == ""
    assert refund_of(other).discrepancy == "here paid, there refused"
    assert refund_of(gone).discrepancy == "here paid, there unknown"
    assert AuditEntry.objects.filter(verb="refund.discrepancy", shop=cast.shop).count() == 2
    assert AuditEntry.objects.filter(verb="refund.unknown").exists()
    assert reconcile(gateway=service.gateway(), at=later) == 0
    assert fresh(other).state == State.DONE  # nothing was undone


def test_ten_workers_pay_each_once(real_cast: Cast, service: Simulated) -> None:
    cases = [owed(real_cast) for _ in range(5)]
    at_once(*[lambda: pay_due(gateway=service.gateway())] * 10)
    pay(service)
    for case in cases:
        assert fresh(case).state == State.DONE
        assert service.paid(refund_of(case)) == [3_000]
        assert refund_of(case).attempts <= 2


def dies(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def then_dies(real: Callable[..., Any]) -> Callable[..., Any]:
    def act(*args: Any, **kwargs: Any) -> Any:
        real(*args, **kwargs)
        dies()

    return act


STEPS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "claimed, not committed": (paying, "Claimed", dies),
    "claimed": (paying, "_try", dies),
    "sent and answered": (PaymentService, "pay", then_dies(PaymentService.pay)),
    "sent, answer unread": (PaymentService, "_call", then_dies(PaymentService._call)),
    "settling": (paying, "make_move", dies),
    "settled, not committed": (paying, "make_move", then_dies(paying.make_move)),
    "settled": (paying, "settle", then_dies(paying.settle)),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_any_step_never_pays_twice(
    real_cast: Cast, service: Simulated, step: str
) -> None:
    """A process of its own, killed by SIGKILL just there; then another one does the rest."""
    case = owed(real_cast)
    connection.close()  # the child must not share it
    child = os.fork()
    if child == 0:
        where, name, instead = STEPS[step]
        with suppress(BaseException), patch.object(where, name, instead):
            pay_due(gateway=service.gateway())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, step
    done = step == "settled"
    assert (fresh(case).state == State.DONE) is done
    # Its claim keeps others off for a minute; what it never committed is due at once.
    waits = refund_of(case).due_at > now()
    assert waits is (step != "claimed, not committed")
    pay(service)
    pay(service)
    assert fresh(case).state == State.DONE
    assert service.paid(refund_of(case)) == [3_000]
    assert Order.objects.get(pk=case.order_id).refunded_fen == 3_000
    assert CaseEvent.objects.filter(case=case, verb="paid").count() == 1


def test_what_was_entered_long_before_it_was_settled_is_asked_for(
    cast: Cast, service: Simulated
) -> None:
    """Pending for days, or settled by a later try: the last days' books leave it out."""
    slow, never = owed(cast), owed(cast)
    pay(service)
    service.rewrite(refund_of(slow), "at", "0")
    service.rewrite(refund_of(never), "key", str(uuid4()))
    later = now() + timedelta(minutes=20)
    with patch.object(PaymentService, "ask", return_value=Answer(Said.NO_ANSWER)):
        reconcile(gateway=service.gateway(), at=later)
    assert refund_of(never).discrepancy == "", "no answer is no difference"
    reconcile(gateway=service.gateway(), at=later)
    assert refund_of(slow).discrepancy == ""
    assert refund_of(never).discrepancy == "here paid, there unknown"
