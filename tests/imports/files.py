"""Files as shops bring them, made on the spot."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter

from helpdesk.commerce.imports.headings import best_preset, by_preset
from helpdesk.commerce.imports.kinds import KINDS
from helpdesk.commerce.imports.orders import ReadOrder, read_orders
from helpdesk.commerce.imports.reading import look_into, rows_below
from helpdesk.commerce.imports.rows import Recipe

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)
TAOBAO = "订单编号,买家会员名,订单状态,订单创建时间,买家应付货款,买家实际支付金额,宝贝标题"
ROW = (
    "'263012345678900{n:04d},贝贝{n},买家已付款，等待卖家发货,"
    "2026-06-09 22:40:{s:02d},159.00,159.00,云感卫衣"
)


def taobao(count: int, *, start: int = 1) -> str:
    """A Taobao export of that many orders."""
    rows = [ROW.format(n=start + n, s=n % 60) for n in range(count)]
    # The comma of the state is full-width there, so nothing needs quotes.
    return "\r\n".join([TAOBAO, *rows, ""])


def csv_of(text: str, encoding: str = "utf-8-sig") -> io.BytesIO:
    return io.BytesIO(text.encode(encoding))


def xlsx_of(rows: Sequence[Sequence[Any]], *, sheet: str = "Sheet1") -> io.BytesIO:
    """A workbook; a cell that begins with = becomes a formula, as xlsxwriter does."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet(sheet)
    when = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                page.write_datetime(at, column, cell, when)
            else:
                page.write(at, column, cell)
    book.close()
    file.seek(0)
    return file


def orders_in(file: io.BytesIO, **choices: Any) -> list[ReadOrder]:
    """Every order of the file, read by the preset that fits."""
    facts = look_into(file)
    preset = best_preset(facts.headings, KINDS["orders"])
    recipe = Recipe(
        headings=facts.headings,
        mapping=choices.pop("mapping", None) or by_preset(facts.headings, preset, KINDS["orders"]),
        platform="taobao",
        zone=SHANGHAI,
        as_of=TODAY,
        **choices,
    )
    return list(read_orders(rows_below(file, facts), recipe))


def only(order: ReadOrder) -> str:
    """The code of the one problem that keeps the order out."""
    [problem] = [one for one in order.problems if not one.is_note]
    return problem.code
