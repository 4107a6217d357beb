"""The whole database and the folder of uploads, read as a thief would: no receiver stands there."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from helpdesk.commerce.actions.noting import set_memo
from helpdesk.commerce.actions.shipping import add_tracking_event, upsert_shipment
from helpdesk.commerce.imports.actions.filing import purge_old_files
from helpdesk.commerce.imports.models import ImportProblem, OrderImport
from helpdesk.commerce.imports.samples import samples_of
from helpdesk.commerce.models import Order
from helpdesk.demo_shop.addresses import receiver_of
from helpdesk.demo_shop.catalogue import BUYERS
from helpdesk.demo_shop.generate import conversations
from helpdesk.demo_shop.load import SLUG, load_demo_shop
from helpdesk.demo_shop.ordering import demo_orders
from helpdesk.kernel import clock
from helpdesk.kernel.keyring import keys_from
from tests.cast import Cast
from tests.commerce.test_shipping import PARCEL, SCAN
from tests.conversations.test_panel import browser_of
from tests.imports.conftest import fresh, mapped, numbers, tried, written
from tests.imports.conftest import uploaded as brought
from tests.privacy.test_receivers_at_rest import stored
from tests.privacy.test_revealing import look

SAID = {"conversations_entry", "conversations_conversation"}
"""What buyers themselves wrote is kept as they wrote it."""

HEADINGS = "订单编号,买家会员名,订单状态,订单创建时间,买家实际支付金额,收货人姓名,联系手机,收货地址"
FIRST = ",卖家已发货，等待买家确认,2026-06-09 22:40:00,159.00,"
PEOPLE = (
    ("钱多多", "13711110001", "江苏省南京市鼓楼区中山路1号"),
    ("孙悟饭", "13711110002", "江苏省南京市鼓楼区中山路2号"),
)


def everything(*, without: set[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Each table's rows as text, bytes as hex, as pg_dump would write them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        for table in set(tables) - without:
            cursor.execute(f'SELECT string_agg(one::text, chr(10)) FROM "{table}" AS one')
            yield table, cursor.fetchone()[0] or ""


def where(words: list[str], **how: Any) -> list[str]:
    """The tables in which any of these stands, also inside bytes."""
    found = []
    for table, text in everything(**how):
        found += [f"{one} in {table}" for one in words if one in text]
        found += [f"{one} as bytes in {table}" for one in words if one.encode().hex() in text]
    return found


def table_of_people(*, spoilt: str = "") -> BytesIO:
    rows = [
        f"26301234567890000{place},贝{place}{FIRST}{name},{phone},{home}"
        for place, (name, phone, home) in enumerate(PEOPLE)
    ]
    return BytesIO("\n".join([HEADINGS, *rows, spoilt]).encode("utf-8-sig"))


def test_the_search_finds_what_is_there(cast: Cast) -> None:
    stored(cast, memo="钱多多")
    assert where(["钱多多"]) == ["钱多多 in commerce_order"]


@pytest.mark.django_db
def test_the_demo_loads_all_its_orders_and_none_of_its_receivers_stands_anywhere() -> None:
    now = clock.now()
    assert load_demo_shop(now=now)
    stored = Order.objects.filter(shop__slug=SLUG, buyer__isnull=False)
    assert stored.count() == len(demo_orders(conversations(now), now))
    assert not stored.filter(lines__product__isnull=True).exists()
    assert Order.objects.exclude(receiver_phone_sealed=None).count() > 50
    people = [receiver_of(place) for place in range(len(BUYERS))]
    names = {name for name, _, _ in people}
    streets = {address[-9:] for _, _, address in people}
    assert where([phone for _, phone, _ in people]) == []
    assert where(sorted(names | streets), without=SAID) == []


@pytest.mark.usefixtures("told")
def test_nor_after_a_table_was_imported_and_worked_with(
    cast: Cast,
    tmp_path: Path,
) -> None:
    row = written(brought(cast.qin, table_of_people()), cast.qin)
    assert numbers(row)["created"] == 2
    order = Order.objects.order_by("pk").last()
    assert order is not None
    set_memo(actor=cast.mei.user, shop_id=cast.shop.pk, order_id=order.pk, memo="打 13711110002")
    Order.objects.filter(pk=order.pk).update(memo="")
    parcel = replace(PARCEL, order_number=order.number)
    upsert_shipment(actor=None, shop_id=cast.shop.pk, shipment=parcel)
    add_tracking_event(shop_id=cast.shop.pk, scan=replace(SCAN, text="收件人 13711110002 已签收"))
    assert look(cast.mei, order, words="回拨 13711110002").values
    assert where([words for one in PEOPLE for words in one]) == []
    [file] = [path for path in tmp_path.rglob("*") if path.is_file()]
    content = file.read_bytes()
    assert not any(words.encode() in content for one in PEOPLE for words in one)
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("told")
def test_wrong_rows_tell_the_row_and_not_the_person(
    cast: Cast,
) -> None:
    spoilt = (
        f'2630123456789,贝9{FIRST}"=HYPERLINK(""闻人小贝"")",1371111004,'
        f"{'解放九里路' * 200},闻人小贝,浙江省绍兴市解放九里路1号,13711110003"
    )
    row = tried(brought(cast.qin, table_of_people(spoilt=spoilt)))
    codes = set(ImportProblem.objects.values_list("code", flat=True))
    assert {"formula_kept", "phone_bad", "row_longer"} <= codes
    assert where(["闻人小贝", "解放九里路", "13711110003", "1371111004"]) == []
    page = browser_of(cast.qin).get(f"/imports/{row.pk}/").content.decode()
    assert "闻人小贝" not in page and "解放九里路" not in page


def test_the_columns_page_shows_samples_that_the_database_does_not(cast: Cast) -> None:
    row = brought(cast.qin, table_of_people())
    assert samples_of(row)[0][5:8] == [*PEOPLE[0]]
    page = browser_of(cast.qin).get(f"/imports/{row.pk}/").content.decode()
    assert "137****0001" in page and "13711110001" not in page
    assert where([words for one in PEOPLE for words in one]) == []


@pytest.mark.usefixtures("told")
def test_without_the_key_a_table_is_refused_in_words_and_stays(
    cast: Cast,
    settings: Any,
) -> None:
    row, right = mapped(brought(cast.qin, table_of_people())), settings.PERSONAL_DATA_KEYS
    settings.PERSONAL_DATA_KEYS = keys_from("KEYS", secrets.token_hex(32))
    from helpdesk.commerce.imports.actions.working import work

    work(import_id=row.pk)
    row = fresh(row)
    assert row.failure is not None and row.failure["code"] == "personal_data_unreadable"
    page = browser_of(cast.qin).get(f"/imports/{row.pk}/").content.decode()
    assert "密钥" in page
    settings.PERSONAL_DATA_KEYS = right
    assert samples_of(row)


@pytest.mark.usefixtures("told")
def test_after_thirty_days_neither_file_nor_samples_are_left(
    cast: Cast,
    tmp_path: Path,
) -> None:
    row = written(brought(cast.qin, table_of_people()), cast.qin)
    OrderImport.objects.filter(pk=row.pk).update(created_at=clock.now() - timedelta(days=31))
    purge_old_files()
    row = fresh(row)
    assert (row.file, row.facts["samples"], samples_of(row)) == ("", "", [])
    assert row.facts["headings"][0] == "订单编号"
