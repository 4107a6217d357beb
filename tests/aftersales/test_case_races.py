"""Two people at one case at the same moment, for real: one wins, the other reads why, nothing is
half-done. Without the lock the database still lets only one through."""

import threading
from collections.abc import Callable, Sequence
from typing import Any
from unittest.mock import patch

from django.db import IntegrityError

from aftersales.actions import opening
from aftersales.actions.answering import agree, refuse
from aftersales.actions.appealing import appeal
from aftersales.actions.approving import ask_approval, grant
from aftersales.actions.deciding import Application, Decided, open_decided
from aftersales.causes import Cause, Refusal
from aftersales.doer import buyer_of, staff_of
from aftersales.errors import ApprovalGone, CaseMoved, CaseOpenAlready, MoveImpossible
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import Approval, Case, CaseEvent, CaseLine, Deadline, Refund
from aftersales.queries.unfollowed import unfollowed
from aftersales.wizard.draft import Decision
from helpdesk.accounts.models import Membership
from helpdesk.commerce.access import order_of
from helpdesk.commerce.models import Order
from helpdesk.kernel.errors import HelpdeskError
from tests.aftersales.ordered import WORDS, opened, ordered
from tests.cast import Cast
from tests.conversations.test_races import at_once

TIMES = 3


def whole(order: Order) -> None:
    """Whatever came of the race, all of it is there and no more."""
    for case in Case.objects.filter(order_id=order.pk):
        versions = CaseEvent.objects.filter(case=case).order_by("version")
        assert list(versions.values_list("version", flat=True)) == [*range(1, case.version + 1)]
        assert set(CaseLine.objects.filter(case=case).values_list("is_open", flat=True)) == {
            case.is_open
        }
        refunds = Refund.objects.filter(case=case, settled_at=None).count()
        assert refunds == (case.state == State.REFUNDING)
        live = Deadline.objects.filter(case=case, state__in=("running", "paused"))
        assert live.exists() == (case.is_open and case.state != State.REFUNDING)
    assert not [one for one in unfollowed(order.shop_id) if one.case_id in _cases(order)]


def _cases(order: Order) -> set[int]:
    return set(Case.objects.filter(order_id=order.pk).values_list("pk", flat=True))


def won_and_lost(results: Sequence[Any]) -> tuple[Case, HelpdeskError]:
    """One of each, and the one who lost reads a sentence and what to do."""
    (won,) = [one for one in results if isinstance(one, Case)]
    (lost,) = [one for one in results if isinstance(one, HelpdeskError)]
    assert lost.said() and lost.advised() and 400 <= lost.status < 500
    return won, lost


def test_two_decide_on_what_both_have_seen(real_cast: Cast) -> None:
    for _ in range(TIMES):
        order = ordered(real_cast)
        case = opened(real_cast, order)
        results = at_once(
            lambda pk=case.pk: agree(doer=staff_of(real_cast.lan), case_id=pk, version=1),
            lambda pk=case.pk: refuse(
                doer=staff_of(real_cast.qin),
                case_id=pk,
                version=1,
                grounds=Refusal.NO_FAULT,
                reason="查过",
                evidence=WORDS,
            ),
        )
        won, lost = won_and_lost(results)
        assert isinstance(lost, CaseMoved) and won.version == 2
        assert ("兰姐" if won.state == State.REFUNDING else "秦越") in lost.said()
        whole(order)


def wizards(cast: Cast, order: Order) -> list[Callable[[], Case]]:
    """Mei agrees to a part refund on the spot, Tom offers the same line another way."""

    def opens(member: Membership, decision: Decision) -> Case:
        plain = {"kind": Kind.REFUND, "amount_fen": 3_000}
        asked = Application(
            **plain, cause=Cause.QUALITY, positions=[1], words="开线", evidence=WORDS
        )
        decided = Decided(**plain, decision=decision, reason="照片清楚")
        return open_decided(doer=staff_of(member), order_id=order.pk, asked=asked, decided=decided)

    return [
        lambda: opens(cast.mei, Decision.AGREE),
        lambda: opens(cast.tom, Decision.OFFER),
    ]


def test_two_wizards_open_one_line(real_cast: Cast) -> None:
    for _ in range(TIMES):
        order = ordered(real_cast)
        won, lost = won_and_lost(at_once(*wizards(real_cast, order)))
        assert isinstance(lost, CaseOpenAlready) and str(won) in lost.said()
        assert Case.objects.filter(order=order).count() == 1
        whole(order)
    order, gate = ordered(real_cast), threading.Barrier(2)

    def unlocked(shop_id: int, order_id: int) -> Order:
        """Fetched without the lock, and both look before either writes."""
        found = order_of(shop_id, order_id)
        gate.wait(10)
        return found

    # At the gate both have seen no case; the second to write is refused by the unique index.
    seen = opening._none_open

    def both_look(*args: Any) -> None:
        seen(*args)
        gate.wait(10)

    with (
        patch.object(opening, "locked_order", unlocked),
        patch.object(opening, "_none_open", both_look),
    ):
        results = at_once(*wizards(real_cast, order))
    assert sum(isinstance(one, IntegrityError) for one in results) == 1, results
    assert Case.objects.filter(order=order).count() == 1
    whole(order)


def test_approved_while_the_buyer_withdraws(real_cast: Cast) -> None:
    for _ in range(TIMES):
        order = ordered(real_cast)
        case = opened(real_cast, order, amount_fen=9_000)
        asked = ask_approval(doer=staff_of(real_cast.mei), case_id=case.pk, reason="照片清楚")
        results = at_once(
            lambda pk=asked.pk: grant(doer=staff_of(real_cast.qin), approval_id=pk),
            lambda pk=case.pk: appeal(
                doer=buyer_of(real_cast.shop.pk), case_id=pk, verb=Verb.WITHDRAW
            ),
        )
        won, lost = won_and_lost(results)
        if won.state == State.CANCELLED:
            assert isinstance(lost, ApprovalGone), "no yes for what is no longer asked"
        else:
            assert isinstance(lost, MoveImpossible), "no withdrawal once the money is on its way"
        answer = Approval.objects.get(pk=asked.pk).state
        assert answer == ("lapsed" if won.state == State.CANCELLED else "granted")
        whole(order)
