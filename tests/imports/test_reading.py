"""Files of every kind, good and bad: read as text, or refused with one sentence and the row."""

import io
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from helpdesk.commerce.imports import errors, limits
from helpdesk.commerce.imports.reading import look_into, rows_below
from tests.imports.files import TAOBAO, csv_of, orders_in, taobao, xlsx_of


@pytest.mark.parametrize(
    ("encoding", "name", "reason"),
    [
        ("utf-8-sig", "utf-8-sig", "bom"),
        ("utf-8", "utf-8", "valid"),
        ("gbk", "gb18030", "not_utf8"),
        ("gb18030", "gb18030", "not_utf8"),
        ("utf-16", "utf-16", "bom"),
    ],
)
def test_the_encoding_is_found_and_the_reason_told(encoding: str, name: str, reason: str) -> None:
    facts = look_into(csv_of(taobao(3), encoding))
    assert (facts.encoding, facts.encoding_reason, facts.rows) == (name, reason, 3)
    assert facts.headings[0] == "订单编号"


def test_a_wrong_encoding_names_its_row() -> None:
    text = taobao(2).encode() + b"\xff\xff,\xff\r\n"
    with pytest.raises(errors.EncodingUnknown) as refused:
        look_into(io.BytesIO(text))
    assert "第 4 行" in refused.value.said()


def test_a_title_above_the_headings_is_passed_over() -> None:
    facts = look_into(csv_of("小满 6 月订单\r\n\r\n" + taobao(2)))
    assert facts.heading_row == 3
    assert [row.number for row in rows_below(csv_of("小满\n\n" + taobao(2)), facts)] == [4, 5]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", errors.FileEmpty),
        (b"\xef\xbb\xbf\r\n\r\n", errors.FileEmpty),
        (TAOBAO.encode(), errors.OnlyHeadings),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), errors.NotATable),
        (b"%PDF-1.7\n", errors.NotATable),
        (b"<html><table><tr><td>1</td></tr></table></html>", errors.SavedWebPage),
        (b"MZ\x90\x00\x03\x00\x00\x00", errors.NotATable),
        (b"PK\x03\x04 not really", errors.WorkbookBroken),
        (b"\xd0\xcf\x11\xe0" + bytes(600), errors.WorkbookBroken),
        (("订单编号,备注\n1,\"开着\n2,x\n3,y\n").encode(), errors.QuoteUnclosed),
        (("订单编号," + ",".join(f"c{n}" for n in range(300)) + "\n1\n").encode(),
         errors.TooManyColumns),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(
    content: bytes, problem: type[errors.FileProblem]
) -> None:
    with pytest.raises(problem) as refused:
        look_into(io.BytesIO(content))
    assert refused.value.said() and refused.value.advised()
    assert "%(" not in refused.value.said()


def test_a_hundred_columns_are_read() -> None:
    wide = TAOBAO + "," + ",".join(f"c{n}" for n in range(100))
    facts = look_into(csv_of(wide + "\n1,a,已完成,2026-6-9,1,1,x" + ",y" * 100))
    assert len(facts.headings) == 107


def test_a_file_above_the_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    class Sparse(io.BytesIO):
        def seek(self, place: int, whence: int = 0) -> int:
            return limits.MAX_FILE + 1 if whence == 2 else super().seek(place, whence)

    with pytest.raises(errors.FileTooLarge) as refused:
        look_into(Sparse(b"a,b\n1,2\n"))
    assert "201 MB" in refused.value.said()


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpdesk.commerce.imports.reading.MAX_ROWS", 50)
    with pytest.raises(errors.TooManyRows):
        look_into(csv_of(taobao(100)))


def test_a_zip_bomb_is_refused_by_its_directory() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(22):
            with archive.open(f"xl/{n}.xml", "w", force_zip64=True) as part:
                part.write(bytes(50 * limits.MB))
    assert len(file.getvalue()) < 2 * limits.MB
    with pytest.raises(errors.TooMuchInside):
        look_into(file)


def test_a_lying_zip_directory_is_found_out() -> None:
    file = xlsx_of([["订单编号"], ["A1"]])
    content = bytearray(file.getvalue())
    entry = content.find(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (3).to_bytes(4, "little")
    with pytest.raises(errors.WorkbookBroken):
        look_into(io.BytesIO(bytes(content)))


def test_a_cell_far_away_does_not_reserve_a_rectangle() -> None:
    """Two cells in opposite corners would cost calamine some 400 GB."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    page.write(0, 0, "订单编号")
    page.write(1_048_575, 16_383, "x")
    book.close()
    with pytest.raises((errors.TooManyColumns, errors.TooManyRows)):
        look_into(file)


def test_xlsx_cells_become_text() -> None:
    rows = [
        ["订单编号", "订单创建时间", "买家实际支付金额", "宝贝标题"],
        ["2630", datetime(2026, 6, 9, 22, 40), 159, "卫衣"],
        [188123456789012345, datetime(2026, 6, 9), 0.1 + 0.2, "裤"],
    ]
    facts = look_into(xlsx_of(rows))
    [one, two] = rows_below(xlsx_of(rows), facts)
    assert one.cells == ("2630", "2026-06-09 22:40:00", "159", "卫衣")
    assert two.cells[0] == "1.88123456789012E+17"
    assert two.cells[2] == "0.3"
    assert (one.number, two.number) == (2, 3)


def test_a_formula_stays_the_text_of_the_formula() -> None:
    rows = [
        ["订单编号", "订单备注", "买家实际支付金额"],
        ["A1", '=HYPERLINK("http://x.test","点我")', 1],
        ["A2", "好", "=1+2"],
    ]
    first, second = orders_in(xlsx_of(rows))
    assert first.facts is not None
    assert first.facts.memo == '=HYPERLINK("http://x.test","点我")'
    assert [problem.code for problem in first.problems] == ["formula_kept"]
    assert second.facts is None
    assert [(problem.code, problem.value) for problem in second.problems] == [("formula", "=1+2")]


def test_leading_blank_rows_and_columns_keep_their_numbers() -> None:
    rows = [[], [], ["", "订单编号", "订单备注"], ["", "A1", "x"], [], ["", "A2", "y"]]
    facts = look_into(xlsx_of(rows))
    assert facts.heading_row == 3
    assert [row.number for row in rows_below(xlsx_of(rows), facts)] == [4, 6]


def test_a_locked_or_missing_sheet_is_said() -> None:
    with pytest.raises(errors.SheetMissing):
        look_into(xlsx_of([["订单编号"], ["A1"]]), sheet="七月")


def test_a_hidden_sheet_is_not_what_was_sent() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        hidden = book.add_worksheet("名单")
        for name, row in (("名单", "A0"), ("订单", "A1")):
            page = hidden if name == "名单" else book.add_worksheet(name)
            page.write_column(0, 0, ["订单编号", row])
        page.activate()
        hidden.hide()
    facts = look_into(made)
    assert (facts.sheet, facts.sheets) == ("订单", ["订单", "名单"])


def test_tabs_and_semicolons_split_too() -> None:
    for mark in "\t;":
        facts = look_into(csv_of(taobao(2).replace(",", mark)))
        assert facts.delimiter == mark
        assert len(facts.headings) == 7
