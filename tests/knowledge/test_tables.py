"""What is known comes and goes as a table: told row by row, written whole, never twice."""

import csv
import io
from datetime import timedelta
from typing import Any, BinaryIO

import pytest
from django.test import Client
from django.utils import timezone, translation

from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.models import Product, Sku
from helpdesk.kernel.workbook import workbook
from scripts_library.actions.filing import retire_script
from scripts_library.actions.keeping_tables import counted
from scripts_library.knowledge.actions.importing import (
    keep_knowledge_table,
    planned_rows,
    write_knowledge_table,
)
from scripts_library.knowledge.errors import KnowledgeHeadings, KnowledgeTooLong
from scripts_library.knowledge.models import ApprovedAnswer, ProductAlias, Sheet, SheetVersion
from scripts_library.knowledge.queries.tables import known_many, table_rows
from scripts_library.knowledge.subject import Subject
from scripts_library.knowledge.tables.reading import read_knowledge
from scripts_library.knowledge.tables.shapes import SHAPES
from scripts_library.tables.errors import AlreadyWritten, PlanChanged
from tests.cast import Cast
from tests.knowledge.some import ASKED, FACTS, sheet, some_answer, some_product, stocked


def as_csv(*rows: tuple[str, ...]) -> BinaryIO:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return io.BytesIO(text.getvalue().encode())


def brought(cast: Cast, *rows: tuple[str, ...]) -> Any:
    return keep_knowledge_table(actor=cast.qin, file=as_csv(*rows), name="资料.csv")


def test_a_file_is_known_by_its_headings_or_refused_as_a_whole() -> None:
    with pytest.raises(KnowledgeHeadings) as missing:
        read_knowledge(as_csv(("订单号", "买家"), ("1", "贝贝")))
    assert "订单号、买家" in missing.value.said()
    with pytest.raises(KnowledgeTooLong) as long:
        read_knowledge(io.BytesIO(("商品,材质\n" + "一,棉\n" * 100_000).encode()))
    assert "100,000" in long.value.said()
    with pytest.raises(KnowledgeTooLong):
        read_knowledge(io.BytesIO(("类别,要问的\n" + "一,二\n" * 2_001).encode()))
    for shape in SHAPES.values():  # as our own export writes it
        assert read_knowledge(as_csv(shape.headings, ("x",)))[0].kind == shape.kind
    rows = [("宝贝名称", "材质"), ("卫衣", "=A1&B1")]
    shape, lines, columns = read_knowledge(io.BytesIO(workbook(rows)))
    assert (shape.kind, columns) == ("facts", ["product", "material"])
    assert "=A1&B1" in lines[0].notes[0] and lines[0].cells["material"] == "=A1&B1"


@pytest.mark.django_db
def test_each_row_says_what_it_would_do_and_only_sound_ones_are_written(cast: Cast) -> None:
    hoodie, mug = some_product(cast), some_product(cast, "马克杯")
    Sku.objects.create(shop=cast.shop, product=mug, code="MK-1", price_fen=3900)
    there = sheet(cast.qin, "facts", hoodie, {**FACTS, "care": "30 度机洗"})
    past = (timezone.localdate() - timedelta(days=1)).isoformat()
    table = brought(
        cast,
        ("商家编码", "商品", "材质", "重量", "别的", "买家还叫它", "信到哪天"),
        ("", "棉朵卫衣", "全棉", "600.0", "版型：宽松；厚度：加绒", "卫衣，毛圈卫衣", ""),
        ("MK-1", "", "陶瓷", "", "", "杯子", ""),
        ("", "没有的", "棉", "", "", "", ""),
        ("NO-9", "", "棉", "", "", "", ""),
        ("MK-1", "棉朵卫衣", "棉", "", "", "", ""),
        ("", "马克杯", "瓷", "", "", "", ""),
        ("", "", "棉", "", "", "", ""),
    )
    planned = planned_rows(cast.qin, table)
    assert [(row.row, row.does, row.column) for row in planned] == [
        (2, "changed", ""),
        (3, "new", ""),
        (4, "wrong", "product"),
        (5, "wrong", "code"),
        (6, "wrong", "product"),
        (7, "wrong", "product"),
        (8, "wrong", "product"),
    ]
    assert "没有的" in planned[2].problem and "第 3 行" in planned[5].problem
    assert SheetVersion.objects.filter(shop=cast.shop).count() == 1, "nothing by looking"
    bad = brought(
        cast,
        ("商品", "重量", "别的", "信到哪天"),
        ("棉朵卫衣", "600g", "", ""),
        ("马克杯", "", "没有冒号", past),
    )
    assert [row.column for row in planned_rows(cast.qin, bad)] == ["weight_g", "more"]
    late = brought(cast, ("商品", "材质", "信到哪天"), ("马克杯", "瓷", past))
    assert planned_rows(cast.qin, late)[0].column == "valid_until"

    seen = {"new": 1, "changed": 1, "same": 0, "wrong": 5}
    with pytest.raises(PlanChanged):
        write_knowledge_table(actor=cast.qin, table_id=table.pk, seen={**seen, "new": 2})
    assert write_knowledge_table(actor=cast.qin, table_id=table.pk, seen=seen) == seen
    with pytest.raises(AlreadyWritten):
        write_knowledge_table(actor=cast.qin, table_id=table.pk, seen=seen)
    there.refresh_from_db()
    told = SheetVersion.objects.get(sheet=there, number=2)
    assert (there.live, there.edits, there.checked_by, there.valid_until) == (2, 2, cast.qin, None)
    assert (told.content["material"], told.content["weight_g"]) == ("全棉", 600)
    assert told.content["care"] == "30 度机洗" and told.source == "吊牌", "no column, no change"
    assert told.content["more"] == [["版型", "宽松"], ["厚度", "加绒"]]
    new = Sheet.objects.get(shop=cast.shop, product=mug)
    assert (new.live, new.latest, new.valid_until) == (1, 1, None)
    called = ProductAlias.objects.filter(shop=cast.shop).order_by("alias")
    assert list(called.values_list("alias", flat=True)) == ["卫衣", "杯子", "毛圈卫衣"]
    entry = AuditEntry.objects.get(shop=cast.shop, verb="knowledge.imported")
    assert (entry.data["new"], entry.data["changed"]) == (1, 1)


@pytest.mark.django_db
def test_every_kind_leaves_and_comes_back_as_it_was(cast: Cast) -> None:
    stocked(cast)
    for kind in SHAPES:
        rows = list(table_rows(cast.qin, kind))
        assert len(rows) == (4 if kind == "questions" else 2), kind
        table = keep_knowledge_table(actor=cast.qin, file=as_csv(*rows), name="t.csv")
        for language in ("zh-hans", "en"):  # a file of ours comes back in whoever reads it
            with translation.override(language):
                planned = planned_rows(cast.qin, table)
                assert {row.does for row in planned} == {"same"}, (kind, planned)
        Product.objects.filter(shop=cast.shop).update(name="改了名")
        if kind != "questions":
            assert planned_rows(cast.qin, table)[0].does == "wrong"
        Product.objects.filter(shop=cast.shop).update(name="棉朵卫衣")


@pytest.mark.django_db
def test_lists_answers_and_howtos_are_written_and_the_guard_reads_them(cast: Cast) -> None:
    some_product(cast)
    before = sheet(cast.qin, "questions", Subject(category="卫衣"), ASKED)
    keys = {one["ask"]: one["key"] for one in _content(before)["questions"]}
    lists = brought(
        cast,
        ("类别", "要问的", "为什么问", "答案用在哪儿"),
        ("卫衣", "哪天要穿？", "算到货", ""),
        ("鞋", "脚长多少？", "", ""),
        ("卫衣", "您身高多少？", "", "身高"),
        ("帽子", "给个好评返您 5 元，要吗？", "", ""),
        ("裤子", "腰围？", "", "星座"),
    )
    planned = planned_rows(cast.qin, lists)
    assert [(row.row, row.does) for row in planned] == [
        (2, "changed"),
        (3, "new"),
        (5, "wrong"),
        (6, "wrong"),
    ]
    write_knowledge_table(actor=cast.qin, table_id=lists.pk, seen=counted(planned))
    before.refresh_from_db()
    after = {one["ask"]: one["key"] for one in _content(before)["questions"]}
    assert after == {ask: keys[ask] for ask in ("哪天要穿？", "您身高多少？")}, "ticks name them"

    answers = brought(
        cast,
        ("商品", "类别", "买家问", "统一这样答", "还会怎么问", "有效到"),
        ("棉朵卫衣", "", "会不会起球", "{商品}用精梳棉。", "掉毛吗、起毛吗", ""),
        ("", "卫衣", "能机洗吗", "能，{没有的}度以下。", "", ""),
        ("棉朵卫衣", "卫衣", "起球吗", "不会", "", ""),
    )
    planned = planned_rows(cast.qin, answers)
    assert [(row.does, row.column) for row in planned] == [
        ("new", ""),
        ("wrong", "body"),
        ("wrong", "category"),
    ]
    write_knowledge_table(actor=cast.qin, table_id=answers.pk, seen=counted(planned))
    made = ApprovedAnswer.objects.get(shop=cast.shop)
    assert (made.asks, made.script.state) == (["掉毛吗", "起毛吗"], "review")
    again = brought(
        cast, ("商品", "买家问", "统一这样答"), ("棉朵卫衣", "会不会起球", "精梳棉，不起球。")
    )
    planned = planned_rows(cast.qin, again)
    write_knowledge_table(actor=cast.qin, table_id=again.pk, seen=counted(planned))
    made.script.refresh_from_db()
    assert (planned[0].does, made.script.latest, made.script.state) == ("changed", 2, "review")

    howto = brought(
        cast,
        ("类别", "遇到什么事", "步骤"),
        ("卫衣", "拉链卡住了", "抹一点蜡烛\n还不行看这里 https://xiaoman.example/zip"),
    )
    planned = planned_rows(cast.qin, howto)
    write_knowledge_table(actor=cast.qin, table_id=howto.pk, seen=counted(planned))
    steps = _content(Sheet.objects.get(shop=cast.shop, kind="howto"))["steps"]
    assert steps[1] == {"text": "还不行看这里", "link": "https://xiaoman.example/zip"}


@pytest.mark.django_db
def test_ten_thousand_facts_are_a_handful_of_statements(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    names = [f"商品{n:05}" for n in range(300)]
    Product.objects.bulk_create(
        Product(shop=cast.shop, name=name, kind="卫衣", price_fen=1) for name in names
    )
    table = brought(cast, ("商品", "材质", "别名"), *((name, "棉", name) for name in names))
    seen = {"new": 300, "changed": 0, "same": 0, "wrong": 0}
    with django_assert_max_num_queries(45):
        write_knowledge_table(actor=cast.qin, table_id=table.pk, seen=seen)
    assert ProductAlias.objects.filter(shop=cast.shop).count() == 300


@pytest.mark.django_db
def test_the_pages_try_write_refuse_and_keep_a_table_to_whoever_brought_it(
    cast: Cast, client: Client
) -> None:
    stocked(cast)
    client.force_login(cast.mei.user)
    assert client.get("/scripts/knowledge/import/").status_code == 403
    out = client.get("/scripts/knowledge/export/?of=pitch&kind=csv")
    assert "特点 F" in out.content.decode()
    client.force_login(cast.qin.user)
    assert "导出" in client.get("/scripts/knowledge/import/").content.decode()
    refused = client.post("/scripts/knowledge/import/", {"file": io.BytesIO(b"%PDF-1.7 no")})
    assert refused.status_code == 400 and "PDF" in refused.content.decode()
    file = as_csv(("商品", "材质"), ("棉朵卫衣", "亚麻"), ("没有的", "棉"))
    file.name = "facts.csv"  # type: ignore[misc]
    address = client.post("/scripts/knowledge/import/", {"file": file})["Location"]
    page = client.get(address).content.decode()
    assert "没有的" in page and "写入没错的 1 份" in page
    assert "亚麻" in client.get(f"{address}?show=changed").content.decode()
    wrong = client.get(f"{address}?get=wrong")
    assert read_knowledge(io.BytesIO(wrong.content))[1][0].cells["product"] == "没有的"
    stale = client.post(address, {"new": 9, "changed": 1, "same": 0, "wrong": 1})
    assert stale.status_code == 409
    seen = {"new": 0, "changed": 1, "same": 0, "wrong": 1}
    assert client.post(address, seen).status_code == 302
    assert "已经生效" in client.get(address).content.decode()
    client.force_login(cast.lan.user)
    assert client.get(address).status_code == 404


def _content(one: Sheet) -> dict[str, Any]:
    version = SheetVersion.objects.get(sheet_id=one.pk, number=one.latest)
    found: dict[str, Any] = version.content
    return found


@pytest.mark.django_db
def test_what_may_be_taken_along_is_counted_by_postgres(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    """5,000 answers were read with their words to be counted, those out of use among them."""
    stocked(cast)
    gone = some_answer(cast, some_product(cast, "马克杯"), "会不会掉色")
    retire_script(actor=cast.qin, script_id=gone.script_id, retired=True)
    with django_assert_num_queries(2) as asked:
        many = known_many(cast.shop.pk)
    assert not [one for one in asked.captured_queries if '"body"' in one["sql"]]
    for kind in SHAPES:
        if kind != "questions":  # a sheet of questions is a row each there
            assert many[kind] == len(list(table_rows(cast.qin, kind))) - 1, kind
