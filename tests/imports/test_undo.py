"""An import is taken back: new orders go, changed ones are what they were, the rest is named."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection

from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.actions.noting import set_flag, set_memo
from helpdesk.commerce.actions.shipping import add_tracking_event, upsert_shipment
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.imports.actions import working_back
from helpdesk.commerce.imports.actions.filing import purge_old_files
from helpdesk.commerce.imports.actions.undoing import start_undo
from helpdesk.commerce.imports.actions.working import wake_silent_ones, work
from helpdesk.commerce.imports.errors import NothingToUndo, NotNow, UndoTooLate
from helpdesk.commerce.imports.models import ImportState, ImportTrace, OrderImport
from helpdesk.commerce.imports.queries.undo import kept_of, outlook_of, written_since
from helpdesk.commerce.models import (
    Buyer,
    Courier,
    Order,
    OrderLine,
    Payment,
    Product,
    Shipment,
    Sku,
)
from helpdesk.commerce.order_facts import OrderFacts, ScanFacts, ShipmentFacts
from helpdesk.kernel import clock
from tests.cast import Cast
from tests.imports.conftest import fresh, uploaded, written
from tests.imports.files import TAOBAO, csv_of, taobao

pytestmark = pytest.mark.usefixtures("told")

HEAD = TAOBAO + ",发货时间,物流公司,物流单号"


def undone(row: OrderImport, cast: Cast) -> OrderImport:
    start_undo(actor=cast.qin.user, row=fresh(row))
    work(import_id=row.pk)
    return fresh(row)


def tallies(row: OrderImport) -> dict[str, int]:
    return {name: row.undo[name] for name in ("removed", "restored", "kept")}


def snapshot(cast: Cast) -> list[tuple[object, ...]]:
    """Everything of the shop that an import of orders may write, row by row; but for the moment
    that tells programs to look again."""
    found: list[tuple[object, ...]] = []
    for model in (Buyer, Order, OrderLine, Payment, Courier, Shipment):
        names = [one.attname for one in model._meta.concrete_fields if one.name != "changed_at"]
        rows = model._default_manager.filter(shop=cast.shop).order_by("pk")
        found += [(model.__name__, *row) for row in rows.values_list(*names)]
    return found


def test_all_that_it_brought_goes_and_nothing_else(cast: Cast) -> None:
    upsert_order(
        actor=None,
        shop_id=cast.shop.pk,
        order=OrderFacts(number="OLD", platform="jd", state="paid", created_at=clock.now()),
    )
    before = snapshot(cast)
    line = "A{n},贝{n},交易成功,2026-6-8,9,9,卫衣,2026-6-9 10:00,圆通速递,YT{n}"
    rows = "\n".join(line.format(n=n) for n in range(1200))
    row = written(uploaded(cast.qin, csv_of(f"{HEAD}\n{rows}")), cast.qin)
    assert Order.objects.filter(shop=cast.shop).count() == 1201
    assert outlook_of(row).new == 1200
    back = undone(row, cast)
    assert back.state == ImportState.UNDONE
    assert tallies(back) == {"removed": 1200, "restored": 0, "kept": 0}
    assert snapshot(cast) == before
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="import.und")
    assert [one.verb for one in verbs.order_by("pk")] == ["import.undo_started", "import.undone"]


def test_what_it_changed_is_what_it_was_to_the_letter(cast: Cast) -> None:
    head = f"{HEAD},收货人姓名,联系手机,收货地址"
    old = (
        "A1,贝,卖家已发货，等待买家确认,2026-6-8,9,9,卫衣,2026-6-9,圆通速递,YT1,"
        "张小贝,13812345678,浙江省绍兴市解放路1号"
    )
    new = (
        "A1,新贝,交易成功,2026-6-8,8,8,外套,2026-6-9 12:00,中通,ZT1,"
        "李四,13912345678,江苏省苏州市观前街2号"
    )
    written(uploaded(cast.qin, csv_of(f"{head}\n{old}")), cast.qin)
    before = snapshot(cast)
    row = written(uploaded(cast.qin, csv_of(f"{head}\n{new}")), cast.qin)
    order = Order.objects.get(shop=cast.shop, number="A1")
    assert (order.state, order.province, order.shipments.count()) == ("finished", "江苏", 2)
    back = undone(row, cast)
    assert tallies(back) == {"removed": 0, "restored": 1, "kept": 0}
    assert snapshot(cast) == before
    assert Order.objects.get(pk=order.pk).changed_at > order.changed_at


def test_what_came_after_it_stays_and_is_named_with_the_reason(cast: Cast) -> None:
    row = written(uploaded(cast.qin, csv_of(taobao(6))), cast.qin)
    noted, flagged, updated, shipped, asked, plain = Order.objects.filter(shop=cast.shop).order_by(
        "number"
    )
    set_memo(actor=cast.mei.user, shop_id=cast.shop.pk, order_id=noted.pk, memo="急")
    set_flag(actor=cast.mei.user, shop_id=cast.shop.pk, order_id=flagged.pk, flag=1)
    facts = OrderFacts(number=updated.number, state="finished")
    upsert_order(actor=None, shop_id=cast.shop.pk, order=facts)
    for order in (shipped,):
        parcel = ShipmentFacts(
            order_number=order.number, courier="圆通", waybill="W1", shipped_at=clock.now()
        )
        upsert_shipment(actor=None, shop_id=cast.shop.pk, shipment=parcel)
    assert outlook_of(row).noted == 3 and len(written_since(row)) == 3
    back = undone(row, cast)
    assert tallies(back) == {"removed": 2, "restored": 0, "kept": 4}
    told = {name: reason for _what, name, reason in kept_of(back)}
    assert told == {
        noted.number: "客服后来改过旗子或备注",
        flagged.number: "客服后来改过旗子或备注",
        updated.number: "导入以后又更新过",
        shipped.number: "后来有了新的包裹或扫描",
    }
    left = set(Order.objects.filter(shop=cast.shop).values_list("pk", flat=True))
    assert left == {noted.pk, flagged.pk, updated.pk, shipped.pk}
    assert not left & {asked.pk, plain.pk}


def test_a_parcel_that_was_scanned_since_stays_with_its_order(cast: Cast) -> None:
    line = "A1,a,交易成功,2026-6-8,1,1,x,2026-6-9 10:00,圆通速递,YT7731"
    row = written(uploaded(cast.qin, csv_of(f"{HEAD}\n{line}")), cast.qin)
    scan = ScanFacts(waybill="YT7731", at=clock.now(), text="已揽收")
    add_tracking_event(shop_id=cast.shop.pk, scan=scan)
    assert tallies(undone(row, cast))["kept"] == 1
    assert Shipment.objects.filter(shop=cast.shop).count() == 1


def test_a_buyer_who_has_written_stays(cast: Cast) -> None:
    from conversations.models import Conversation

    row = written(uploaded(cast.qin, csv_of(taobao(2))), cast.qin)
    wrote, silent = Buyer.objects.filter(shop=cast.shop, nick__isnull=False).order_by("pk")
    Conversation.objects.create(shop=cast.shop, buyer=wrote, last_at=clock.now())
    assert tallies(undone(row, cast)) == {"removed": 2, "restored": 0, "kept": 0}
    assert Buyer.objects.filter(pk=wrote.pk).exists()
    assert not Buyer.objects.filter(pk=silent.pk).exists()


def test_two_imports_are_taken_back_one_after_the_other(cast: Cast) -> None:
    before = snapshot(cast)
    first = written(uploaded(cast.qin, csv_of(taobao(3))), cast.qin)
    later = taobao(3).replace("买家已付款，等待卖家发货", "交易成功")
    second = written(uploaded(cast.qin, csv_of(later)), cast.qin)
    assert outlook_of(first).noted == 3
    assert tallies(undone(second, cast)) == {"removed": 0, "restored": 3, "kept": 0}
    assert tallies(undone(first, cast)) == {"removed": 3, "restored": 0, "kept": 0}
    assert snapshot(cast) == before


def test_the_earlier_of_two_leaves_what_the_later_changed(cast: Cast) -> None:
    first = written(uploaded(cast.qin, csv_of(taobao(3))), cast.qin)
    later = taobao(2).replace("买家已付款，等待卖家发货", "交易成功")
    written(uploaded(cast.qin, csv_of(later)), cast.qin)
    assert tallies(undone(first, cast)) == {"removed": 1, "restored": 0, "kept": 2}


def test_the_window_is_the_shops_and_ends(cast: Cast) -> None:
    row = written(uploaded(cast.qin, csv_of(taobao(2))), cast.qin)
    OrderImport.objects.filter(pk=row.pk).update(finished_at=clock.now() - timedelta(hours=25))
    with pytest.raises(UndoTooLate):
        start_undo(actor=cast.qin.user, row=fresh(row))
    OrderImport.objects.filter(pk=row.pk).update(finished_at=clock.now() - timedelta(hours=23))
    undone(row, cast)
    with pytest.raises(NotNow):
        start_undo(actor=cast.lan.user, row=fresh(row))


def test_nothing_written_is_nothing_to_undo(cast: Cast) -> None:
    row = written(uploaded(cast.qin, csv_of(taobao(2))), cast.qin)
    ImportTrace.objects.filter(order_import=row).delete()
    with pytest.raises(NothingToUndo):
        start_undo(actor=cast.qin.user, row=fresh(row))


def test_a_worker_that_dies_in_the_middle_is_followed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = written(uploaded(cast.qin, csv_of(taobao(1200))), cast.qin)
    start_undo(actor=cast.qin.user, row=fresh(row))
    take, calls = working_back.take_back, []

    def dying(*args: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return take(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(working_back, "take_back", dying)
    with pytest.raises(KeyboardInterrupt):
        work(import_id=row.pk)
    assert (fresh(row).undo["done"], Order.objects.filter(shop=cast.shop).count()) == (500, 700)
    OrderImport.objects.filter(pk=row.pk).update(beat_at=clock.now() - timedelta(minutes=2))
    assert wake_silent_ones() == [row.pk]
    work(import_id=row.pk)
    assert fresh(row).state == ImportState.UNDONE
    assert tallies(fresh(row)) == {"removed": 1200, "restored": 0, "kept": 0}
    assert not Order.objects.filter(shop=cast.shop).exists()


def test_a_second_worker_in_the_middle_does_no_harm(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = written(uploaded(cast.qin, csv_of(taobao(1200))), cast.qin)
    start_undo(actor=cast.qin.user, row=fresh(row))
    step, inside = working_back._step, []

    def interrupted(*args: object) -> int:
        if not inside:
            inside.append(1)
            work(import_id=row.pk)
        return step(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(working_back, "_step", interrupted)
    work(import_id=row.pk)
    assert tallies(fresh(row))["removed"] == 1200
    ended = AuditEntry.objects.filter(shop=cast.shop, verb="import.undone")
    assert ended.count() == 1


def test_other_systems_hear_of_what_went(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = written(uploaded(cast.qin, csv_of(taobao(3))), cast.qin)
    kept = Order.objects.filter(shop=cast.shop).order_by("pk").first()
    assert kept is not None
    set_flag(actor=cast.mei.user, shop_id=cast.shop.pk, order_id=kept.pk, flag=1)
    told: list[dict[str, object]] = []
    monkeypatch.setattr(working_back, "tell_orders", lambda **facts: told.append(facts))
    undone(row, cast)
    [one] = told
    assert one["changed"] == 2 and kept.number not in one["numbers"]  # type: ignore[operator]


def test_the_way_back_goes_with_the_file(cast: Cast) -> None:
    row = written(uploaded(cast.qin, csv_of(taobao(3))), cast.qin)
    assert ImportTrace.objects.filter(order_import=row).exists()
    OrderImport.objects.filter(pk=row.pk).update(created_at=clock.now() - timedelta(days=31))
    purge_old_files()
    assert not ImportTrace.objects.filter(order_import=row).exists()


def test_goods_and_their_skus_are_taken_back(cast: Cast) -> None:
    kept = Product.objects.create(shop=cast.shop, name="卫衣", kind="上衣", price_fen=100)
    Sku.objects.create(shop=cast.shop, product=kept, code="W-M", price_fen=100)
    text = "\n".join(
        (
            "商品,类别,价格,商家编码,规格",
            "卫衣,上装,159,W-M,M",
            "卫衣,上装,169,W-L,L",
            "外套,外套,259,J-1,均码",
        )
    )
    file = BytesIO(text.encode())
    row = written(uploaded(cast.qin, file, name="g.csv", kind="goods"), cast.qin)
    assert {name: row.counts[name] for name in ("created", "changed")} == {
        "created": 1,
        "changed": 1,
    }
    kept.refresh_from_db()
    assert (kept.kind, kept.price_fen, kept.skus.count()) == ("上装", 15900, 2)
    back = undone(row, cast)
    assert tallies(back) == {"removed": 3, "restored": 2, "kept": 0}
    kept.refresh_from_db()
    assert (kept.kind, kept.price_fen, kept.version) == ("上衣", 100, 1)
    assert [sku.code for sku in kept.skus.all()] == ["W-M"]
    assert not Product.objects.filter(shop=cast.shop, name="外套").exists()


def test_goods_that_an_order_names_stay(cast: Cast) -> None:
    text = "商品,价格,商家编码\n云感卫衣,159,W-M\n"
    goods = written(
        uploaded(cast.qin, BytesIO(text.encode()), name="g.csv", kind="goods"), cast.qin
    )
    written(uploaded(cast.qin, csv_of(taobao(1))), cast.qin)
    back = undone(goods, cast)
    assert tallies(back) == {"removed": 1, "restored": 0, "kept": 1}
    assert kept_of(back) == [("商品", "云感卫衣", "别处已经用着它")]


def test_another_shops_rows_are_never_touched(cast: Cast) -> None:
    mine = written(uploaded(cast.qin, csv_of(taobao(2))), cast.qin)
    theirs = written(uploaded(cast.oleg, csv_of(taobao(2))), cast.oleg)
    undone(mine, cast)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert Order.objects.filter(shop=cast.other_shop).count() == 2
    assert ImportTrace.objects.filter(order_import=theirs, outcome="").count() == 4
