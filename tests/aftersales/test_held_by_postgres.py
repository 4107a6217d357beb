"""What the database refuses, whatever the code does."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from aftersales.actions.appealing import appeal
from aftersales.doer import buyer_of
from aftersales.machine.words import Kind, Verb
from aftersales.models import Approval, Case, CaseEvent, CaseLine, Deadline, Refund
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import opened, ordered, owed
from tests.cast import Cast


def refused(write: Callable[[], object]) -> str:
    with pytest.raises(DatabaseError) as problem, transaction.atomic():
        write()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return str(problem.value)


def test_rules_of_a_case(cast: Cast) -> None:
    order = ordered(cast)
    case = opened(cast, order)
    mine = Case.objects.filter(pk=case.pk)
    event = CaseEvent.objects.filter(case=case)
    line = CaseLine.objects.get(case=case)
    for constraint, write in (
        ("case_edits_limited", lambda: mine.update(edits=6)),
        ("asked for", lambda: mine.update(amount_fen=15_601)),
        ("case_freight_by_a_rule", lambda: mine.update(freight_rule="mood")),
        ("case_offer_while_negotiating", lambda: mine.update(offer_kind="refund", offer_fen=1)),
        ("case_open_while_not_terminal", lambda: mine.update(state="done", version=2)),
        ("without a version", lambda: mine.update(state="refused")),
        ("without an event", lambda: mine.update(state="refused", version=2)),
        ("append-only", lambda: event.update(reason="other")),
        ("append-only", event.delete),
        ("case_one_open_a_line", lambda: _second_line(cast, line)),
    ):
        assert constraint in refused(write), constraint
    appeal(doer=buyer_of(cast.shop.pk), case_id=case.pk, verb=Verb.WITHDRAW)
    line.refresh_from_db()
    assert not line.is_open  # the key carried it
    for write in (
        lambda: mine.update(state="applied", is_open=True, version=9),
        lambda: mine._raw_delete("default"),
    ):
        assert "is over" in refused(write)


def _second_line(cast: Cast, line: CaseLine) -> None:
    other = opened(cast, line.order, positions=(2,))
    CaseLine.objects.create(
        shop=cast.shop,
        case=other,
        order=line.order,
        position=line.position,
        title="x",
        quantity=1,
        price_fen=1,
        opened_at=other.opened_at,
    )


def test_rules_of_money_deadlines_and_approvals(cast: Cast) -> None:
    case = owed(cast)
    refund = Refund.objects.get(case=case)
    mine = Refund.objects.filter(pk=refund.pk)
    other = opened(cast)
    at = now()

    def another(**more: object) -> Callable[[], object]:
        row = {"shop": cast.shop, "case": case, "order": case.order, "fen": 1, "due_at": at}
        return lambda: Refund.objects.create(**{**row, "made_at": at, **more})

    deadline = {
        "shop": cast.shop,
        "case": case,
        "timer": "answer",
        "started_at": at,
        "due_at": at,
        "rule": "x",
        "value": 1,
        "source": "x",
    }
    approval = {
        "shop": cast.shop,
        "case": case,
        "version": 1,
        "verb": "agree",
        "fen": 1,
        "reason": "x",
        "asked_by": cast.mei,
        "asked_at": at,
    }
    for constraint, write in (
        ("refund_one_a_case", another()),
        ("under way", another(case=other, order=other.order, fen=15_601)),
        ("stays as it is", lambda: mine.update(fen=1)),
        ("stays as it is", mine.delete),
        ("refund_settled_or_live", lambda: mine.update(state="paid")),
        (
            "deadline_one_running",
            lambda: [Deadline.objects.create(**deadline, state="running") for _ in range(2)],
        ),
        (
            "deadline_paused_keeps_the_rest",
            lambda: Deadline.objects.create(**deadline, state="paused"),
        ),
        (
            "approval_by_somebody_else",
            lambda: Approval.objects.create(**approval, state="granted", decided_by=cast.mei),
        ),
    ):
        assert constraint in refused(write), constraint
    mine.update(state="refused", settled_at=at)
    assert "stays as it is" in refused(lambda: mine.update(state="paid"))


def test_no_row_names_another_shops(cast: Cast) -> None:
    case = opened(cast)
    other = Cast(cast.other_shop, cast.oleg, cast.oleg, cast.oleg, cast.oleg, cast.shop, cast.lan)
    theirs = ordered(other)
    at = now()
    for constraint, write in (
        ("case_order_same_shop", lambda: Case.objects.filter(pk=case.pk).update(order=theirs)),
        (
            "case_opener_same_shop",
            lambda: Case.objects.filter(pk=case.pk).update(opened_by=cast.oleg),
        ),
        (
            "refund_order_same_shop",
            lambda: Refund.objects.create(
                shop=cast.shop, case=case, order=theirs, fen=1, due_at=at, made_at=at
            ),
        ),
        (
            "case_event_same_shop",
            lambda: CaseEvent.objects.create(
                shop=cast.other_shop,
                case=case,
                version=9,
                verb="open",
                after="applied",
                who="buyer",
                at=at,
            ),
        ),
    ):
        said = refused(write)
        assert constraint in said or "asked for" in said, (constraint, said)


def test_goodwill_and_invoice_once_each_beside_a_line(cast: Cast) -> None:
    order = ordered(cast)
    opened(cast, order)
    opened(cast, order, kind=Kind.GOODWILL, positions=(), amount_fen=500)
    invoice = opened(cast, order, kind=Kind.INVOICE, positions=(), amount_fen=0)
    copy = Case.objects.get(pk=invoice.pk)
    copy.pk = None
    assert "case_one_open_without_lines" in refused(copy.save)
