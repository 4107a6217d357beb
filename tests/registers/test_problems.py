"""Problem parcels: looked at again and again, their buyers told; misdelivered ones by a rule."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aftersales.registers.actions.checking import note_check
from aftersales.registers.actions.closing import close_entry, give_entry
from aftersales.registers.actions.following_parcels import take_up_parcel, told_buyer
from aftersales.registers.errors import EntryWrong, ProblemOpenAlready, RowClosed, RowMoved
from aftersales.registers.models import ProblemParcel
from aftersales.registers.problems import PROBLEMS
from aftersales.registers.queries.checks import counts_of
from aftersales.registers.queries.listing import Wanted, register_page
from helpdesk.accounts.models import AuditEntry, Shop
from helpdesk.commerce.errors import OrderNotFound
from helpdesk.commerce.models import Courier, Order, Shipment
from helpdesk.followups.actions.settling import do_followup
from helpdesk.followups.models import FollowUp
from helpdesk.kernel import clock
from tests.aftersales.ordered import ordered
from tests.budgets import questions
from tests.cast import Cast
from tests.conversations.test_panel import browser_of, panel_of


def sent(cast: Cast, waybill: str = "YT880000001") -> Order:
    order = ordered(cast)
    courier, _made = Courier.objects.get_or_create(shop=cast.shop, code="yto", name="圆通")
    Shipment.objects.create(
        shop=cast.shop, order=order, courier=courier, waybill=waybill, shipped_at=clock.now()
    )
    return order


def taken_up(cast: Cast, order: Order | None = None, trouble: str = "stuck") -> ProblemParcel:
    order = order or sent(cast)
    return take_up_parcel(
        actor=cast.mei,
        order_id=order.pk,
        waybill=Shipment.objects.filter(order=order).values_list("waybill", flat=True)[0],
        trouble=trouble,
        words="武汉停了三天",
    )


def next_check(row: ProblemParcel) -> FollowUp:
    return FollowUp.objects.get(source_kind="problem", source_id=row.pk, state="open")


def test_it_is_looked_at_until_it_is_closed(cast: Cast) -> None:
    row = taken_up(cast)
    first = next_check(row)
    assert (first.owner_id, first.money_at_risk_fen) == (cast.mei.pk, 15_600)
    assert first.title == "查问题件 圆通 YT880000001：停滞"
    assert timedelta(hours=35) < first.due_at - clock.now() <= timedelta(hours=36)
    soon = clock.now() + timedelta(hours=3)
    note_check(
        actor=cast.tom, register=PROBLEMS, row_id=row.pk, version=1, found="到了武昌", next_at=soon
    )
    second = next_check(row)
    first.refresh_from_db()
    assert (first.state, first.outcome) == ("done", "到了武昌")
    assert (second.previous_id, second.due_at) == (first.pk, soon)
    give_entry(actor=cast.mei, register=PROBLEMS, row_id=row.pk, version=2, member_id=cast.tom.pk)
    assert (next_check(row).owner_id, next_check(row).due_at) == (cast.tom.pk, soon)
    with pytest.raises(RowMoved):
        told_buyer(actor=cast.mei, row_id=row.pk, version=1)
    told_buyer(actor=cast.mei, row_id=row.pk, version=3)
    close_entry(actor=cast.tom, register=PROBLEMS, row_id=row.pk, version=4, outcome="签收了")
    assert not FollowUp.objects.filter(source_kind="problem", state="open").exists()
    with pytest.raises(RowClosed):
        told_buyer(actor=cast.mei, row_id=row.pk, version=5)
    verbs = AuditEntry.objects.filter(target_type="problemparcel", target_id=str(row.pk))
    assert [one.split(".")[1] for one in verbs.order_by("pk").values_list("verb", flat=True)] == [
        "opened",
        "checked",
        "given",
        "told",
        "closed",
    ]


def test_one_that_went_to_somebody_else_has_until_tomorrow(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with timezone.override("Asia/Shanghai"):
        # At half past midnight the register's own hours end before the rule's.
        noon = timezone.localtime().replace(hour=12, minute=0)
        monkeypatch.setattr(clock, "now", lambda: noon)
        row = taken_up(cast, trouble="misdelivered")
        check = next_check(row)
        end = timezone.localtime(check.due_at)
        assert (end.date() - timezone.localdate()).days == 1 and end.hour == 18
        # Whatever is found before, here or on the radar, the rule's hour stays.
        note: dict[str, Any] = {"actor": cast.mei, "register": PROBLEMS, "row_id": row.pk}
        note_check(**note, version=1, found="催过了", next_at=end + timedelta(days=2))
        check = next_check(row)
        assert check.due_at == end
        do_followup(actor=cast.mei, followup_id=check.pk, version=1, outcome="又催了")
        check = next_check(row)
        assert abs(check.due_at - end) <= timedelta(minutes=1)
    assert "第二天 18 点" in check.because and "顺丰" in check.because


def test_what_is_not_taken_up(cast: Cast) -> None:
    order = sent(cast)
    row = taken_up(cast, order)
    with pytest.raises(ProblemOpenAlready):
        taken_up(cast, order)
    with pytest.raises(EntryWrong):
        take_up_parcel(actor=cast.mei, order_id=order.pk, waybill="X1", trouble="?")
    with pytest.raises(OrderNotFound):
        take_up_parcel(actor=cast.oleg, order_id=order.pk, waybill="X1", trouble="lost")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        ProblemParcel.objects.filter(pk=row.pk).update(shop=cast.other_shop)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_list_comes_by_the_next_look(cast: Cast) -> None:
    later = taken_up(cast)
    sooner = taken_up(cast, sent(cast, "YT880000002"))
    nobody = taken_up(cast, sent(cast, "YT880000003"))
    FollowUp.objects.filter(source_id=sooner.pk, source_kind="problem").update(
        starts_at=clock.now() - timedelta(hours=9), due_at=clock.now() - timedelta(hours=1)
    )
    FollowUp.objects.filter(source_id=nobody.pk, source_kind="problem").update(
        state="dropped", outcome="不查了", ended_at=clock.now()
    )

    def shown(view: str, words: str = "") -> list[int]:
        page = register_page(cast.mei, PROBLEMS, Wanted(view, words), fields=("waybill", "words"))
        return [one.row.pk for one in page.lines]

    assert shown("open") == [nobody.pk, sooner.pk, later.pk]
    assert shown("late") == [nobody.pk, sooner.pk]
    assert shown("open", "0002 武汉") == [sooner.pk]
    browser = browser_of(cast.mei)
    with CaptureQueriesContext(connection) as asked:
        browser.get("/cases/registers/problems/")
    assert len(asked) == questions("register")
    counts = counts_of(PROBLEMS, cast.shop.pk)
    assert (counts.open, counts.late) == (3, 2)
    assert counts_of(PROBLEMS, Shop.objects.get(pk=cast.other_shop.pk).pk).open == 0


def test_from_the_order_beside_a_chat_to_the_end(cast: Cast, client: Client) -> None:
    client.force_login(cast.mei.user)
    thread, order = cast.thread(), sent(cast)
    Order.objects.filter(pk=order.pk).update(buyer=thread.buyer)
    assert f"/cases/registers/problems/?order={order.pk}" in panel_of(thread, cast.mei)
    for asked in (f"order={order.pk}", "find=YT880000001", f"find={order.number[-4:]}"):
        assert (
            "圆通 YT880000001" in client.get(f"/cases/registers/problems/?{asked}").content.decode()
        )
    form = {"order": order.pk, "waybill": "YT880000001", "trouble": "", "words": "卡住了"}
    refused = client.post("/cases/registers/problems/new/", form)
    assert refused.status_code == 400 and "卡住了" in refused.content.decode()
    made = client.post("/cases/registers/problems/new/", {**form, "trouble": "misdelivered"})
    page = client.get(made["Location"]).content.decode()
    assert "还没告诉买家" in page and f"/desk/{thread.pk}/" in page and "顺丰" in page
    assert "派错 YT880000001" in panel_of(thread, cast.mei)
    client.post(made["Location"] + "deed/", {"deed": "told", "version": 1})
    row = ProblemParcel.objects.get(order=order)
    assert row.told_by == cast.mei
    assert "告诉过买家" in client.get("/cases/registers/problems/").content.decode()
