"""A case that cannot be dealt with holds up no other in any sweep, and is tried again."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from aftersales.actions import (
    expiring,
    mending,
    nearing,
    paying,
    reconciling,
    telling_buyers,
)
from aftersales.actions.expiring import act_on_due
from aftersales.actions.mending import mend_all
from aftersales.actions.nearing import tell_near
from aftersales.actions.paying import pay_due
from aftersales.actions.reconciling import reconcile
from aftersales.actions.telling_buyers import tell_owed
from aftersales.machine.words import State
from aftersales.models import Case, CaseTelling, Deadline, Refund
from helpdesk.followups.models import FollowUp
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import fresh, let_pass, opened, owed
from tests.aftersales.service import Simulated
from tests.cast import Cast
from tests.integrations.conftest import endpoint_of

Broken = Callable[..., None]


@pytest.fixture
def broken() -> Iterator[Broken]:
    """A part of the product that fails where ``is_bad`` says so of what it is given; called again
    with nothing, all is whole."""
    patched = pytest.MonkeyPatch()

    def breaks(module: Any = None, name: str = "", is_bad: Callable[..., bool] = bool) -> None:
        if module is None:
            patched.undo()
            return
        real = getattr(module, name)

        def sometimes(*given: Any, **named: Any) -> Any:
            if is_bad(*given, **named):
                raise ValueError("a bug")
            return real(*given, **named)

        patched.setattr(module, name, sometimes)

    yield breaks
    patched.undo()


def near(case: Case, **ago: float) -> None:
    Deadline.objects.filter(case=case).update(near_at=now() - timedelta(**ago))


def test_a_near_deadline_that_cannot_be_told(
    cast: Cast, broken: Broken, caplog: pytest.LogCaptureFixture
) -> None:
    endpoint_of(cast.lan)
    bad, good = opened(cast), opened(cast)
    near(bad, hours=1)
    near(good, minutes=1)
    broken(nearing, "case_data", lambda case, *_more, **_named: case.pk == bad.pk)
    assert tell_near() == 1
    assert Deadline.objects.filter(case=good, near_at=None).exists()
    assert f"of case {bad.pk} is near: not told" in caplog.text
    broken()
    assert Deadline.objects.get(case=bad).near_at is not None
    assert (tell_near(), tell_near()) == (1, 0)


def test_more_near_deadlines_than_a_sweep_takes_that_always_fail(
    cast: Cast, broken: Broken
) -> None:
    endpoint_of(cast.lan)
    bad, good = [opened(cast) for _ in range(4)], opened(cast)
    for case in bad:
        near(case, hours=1)
    near(good, minutes=1)
    broken(nearing, "case_data", lambda case, *_more, **_named: case.pk != good.pk)
    assert [tell_near(most=3), tell_near(most=3)] == [0, 1]
    longest_ago = Deadline.objects.filter(case__in=bad).order_by("near_at")[0]
    assert tell_near(most=1) == 0
    last = Deadline.objects.filter(case__in=bad).order_by("near_at").last()
    assert last == longest_ago, "each of them has its turn"


def test_an_end_whose_move_has_a_bug(cast: Cast, broken: Broken) -> None:
    bad, good = opened(cast), opened(cast)
    let_pass(bad)
    let_pass(good)
    broken(expiring, "make_move", lambda held, **_more: held.case.pk == bad.pk)
    assert act_on_due() == 1
    assert fresh(good).state == State.REFUNDING and fresh(bad).state == State.APPLIED
    assert Deadline.objects.get(case=bad).failed_at is not None


def test_a_buyer_who_cannot_be_told(cast: Cast, broken: Broken) -> None:
    bad, good = owed(cast), owed(cast)
    broken(telling_buyers, "locked_if_free", lambda *_keys: False)
    broken(telling_buyers, "tell_buyer", lambda shop_id, case_id: case_id == bad.pk)
    assert tell_owed() >= 1
    waiting = CaseTelling.objects.filter(settled_at=None)
    assert set(waiting.values_list("case_id", flat=True)) == {bad.pk}
    assert CaseTelling.objects.filter(case=good).exclude(settled_at=None).exists()


def test_a_case_whose_followups_cannot_be_mended(cast: Cast, broken: Broken) -> None:
    bad, good = opened(cast), opened(cast)
    FollowUp.objects.filter(shop=cast.shop).update(state="done", outcome="x", ended_at=now())
    broken(mending, "follow", lambda case, **_more: case.pk == bad.pk)
    assert [one.case_id for one in mend_all()] == [good.pk]


def test_a_refund_that_cannot_be_written_down(
    cast: Cast, service: Simulated, broken: Broken
) -> None:
    bad, good = owed(cast), owed(cast)
    Refund.objects.filter(case=bad).update(due_at=now() - timedelta(hours=1))
    broken(paying, "add_to_refunded", lambda order, _fen: order.pk == bad.order_id)
    assert pay_due(gateway=service.gateway()) >= 2
    assert (fresh(good).state, fresh(bad).state) == (State.DONE, State.REFUNDING)
    broken()
    refund = Refund.objects.get(case=bad)
    assert refund.due_at > now(), "the claim runs out first"
    Refund.objects.filter(pk=refund.pk).update(due_at=now())
    pay_due(gateway=service.gateway())
    assert fresh(bad).state == State.DONE and service.paid(refund) == [refund.fen]


def test_a_refund_that_cannot_be_compared(
    cast: Cast, service: Simulated, broken: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = owed(cast), owed(cast)
    pay_due(gateway=service.gateway())
    monkeypatch.setattr(reconciling, "_difference", lambda *_both: "here this, there that")
    broken(reconciling, "_difference", lambda refund, _theirs: refund.case_id == bad.pk)
    reconcile(gateway=service.gateway(), at=now() + timedelta(hours=1))
    told = {case: Refund.objects.get(case=case).discrepancy for case in (bad, good)}
    assert told == {bad: "", good: "here this, there that"}
