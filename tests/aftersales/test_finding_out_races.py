"""Two people say at once what became of a refund that was cut off from its service."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from aftersales.access import Held, case_of
from aftersales.actions import finding_out
from aftersales.errors import CaseMoved, MoveImpossible
from aftersales.machine.words import State
from aftersales.models import Case, CaseEvent, Refund
from helpdesk.commerce.access import order_of
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import fresh
from tests.aftersales.test_finding_out import cut, refund_of, said_paid, said_unpaid
from tests.cast import Cast
from tests.conversations.test_races import at_once


@contextmanager
def lock_off() -> Iterator[None]:
    """Fetch without the lock, and let both read before either writes."""
    gate = threading.Barrier(2)

    def unlocked(shop_id: int, case_id: int) -> Held:
        case = case_of(shop_id, case_id)
        gate.wait(10)
        return Held(order_of(shop_id, case.order_id), case)

    with patch.object(finding_out, "held_case", unlocked):
        yield


def both(cast: Cast, case: Case) -> list[Any]:
    version = fresh(case).version
    return at_once(
        lambda: said_paid(cast, case, version=version),
        lambda: said_unpaid(cast, case, version=version),
    )


def test_two_say_it_at_once_and_the_second_hears_of_the_first(real_cast: Cast) -> None:
    for _ in range(3):
        case = cut(real_cast)
        results = both(real_cast, case)
        (won,) = [one for one in results if isinstance(one, Case)]
        (lost,) = [one for one in results if not isinstance(one, Case)]
        assert isinstance(lost, CaseMoved) and "兰姐" in lost.said()
        assert refund_of(case).state == ("paid" if won.state == State.DONE else "owed")
        found = CaseEvent.objects.filter(case=case, verb__in=("found_paid", "found_unpaid"))
        assert found.count() == 1
        Refund.objects.filter(case=case, settled_at=None).update(state="refused", settled_at=now())


def test_without_the_lock_that_race_ends_at_the_databases_rules(real_cast: Cast) -> None:
    case = cut(real_cast)
    with lock_off():
        results = both(real_cast, case)
    assert not any(isinstance(one, CaseMoved | MoveImpossible) for one in results), results
    found = CaseEvent.objects.filter(case=case, verb__in=("found_paid", "found_unpaid"))
    assert found.count() == 1
