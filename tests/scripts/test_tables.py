"""A table comes in and goes out: reported row by row, written whole or not at all, never twice."""

import csv
import io
from typing import BinaryIO

import pytest
from django.test import Client

from helpdesk.commerce.imports.errors import NotATable
from helpdesk.kernel.workbook import workbook
from scripts_library.actions.importing import keep_table, write_table
from scripts_library.actions.writing import write_script
from scripts_library.drafts import Filing, Words
from scripts_library.models import Script
from scripts_library.queries.tables import around, table_rows
from scripts_library.tables.access import table_lines
from scripts_library.tables.errors import (
    AlreadyWritten,
    HeadingsMissing,
    PlanChanged,
    TableTooLong,
)
from scripts_library.tables.planning import Planned, plan
from scripts_library.tables.reading import read_lines
from tests.cast import Cast


def as_csv(*rows: tuple[str, ...]) -> BinaryIO:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return io.BytesIO(text.getvalue().encode())


HEAD = ("标题", "代码", "内容", "场景", "谁能用", "阶段", "有效到")


def test_what_is_no_table_of_scripts_is_refused_as_a_whole() -> None:
    with pytest.raises(HeadingsMissing) as missing:
        read_lines(as_csv(("订单号", "买家"), ("1", "贝贝")))
    assert "订单号、买家" in missing.value.said()
    with pytest.raises(NotATable):
        read_lines(io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"x" * 200))
    many = "标题,内容\n" + "一,二\n" * 100_000
    with pytest.raises(TableTooLong) as long:
        read_lines(io.BytesIO(many.encode()))
    assert "100,000" in long.value.said()


def test_an_xlsx_of_ours_reads_back_and_a_formula_is_only_text() -> None:
    rows = [("标题", "内容"), ("催件", "第一行\n第二行"), ("公式", "=A1&B1")]
    lines, columns = read_lines(io.BytesIO(workbook(rows)))
    assert columns == ["title", "body"]
    assert [line.cells["body"] for line in lines] == ["第一行\n第二行", "=A1&B1"]
    assert not lines[0].notes and "=A1&B1" in lines[1].notes[0]


@pytest.mark.django_db
def test_each_row_says_what_it_would_do_and_only_sound_ones_are_written(cast: Cast) -> None:
    there = write_script(
        actor=cast.qin, words=Words("催件", "在催了，{几点?}回您"), filing=Filing(code="CJ01")
    )
    table = keep_table(
        actor=cast.qin,
        name="C:\\店\\话术.csv",
        file=as_csv(
            HEAD,
            ("催件", "CJ01", "{称呼}，在催了，{几点?}回您", "物流/催件", "", "售中", ""),
            ("新的", "XD01", "{店名}在", "物流", "我的", "", ""),
            ("没有的变量", "", "{到货日}到", "", "", "", ""),
            ("又是新的", "XD01", "在", "", "", "", ""),
            ("日期", "", "端午放假", "", "", "", "2026/13/1"),
            ("范围", "", "在", "", "夜班组", "", ""),
            ("拦下", "", "好评返现 5 元", "", "", "", ""),
            ("太长", "", "字" * 5001, "", "", "", ""),
            ("过期", "", "过年好", "", "", "", "2020-02-20"),
        ),
    )
    assert table.file_name == "话术.csv"
    planned = _plan(cast, table)
    assert [(row.row, row.does, row.column) for row in planned] == [
        (2, "changed", ""),
        (3, "new", ""),
        (4, "wrong", "body"),
        (5, "wrong", "code"),
        (6, "wrong", "valid_until"),
        (7, "wrong", "scope"),
        (8, "wrong", "body"),
        (9, "wrong", "body"),
        (10, "new", ""),
    ]
    assert "第 3 行" in planned[3].problem and planned[8].hints
    assert Script.objects.filter(shop=cast.shop).count() == 1, "nothing is written by looking"

    seen = {"new": 2, "changed": 1, "same": 0, "wrong": 6}
    with pytest.raises(PlanChanged):
        write_table(actor=cast.qin, table_id=table.pk, seen={**seen, "new": 3})
    assert Script.objects.filter(shop=cast.shop).count() == 1
    assert write_table(actor=cast.qin, table_id=table.pk, seen=seen) == seen
    with pytest.raises(AlreadyWritten):
        write_table(actor=cast.qin, table_id=table.pk, seen=seen)
    there.refresh_from_db()
    assert (there.state, there.live, there.folder.name) == ("review", None, "催件")
    assert Script.objects.get(shop=cast.shop, code="XD01").state == "approved"

    again = keep_table(actor=cast.qin, name="again.csv", file=_exported(cast))
    assert {row.does for row in _plan(cast, again)} == {"same"}


@pytest.mark.django_db
def test_an_agent_brings_their_own_and_nobody_sees_another_persons_table(
    cast: Cast, client: Client
) -> None:
    file = as_csv(("标题", "内容", "谁能用"), ("一", "好", "店铺"), ("二", "好", "我的"))
    table = keep_table(actor=cast.mei, name="t.csv", file=file)
    assert [row.does for row in plan(table_lines(table), around(cast.mei, table_lines(table)))] == [
        "wrong",
        "new",
    ]
    client.force_login(cast.tom.user)
    assert client.get(f"/scripts/import/{table.pk}/").status_code == 404
    client.force_login(cast.mei.user)
    page = client.get(f"/scripts/import/{table.pk}/").content.decode()
    assert "写入没错的 1 行" in page
    wrong_file = io.BytesIO(b"%PDF-1.7 nothing")
    answer = client.post("/scripts/import/", {"file": wrong_file})
    assert answer.status_code == 400 and "PDF" in answer.content.decode()
    out = client.get("/scripts/export/?kind=csv")
    assert out["Content-Disposition"].endswith('.csv"') and "标题" in out.content.decode()


def _plan(cast: Cast, table: object) -> list[Planned]:
    lines = table_lines(table)  # type: ignore[arg-type]
    return plan(lines, around(cast.qin, lines))


def _exported(cast: Cast) -> BinaryIO:
    return as_csv(*table_rows(cast.qin))
