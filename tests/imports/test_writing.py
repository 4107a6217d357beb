"""From a file to orders: tried out first, written in batches, again and again, by whoever lives."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage

from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.imports.actions import working
from helpdesk.commerce.imports.actions.filing import forget_strays, purge_old_files
from helpdesk.commerce.imports.actions.starting import (
    choose_mapping,
    choose_reading,
    discard,
    go_on_writing,
    start_writing,
    stop_writing,
)
from helpdesk.commerce.imports.actions.working import wake_silent_ones, work
from helpdesk.commerce.imports.causes import shown
from helpdesk.commerce.imports.errors import FieldNeeded, FieldTwice, NothingToWrite, NotNow
from helpdesk.commerce.imports.models import ImportProblem, ImportState, OrderImport
from helpdesk.commerce.imports.tasks import purge_import_files
from helpdesk.commerce.models import Order, Shipment
from helpdesk.kernel import clock
from tests.cast import Cast
from tests.imports.conftest import fresh, mapped, numbers, tried, uploaded, written
from tests.imports.files import TAOBAO, csv_of, taobao

pytestmark = pytest.mark.usefixtures("told")


def orders(cast: Cast) -> int:
    return Order.objects.filter(shop=cast.shop).count()


def test_a_dry_run_counts_and_writes_nothing(cast: Cast) -> None:
    text = taobao(30) + "A9,a,怪状态,2026-6-9,1,-5,x\n"
    row = tried(uploaded(cast.qin, csv_of(text)))
    assert row.state == ImportState.CHECKED
    assert numbers(row) == {"created": 30, "changed": 0, "unchanged": 0, "wrong": 1}
    assert orders(cast) == 0
    assert {cause.code for cause in shown(row.causes)} == {"state_unknown", "money_negative"}
    assert ImportProblem.objects.filter(order_import=row, row=32).count() == 2


def test_writing_it_again_changes_only_what_changed(cast: Cast) -> None:
    first = written(uploaded(cast.qin, csv_of(taobao(1200))), cast.qin)
    assert (first.state, orders(cast)) == (ImportState.DONE, 1200)
    assert numbers(first)["created"] == 1200
    again = tried(
        uploaded(
            cast.qin,
            csv_of(taobao(1200).replace("贝贝7,买家已付款，等待卖家发货", "贝贝7,交易成功")),
        )
    )
    assert numbers(again) == {"created": 0, "changed": 1, "unchanged": 1199, "wrong": 0}
    start_writing(actor=cast.qin.user, row=again)
    work(import_id=again.pk)
    assert numbers(fresh(again))["changed"] == 1
    assert Order.objects.get(shop=cast.shop, number__endswith="00007").state == "finished"
    same = tried(uploaded(cast.qin, csv_of(taobao(5))))
    with pytest.raises(NothingToWrite):
        start_writing(actor=cast.qin.user, row=same)


def test_what_is_told_of_a_parcel_is_kept(cast: Cast) -> None:
    head = TAOBAO + ",发货时间,物流公司,物流单号"
    line = "A1,a,交易成功,2026-6-8,1,1,x,2026-6-9 10:00,圆通速递,YT7731"
    row = written(uploaded(cast.qin, csv_of(f"{head}\n{line}")), cast.qin)
    assert numbers(row)["created"] == 1
    [parcel] = Shipment.objects.filter(shop=cast.shop)
    assert (parcel.waybill, parcel.courier.name) == ("YT7731", "圆通速递")
    again = tried(uploaded(cast.qin, csv_of(f"{head}\n{line}")))
    assert numbers(again)["unchanged"] == 1
    other = tried(uploaded(cast.qin, csv_of(f"{head}\n{line}2")))
    assert numbers(other)["changed"] == 1


def test_a_cure_begins_the_dry_run_again(cast: Cast) -> None:
    text = f"{TAOBAO}\nA1,a,配货中,6/9/2026,1,1,x\nA2,a,配货中,6/8/2026,1,1,x"
    row = tried(uploaded(cast.qin, csv_of(text)))
    assert numbers(row)["wrong"] == 2
    choose_reading(row=row, date_order="mdy")
    choose_reading(row=fresh(row), state_words={"配货中": "paid"})
    work(import_id=row.pk)
    assert numbers(fresh(row)) == {"created": 2, "changed": 0, "unchanged": 0, "wrong": 0}
    assert not ImportProblem.objects.filter(order_import=row).exists()
    assert fresh(row).causes == {}


def test_the_mapping_is_remembered(cast: Cast) -> None:
    row = mapped(uploaded(cast.qin, csv_of(taobao(2))), 宝贝标题="memo")
    assert row.mapping["宝贝标题"] == "memo"
    assert uploaded(cast.qin, csv_of(taobao(2))).mapping["宝贝标题"] == "memo"
    assert uploaded(cast.oleg, csv_of(taobao(2))).mapping["宝贝标题"] == "title"


def test_a_mapping_needs_one_number_and_no_doubles(cast: Cast) -> None:
    row = uploaded(cast.qin, csv_of(taobao(2)))

    def choose(**fields: str) -> None:
        choose_mapping(row=row, mapping=row.mapping | fields, preset="taobao", platform="taobao")

    with pytest.raises(FieldNeeded):
        choose(订单编号="")
    with pytest.raises(FieldTwice):
        choose(宝贝标题="number")


def test_a_worker_that_dies_between_batches_is_followed_without_doubles(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = tried(uploaded(cast.qin, csv_of(taobao(1200))))
    start_writing(actor=cast.qin.user, row=row)
    store, calls = working.written_batch, []

    def dying(**facts: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return store(**facts)  # type: ignore[arg-type]

    monkeypatch.setattr(working, "written_batch", dying)
    with pytest.raises(KeyboardInterrupt):
        work(import_id=row.pk)
    assert (orders(cast), fresh(row).rows_done) == (500, 500)
    OrderImport.objects.filter(pk=row.pk).update(beat_at=clock.now() - timedelta(minutes=2))
    assert wake_silent_ones() == [row.pk]
    assert wake_silent_ones() == []
    work(import_id=row.pk)
    assert (fresh(row).state, orders(cast)) == (ImportState.DONE, 1200)
    assert numbers(fresh(row)) == {"created": 1200, "changed": 0, "unchanged": 0, "wrong": 0}


def test_a_second_worker_in_the_middle_does_no_harm(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = tried(uploaded(cast.qin, csv_of(taobao(1200))))
    start_writing(actor=cast.qin.user, row=row)
    step, inside = working._step, []

    def interrupted(*args: object) -> bool:
        if not inside:
            inside.append(1)
            work(import_id=row.pk)
        return step(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(working, "_step", interrupted)
    work(import_id=row.pk)
    assert numbers(fresh(row))["created"] == orders(cast) == 1200
    assert fresh(row).rows_done == 1200


def test_stopping_keeps_what_is_written_and_going_on_adds_the_rest(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = tried(uploaded(cast.qin, csv_of(taobao(1200))))
    start_writing(actor=cast.qin.user, row=row)
    step = working._step

    def stopped(held: OrderImport, cursor: int, batch: list[object]) -> bool:
        if fresh(row).rows_done == 500:
            stop_writing(actor=cast.qin.user, row=fresh(row))
        return step(held, cursor, batch)  # type: ignore[arg-type]

    monkeypatch.setattr(working, "_step", stopped)
    work(import_id=row.pk)
    assert (fresh(row).state, orders(cast)) == (ImportState.STOPPED, 500)
    monkeypatch.setattr(working, "_step", step)
    go_on_writing(actor=cast.qin.user, row=fresh(row))
    work(import_id=row.pk)
    assert (fresh(row).state, orders(cast)) == (ImportState.DONE, 1200)


def test_nobody_decides_twice(cast: Cast) -> None:
    row = tried(uploaded(cast.qin, csv_of(taobao(3))))
    start_writing(actor=cast.qin.user, row=row)
    with pytest.raises(NotNow):
        start_writing(actor=cast.lan.user, row=row)
    with pytest.raises(NotNow):
        discard(actor=cast.lan.user, row=fresh(row))


def test_a_file_that_cannot_be_read_on_ends_in_words(cast: Cast) -> None:
    row = mapped(uploaded(cast.qin, csv_of(taobao(3))))
    OrderImport.objects.filter(pk=row.pk).update(facts=row.facts | {"encoding": "ascii"})
    with pytest.raises(UnicodeDecodeError):
        work(import_id=row.pk)
    OrderImport.objects.filter(pk=row.pk).update(file="imports/gone")
    work(import_id=row.pk)
    assert fresh(row).state == ImportState.FAILED


def test_a_worker_that_always_dies_ends_the_import(cast: Cast) -> None:
    row = mapped(uploaded(cast.qin, csv_of(taobao(3))))
    OrderImport.objects.filter(pk=row.pk).update(tries=working.MOST_TRIES)
    work(import_id=row.pk)
    assert (fresh(row).state, fresh(row).failure["code"]) == (ImportState.FAILED, "import_stuck")


def test_discarding_takes_the_file_along(cast: Cast, own_media: None, tmp_path: object) -> None:
    row = uploaded(cast.qin, BytesIO(taobao(3).encode()))
    discard(actor=cast.qin.user, row=row)
    assert not OrderImport.objects.filter(pk=row.pk).exists()


def test_files_go_after_thirty_days(cast: Cast) -> None:
    done = written(uploaded(cast.qin, csv_of(taobao(3))), cast.qin)
    waiting = uploaded(cast.qin, csv_of(taobao(4)))
    young = uploaded(cast.qin, csv_of(taobao(5)))
    OrderImport.objects.filter(pk__in=[done.pk, waiting.pk]).update(
        created_at=clock.now() - timedelta(days=31)
    )
    assert purge_old_files() == 2
    assert fresh(done).file == "" and numbers(fresh(done))["created"] == 3
    assert not OrderImport.objects.filter(pk=waiting.pk).exists()
    assert fresh(young).file == young.file
    assert purge_old_files() == 0


def test_a_file_that_could_not_be_deleted_goes_by_the_next_sweep(
    cast: Cast, own_media: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether its storage was away or the process died: no row names it any more."""
    gone, kept = (uploaded(cast.qin, csv_of(taobao(count))) for count in (3, 4))
    OrderImport.objects.filter(pk=gone.pk).delete()
    forget_strays()
    assert default_storage.exists(gone.file), "an upload under way has no row yet"
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    purge_import_files()
    assert (default_storage.exists(gone.file), default_storage.exists(kept.file)) == (False, True)


def test_every_step_is_on_record(cast: Cast) -> None:
    written(uploaded(cast.qin, csv_of(taobao(3))), cast.qin)
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="import.")
    assert set(verbs.values_list("verb", flat=True)) == {
        "import.uploaded", "import.started", "import.finished",
    }  # fmt: skip
