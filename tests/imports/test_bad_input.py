"""Each bad thing a shop may bring: one clear sentence, the row, and nothing lost or half done."""

import io
import tracemalloc
import zipfile

import pytest
from django.test import Client

from helpdesk.commerce.imports import errors, limits
from helpdesk.commerce.imports.causes import shown
from helpdesk.commerce.imports.models import OrderImport
from helpdesk.commerce.imports.reading import look_into
from helpdesk.commerce.models import CourierPrice, Order, Product, Sku
from tests.cast import PASSWORD, Cast
from tests.imports.conftest import fresh, numbers, tried, uploaded, written
from tests.imports.files import TAOBAO, csv_of, xlsx_of

pytestmark = pytest.mark.usefixtures("told")

GOOD = "A{n},贝,交易成功,2026-6-8,9,9,卫衣"


def told_of(row: OrderImport) -> dict[str, str]:
    """Each cause's sentence with where it is."""
    return {cause.code: f"{cause.where}: {cause.sentence}" for cause in shown(row.causes)}


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("A9,贝,交易成功,6/9/2026,9,9,卫衣", "date_unclear", "第 3 行: 「6/9/2026」分不清月和日"),
        (
            "A9,贝,交易成功,2026-6-31,9,9,卫衣",
            "date_impossible",
            "第 3 行: 「2026-6-31」没有这一天",
        ),
        ("A9,贝,交易成功,昨天,9,9,卫衣", "date_unreadable", "第 3 行: 「昨天」不是日期"),
        ("A9,贝,交易成功,2026-6-8,9,-9,卫衣", "money_negative", "第 3 行: 是负数：-9"),
        ("1.88E+17,贝,交易成功,2026-6-8,9,9,卫衣", "number_rounded", "第 3 行: 末几位丢了"),
        ("=A1,贝,交易成功,2026-6-8,9,9,卫衣", "formula", "第 3 行: 是公式，不会去算：=A1"),
        ("A1,贝,交易关闭,2026-6-8,9,9,卫衣", "number_twice", "第 3 行: 和第 2 行同一个订单号"),
        (",贝,交易成功,2026-6-8,9,9,卫衣", "number_missing", "第 3 行: 没有订单号"),
    ],
)
def test_one_bad_row_is_told_with_its_number(cast: Cast, line: str, code: str, words: str) -> None:
    row = tried(uploaded(cast.qin, csv_of(f"{TAOBAO}\n{GOOD.format(n=1)}\n{line}")))
    assert told_of(row)[code].startswith(words)


def test_what_is_good_goes_in_beside_what_is_bad(cast: Cast) -> None:
    text = f"{TAOBAO}\n{GOOD.format(n=1)}\nA2,贝,交易成功,2026-6-8,-9,9,卫衣\n{GOOD.format(n=3)}"
    row = written(uploaded(cast.qin, csv_of(text)), cast.qin)
    assert numbers(row) == {"created": 2, "changed": 0, "unchanged": 0, "wrong": 1}
    assert set(Order.objects.filter(shop=cast.shop).values_list("number", flat=True)) == {
        "A1",
        "A3",
    }


def test_dates_in_three_forms_mean_the_same_day(cast: Cast) -> None:
    days = ("2026-06-08 10:00", "2026年6月8日 10:00", "46181.4166667")
    lines = [f"D{n},贝,交易成功,{day},9,9,卫衣" for n, day in enumerate(days)]
    written(uploaded(cast.qin, csv_of("\n".join([TAOBAO, *lines]))), cast.qin)
    found = Order.objects.filter(shop=cast.shop).values_list("created_at", flat=True)
    assert len(set(found)) == 1 and len(found) == 3


def test_a_formula_in_words_is_kept_and_never_runs_on_the_way_out(cast: Cast) -> None:
    evil = '=HYPERLINK("http://x","y")'
    head = f"{TAOBAO},订单备注"
    quoted = evil.replace('"', '""')
    text = f'{head}\n{GOOD.format(n=1)},"{quoted}"\nA2,贝,怪,2026-6-8,9,9,卫衣,"{quoted}"'
    row = written(uploaded(cast.qin, csv_of(text)), cast.qin)
    assert Order.objects.get(shop=cast.shop).memo == evil
    assert told_of(row)["formula_kept"].startswith("第 2、3 行")
    client = Client()
    assert client.login(username=cast.qin.user.username, password=PASSWORD)
    answer = client.post(f"/imports/{row.pk}/report.csv")
    report = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "'=HYPERLINK" in report and ',"=HYPERLINK' not in report


def test_an_xlsx_formula_in_a_memo_is_text(cast: Cast) -> None:
    head = [*TAOBAO.split(","), "订单备注"]
    line = ["A1", "贝", "交易成功", "2026-6-8", "9", "9", "卫衣", "=1+1"]
    row = written(uploaded(cast.qin, xlsx_of([head, line])), cast.qin)
    assert numbers(row)["created"] == 1
    assert Order.objects.get(shop=cast.shop).memo == "=1+1"


def test_a_hundred_columns_are_no_trouble(cast: Cast) -> None:
    head = TAOBAO + "," + ",".join(f"自定义{n}" for n in range(93))
    row = written(uploaded(cast.qin, csv_of(f"{head}\n{GOOD.format(n=1)}{',x' * 93}")), cast.qin)
    assert numbers(row)["created"] == 1 and len(row.facts["headings"]) == 100


def bomb(megabytes: int) -> io.BytesIO:
    """An xlsx whose sheet unpacks to so much and says so."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(b"0" * limits.MB)
    file.seek(0)
    return file


def test_a_zip_bomb_costs_no_memory() -> None:
    file = bomb(1100)
    assert len(file.getvalue()) < 2 * limits.MB
    tracemalloc.start()
    try:
        with pytest.raises(errors.TooMuchInside) as refused:
            look_into(file)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "最多 1024 MB" in refused.value.said()
    assert most < 8 * limits.MB, most


def test_goods_of_a_file_say_what_is_wrong(cast: Cast) -> None:
    Product.objects.create(shop=cast.shop, name="外套", price_fen=1, kind="")
    Sku.objects.create(
        shop=cast.shop, product=Product.objects.get(shop=cast.shop), code="X", price_fen=1
    )
    lines = (
        *("商品,价格,商家编码", "卫衣,159,X", "裤子,,P", "围巾,99,S", "围巾,-5,T"),
        *("袜子,9,W", "袜子,10,W", "帽子,8,H"),
    )
    file = io.BytesIO("\n".join(lines).encode())
    row = written(uploaded(cast.qin, file, name="g.csv", kind="goods"), cast.qin)
    told = told_of(row)
    assert told["sku_elsewhere"] == "第 2 行: 商家编码 X 是别的商品的"
    assert told["price_missing"] == "第 3 行: 新商品没有价格"
    assert told["money_negative"] == "第 5 行: 是负数：-5"
    assert told["code_twice"] == "第 7 行: 商家编码 W 在这件商品里有两行"
    assert list(Product.objects.filter(shop=cast.shop).values_list("name", flat=True)) == [
        "外套",
        "帽子",
    ]


def test_prices_of_a_file_say_what_is_wrong(cast: Cast) -> None:
    lines = (
        *("快递公司,目的地,首重,续重,时效", "圆通,浙江省,3,1,2", "圆通,火星,3,1,2"),
        *("圆通,浙江,4,1,2", "中通,上海,3.2,,3", "中通,江苏,3.2,1.1,99", "中通,北京,5,2,"),
    )
    file = io.BytesIO("\n".join(lines).encode("gbk"))
    row = written(uploaded(cast.qin, file, name="p.csv", kind="prices"), cast.qin)
    told = told_of(row)
    assert told["province_unknown"] == "第 3 行: 「火星」不是省份"
    assert told["number_twice"].startswith("第 4 行: 和第 2 行同一")
    assert told["key_missing"].startswith("第 5 行")
    assert told["days_bad"] == "第 6 行: 「99」不是天数"
    stored = CourierPrice.objects.filter(shop=cast.shop).order_by("courier__name")
    assert [(one.courier.name, one.province, one.promise_days) for one in stored] == [
        ("中通", "北京", None),
        ("圆通", "浙江", 2),
    ]


def test_a_table_of_the_wrong_kind_says_what_it_lacks(cast: Cast) -> None:
    row = uploaded(cast.qin, csv_of(f"{TAOBAO}\n{GOOD.format(n=1)}"), kind="prices")
    client = Client()
    assert client.login(username=cast.qin.user.username, password=PASSWORD)
    page = client.get(f"/imports/{row.pk}/").content.decode()
    assert "表里没有一栏像快递：第 1 行写的是「订单编号" in page
    assert fresh(row).state == "uploaded"


def test_deposit_and_channel_come_in_from_an_export(cast: Cast) -> None:
    head = f"{TAOBAO},订单付款时间,预售定金,定金支付时间,支付方式,支付宝交易号"
    line = "A1,贝,交易成功,2026-6-1,159,159,卫衣,2026-6-4,50,2026-6-1 10:00,花呗,2026060122001"
    late = "A2,贝,交易成功,2026-6-1,159,159,卫衣,2026-6-4,500,2026-6-1 10:00,花呗,2026060122002"
    row = written(uploaded(cast.qin, csv_of(f"{head}\n{line}\n{late}")), cast.qin)
    assert told_of(row)["deposit_larger"] == "第 3 行: 定金比实付还多：500.00"
    order = Order.objects.get(shop=cast.shop)
    assert list(order.payments.order_by("paid_at").values_list("fen", "part", "method")) == [
        (5000, "deposit", "花呗"),
        (10900, "balance", "花呗"),
    ]
