"""A refund that was under way when its service was disconnected: found out by a person, never paid
twice, and held against the service's books when it is back."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from aftersales.actions.finding_out import found_paid, found_unpaid
from aftersales.actions.mending import mend_all
from aftersales.actions.paying import claim_one, pay_due, settle
from aftersales.actions.reconciling import reconcile
from aftersales.actions.refunding import pay_outside
from aftersales.doer import staff_of
from aftersales.errors import (
    Lacking,
    NeedsOwner,
    RefundCut,
    RefundJustTried,
    RefundNotCut,
    RefundUnderWay,
    WordsWrong,
)
from aftersales.evidence import Evidence
from aftersales.gateways.answers import Answer, Said
from aftersales.machine.words import State
from aftersales.models import Case, CaseEvent, Refund
from aftersales.models.refund import Channel
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.models import Order
from helpdesk.followups.models import FollowUp
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import fresh, owed
from tests.aftersales.service import SECRET, Simulated
from tests.aftersales.test_callbacks import told
from tests.cast import Cast

SEEN = (Evidence("words", "渠道后台按编号查过，截图存在店里"),)
MUCH_LATER = timedelta(days=10)


def refund_of(case: Case) -> Refund:
    return Refund.objects.get(case=case)


def cut(cast: Cast, service: Simulated | None = None, *, was_paid: bool = True) -> Case:
    """Given to the service, whose answer was lost; ten minutes later nobody can ask it any more."""
    case = owed(cast)
    if service is None:
        claimed = claim_one()
        assert claimed is not None
        settle(claimed=claimed, answer=Answer(Said.NO_ANSWER, problem="MaxRetryError"))
    else:
        service.told(**({"fail_after": 1} if was_paid else {"fail_before": 1}))
        pay_due(gateway=service.gateway())
        service.told()
    Refund.objects.filter(case=case).update(tried_at=now() - timedelta(minutes=10))
    assert refund_of(case).state == "sent"
    return case


def said_paid(cast: Cast, case: Case, channel: Channel = Channel.SERVICE, **more: Any) -> Case:
    plain = {"doer": staff_of(cast.lan), "reference": "SIM-1", "paid_at": now(), "evidence": SEEN}
    return found_paid(**{**plain, "case_id": case.pk, "channel": channel, **more})


def said_unpaid(cast: Cast, case: Case, **more: Any) -> Case:
    plain = {"doer": staff_of(cast.lan), "reason": "渠道后台没有这一笔", "evidence": SEEN}
    return found_unpaid(**{**plain, "case_id": case.pk, **more})


def back(service: Simulated) -> None:
    """It is connected again: what is owed is paid, or asked about first."""
    Refund.objects.filter(settled_at=None).update(due_at=now())
    with override_settings(PAYMENT_SERVICE_URL=service.url, PAYMENT_SERVICE_SECRET=SECRET):
        pay_due(gateway=service.gateway())


def compared(case: Case, service: Simulated) -> str:
    reconcile(gateway=service.gateway(), at=now() + MUCH_LATER)
    return refund_of(case).discrepancy


def test_only_while_nobody_can_ask_the_service(cast: Cast, client: Client) -> None:
    case = cut(cast)
    client.force_login(cast.lan.user)
    with override_settings(PAYMENT_SERVICE_URL="http://pay"):
        for say in (said_paid, said_unpaid):
            with pytest.raises(RefundNotCut):
                say(cast, case)
        page = client.get(f"/cases/{case.pk}/").content.decode()
        assert "found_paid" not in page and "found_unpaid" not in page
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert 'data-dialog="found_paid"' in page and 'data-dialog="found_unpaid"' in page
    assert str(refund_of(case).key) in page, "by which it is looked up there"
    never = owed(cast)  # nobody gave it to a service
    with pytest.raises(RefundNotCut):
        said_unpaid(cast, never)
    assert "found_paid" not in client.get(f"/cases/{never.pk}/").content.decode()


def test_only_the_owner_and_on_evidence(cast: Cast, client: Client) -> None:
    case = cut(cast)
    for member in (cast.mei, cast.qin):
        with pytest.raises(NeedsOwner):
            said_paid(cast, case, doer=staff_of(member))
        with pytest.raises(NeedsOwner):
            said_unpaid(cast, case, doer=staff_of(member))
    with pytest.raises(RefundCut) as why:
        pay_outside(doer=staff_of(cast.lan), case_id=case.pk, reference="1")
    assert "不知道退没退" in why.value.said()
    client.force_login(cast.qin.user)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert 'data-dialog="found_paid"' not in page and NeedsOwner().said() in page
    for lacking in (
        lambda: said_paid(cast, case, evidence=()),
        lambda: said_paid(cast, case, reference=" "),
        lambda: said_unpaid(cast, case, evidence=()),
        lambda: said_unpaid(cast, case, reason=" "),
    ):
        with pytest.raises(Lacking):
            lacking()
    for never in (now() + timedelta(hours=1), now() - timedelta(days=2)):
        with pytest.raises(WordsWrong):
            said_paid(cast, case, paid_at=never)
    assert refund_of(case).state == "sent" and fresh(case).state == State.REFUNDING


def test_found_paid_it_is_settled_and_the_service_agrees(cast: Cast, service: Simulated) -> None:
    case = cut(cast, service)
    done = said_paid(cast, case)
    refund = refund_of(case)
    assert (done.state, refund.state, refund.reference) == (State.DONE, "paid", "SIM-1")
    assert Order.objects.get(pk=case.order_id).refunded_fen == 3_000
    event = CaseEvent.objects.get(case=case, verb="found_paid")
    assert (event.name, event.evidence) == ("兰姐", [SEEN[0].as_json()])
    assert (event.data["channel"], event.data["key"]) == ("service", str(refund.key))
    entry = AuditEntry.objects.get(verb="case.found_paid")
    assert entry.actor == cast.lan.user and entry.data["paid_at"] == event.data["paid_at"]
    back(service)
    assert compared(case, service) == ""
    assert refund_of(case).compared_at is not None and service.paid(refund) == [3_000]


def test_found_paid_and_the_service_says_it_never_did(cast: Cast, service: Simulated) -> None:
    case = cut(cast, service, was_paid=False)
    said_paid(cast, case)
    back(service)
    assert service.paid(refund_of(case)) == []
    assert compared(case, service) == "here paid, there unknown", "however late it is"
    assert AuditEntry.objects.filter(verb="refund.discrepancy").count() == 1
    compared(case, service)
    assert AuditEntry.objects.filter(verb="refund.discrepancy").count() == 1


def test_found_unpaid_by_mistake_it_is_not_paid_again(cast: Cast, service: Simulated) -> None:
    """The same key: what is owed anew is asked about before it is sent."""
    case = cut(cast, service)
    key = refund_of(case).key
    case = said_unpaid(cast, case)
    assert (case.state, refund_of(case).state) == (State.REFUNDING, "owed")
    assert CaseEvent.objects.get(case=case, verb="found_unpaid").reason == "渠道后台没有这一笔"
    with override_settings(PAYMENT_SERVICE_URL=service.url), pytest.raises(RefundUnderWay):
        pay_outside(doer=staff_of(cast.mei), case_id=case.pk, reference="1")  # not yet asked
    back(service)
    assert (fresh(case).state, refund_of(case).key) == (State.DONE, key)
    assert service.paid(refund_of(case)) == [3_000]


def test_found_unpaid_it_is_paid_by_whichever_way_there_is(cast: Cast, service: Simulated) -> None:
    by_service, by_hand = (cut(cast, service, was_paid=False) for _ in range(2))
    for case in (by_service, by_hand):
        said_unpaid(cast, case)
    pay_outside(doer=staff_of(cast.mei), case_id=by_hand.pk, reference="PDD-7")
    back(service)
    back(service)
    assert service.paid(refund_of(by_service)) == [3_000]
    assert service.paid(refund_of(by_hand)) == [] and compared(by_hand, service) == ""
    assert fresh(by_hand).state == fresh(by_service).state == State.DONE


def test_paid_by_hand_although_the_service_had_it_is_told_however_late(
    cast: Cast, service: Simulated
) -> None:
    case = cut(cast, service)
    said_unpaid(cast, case)
    pay_outside(doer=staff_of(cast.mei), case_id=case.pk, reference="PDD-7")
    assert compared(case, service) == "paid outside, and by the service too"


def test_what_is_pending_there_is_told_and_told_again_when_it_was_paid(
    cast: Cast, service: Simulated, settings: Any
) -> None:
    settings.PAYMENT_SERVICE_SECRET = SECRET
    case = owed(cast)
    service.told(pending=1)
    pay_due(gateway=service.gateway())
    Refund.objects.filter(case=case).update(tried_at=None)
    said_paid(cast, case, Channel.TRANSFER)
    refund = refund_of(case)
    assert (refund.state, Order.objects.get(pk=case.order_id).refunded_fen) == ("outside", 0)
    assert "pending there" in compared(case, service)
    service.decide(refund, "paid")
    assert compared(case, service) == "paid outside, and by the service too"
    assert refund_of(case).compared_at is not None
    late = json.dumps({"key": str(refund.key), "state": "paid"}).encode()
    assert told(late) == (200, "asking"), "a hint to compare again"
    assert refund_of(case).compared_at is None and refund_of(case).state == "outside"


def test_somebody_who_may_be_asking_this_minute_comes_first(cast: Cast) -> None:
    """A worker that still has the service, or one in the middle of its call."""
    case = owed(cast)
    claimed = claim_one()
    assert claimed is not None
    for say in (said_paid, said_unpaid):
        with pytest.raises(RefundJustTried):
            say(cast, case)
    Refund.objects.filter(case=case).update(tried_at=now() - timedelta(seconds=61))
    said_paid(cast, case)
    settle(claimed=claimed, answer=Answer(Said.REFUSED, 0, "", "account closed"))  # too late
    assert (fresh(case).state, refund_of(case).state) == (State.DONE, "paid")


def test_it_is_owed_by_the_owner_until_it_is_found_out(cast: Cast) -> None:
    case = cut(cast)
    mend_all()
    row = FollowUp.objects.get(source_id=case.pk, kind="case_pay", state="open")
    assert (row.for_role, row.title) == ("owner", "查实退没退：¥30.00")
    said_unpaid(cast, case)
    row.refresh_from_db()
    assert (row.for_role, row.title) == ("", "在平台上退款：¥30.00")


def test_by_the_page(cast: Cast, client: Client) -> None:
    case = cut(cast)
    client.force_login(cast.lan.user)
    move, version = f"/cases/{case.pk}/move/", fresh(case).version
    given = {"verb": "found_paid", "version": version, "reference": "T1", "seen": "查过"}
    assert client.post(move, {**given, "channel": "service"}).status_code == 400  # when?
    when = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    assert client.post(move, {**given, "paid_at": when}).status_code == 400  # from where?
    client.post(move, {**given, "channel": "service", "paid_at": when})
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert fresh(case).state == State.DONE
    assert "查实退了" in page and "原来的支付渠道" in page and "号码 T1" in page
