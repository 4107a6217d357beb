"""Two at the same moment at the registers: one row, one deed, and both are told what is true.

Each also runs with what decides it taken away, and must then fail.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction

from aftersales.machine.words import State
from aftersales.models import CaseEvent, ReturnedParcel
from aftersales.registers import access
from aftersales.registers.actions.closing import close_entry
from aftersales.registers.actions.complaining import open_complaint, tick_step
from aftersales.registers.actions.taking_in import OnParcel, Scanned, scan_in, take_in
from aftersales.registers.errors import RowClosed, RowMoved, TakenInAlready
from aftersales.registers.models import ComplaintStep
from aftersales.registers.returns import RETURNS
from helpdesk.accounts.models import AuditEntry
from helpdesk.followups.actions.settling import do_followup
from helpdesk.followups.models import FollowUp
from tests.aftersales.ordered import fresh
from tests.cast import Cast
from tests.conversations.test_races import at_once
from tests.registers.test_returns import coming_back


def split(results: list[Any]) -> tuple[list[Any], list[Exception]]:
    lost = [one for one in results if isinstance(one, Exception)]
    return [one for one in results if one not in lost], lost


def by_two(cast: Cast, deed: Callable[..., Any]) -> list[Any]:
    return at_once(partial(deed, actor=cast.mei), partial(deed, actor=cast.tom))


def test_one_parcel_in_two_hands_is_one_row(real_cast: Cast) -> None:
    cast = real_cast
    for number in range(3):
        case = coming_back(cast, f"YT720000000{number}")
        parcel = OnParcel(waybill=case.return_waybill)
        scan = partial(take_in, on_parcel=parcel, case_id=case.pk)
        won, lost = split(by_two(cast, scan))
        row = ReturnedParcel.objects.get(shop=cast.shop, waybill=parcel.waybill)
        assert won == [row]
        [told] = lost
        assert isinstance(told, TakenInAlready) and row.opened_by is not None
        assert row.opened_by.user.shown_name in told.said()
        assert fresh(case).state == State.WAIT_SELLER_CONFIRM
        assert CaseEvent.objects.filter(case=case, verb="arrive").count() == 1
    # Two programs, and no case: both get the one row, and one of them hears that it was there.
    both = by_two(cast, partial(scan_in, on_parcel=OnParcel("ZT1")))
    assert all(isinstance(one, Scanned) for one in both)
    assert {one.row.pk for one in both} == {ReturnedParcel.objects.get(waybill="ZT1").pk}
    assert sorted(one.again for one in both) == [False, True]


def closed_by_two(cast: Cast) -> tuple[list[Any], list[Exception], ReturnedParcel]:
    row = take_in(actor=cast.mei, on_parcel=OnParcel(nick="豆豆"))
    close = partial(close_entry, register=RETURNS, row_id=row.pk, version=1)
    won, lost = split(
        at_once(
            partial(close, actor=cast.mei, outcome="寄回原址"),
            partial(close, actor=cast.tom, outcome="扔了"),
        )
    )
    row.refresh_from_db()
    return won, lost, row


def test_one_row_is_closed_by_one_of_two(real_cast: Cast) -> None:
    for _ in range(3):
        won, lost, row = closed_by_two(real_cast)
        assert (len(won), [type(one) for one in lost]) == (1, [RowClosed])
        assert row.outcome == won[0].outcome and row.outcome in str(lost[0].said())  # type: ignore[attr-defined]
        assert row.version == 2
        assert AuditEntry.objects.filter(verb="return.closed", target_id=str(row.pk)).count() == 1
        owed = FollowUp.objects.get(source_kind="return", source_id=row.pk)
        assert owed.outcome == row.outcome
    with patch.object(access, "locked", lambda rows: rows):
        ways = [closed_by_two(real_cast) for _ in range(5)]
    assert any(len(won) == 2 for won, _, _ in ways), "without the lock both must believe it"


def test_a_step_is_ticked_by_one_of_two(real_cast: Cast) -> None:
    for _ in range(3):
        row = open_complaint(actor=real_cast.mei, grievance="late", words="五天没发")
        tick = partial(tick_step, row_id=row.pk, version=1, step="agree", note="同意换货")
        won, lost = split(by_two(real_cast, tick))
        assert (len(won), [type(one) for one in lost]) == (1, [RowMoved])
        step = ComplaintStep.objects.get(complaint=row)
        assert won[0].version == 2 and step.done_by in (real_cast.mei, real_cast.tom)
        # One revisit is owed, whoever was quicker.
        owed = FollowUp.objects.get(source_kind="complaint", source_id=row.pk, state="open")
        assert owed.kind == "complaint_revisit"


WAITS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def test_a_check_that_is_done_while_its_row_is_closed_leaves_none_behind(real_cast: Cast) -> None:
    """Done first, it begins the next one; the closing waits for it, and has to see that one too."""
    row = take_in(actor=real_cast.mei, on_parcel=OnParcel(nick="豆豆"))
    close = partial(close_entry, register=RETURNS, row_id=row.pk, version=1, outcome="寄回原址")
    of_row = FollowUp.objects.filter(source_kind="return", source_id=row.pk)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            owed = of_row.get()
            do_followup(actor=real_cast.mei, followup_id=owed.pk, version=1, outcome="还没找到")
            closing = pool.submit(closing_connection(close), actor=real_cast.tom)
            until = time.monotonic() + 20
            while not somebody_waits():
                assert not closing.done() and time.monotonic() < until
        closing.result(20)
    assert list(of_row.values_list("state", flat=True)) == ["done", "done"]


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITS)
        return bool(cursor.fetchone()[0])


def closing_connection(deed: Callable[..., Any]) -> Callable[..., Any]:
    def run(**more: Any) -> Any:
        try:
            return deed(**more)
        finally:
            connection.close()

    return run
