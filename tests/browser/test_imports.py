"""An order table from the drop to the result, in a real browser, at both sizes, light and dark."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from helpdesk.commerce.imports.actions.working import work
from helpdesk.commerce.imports.models import OrderImport
from tests.browser.axe import serious
from tests.browser.windows import PHONE, WIDE, Windows, page_in
from tests.cast import Cast
from tests.imports.files import taobao

SHOTS = os.environ.get("IMPORT_SHOTS", "")
BAD = [
    "1.88E+17,贝贝,交易成功,2026-06-09,1,1,卫衣",
    "A1,贝贝,配货中,6/9/2026 22:40,159,-268.00,卫衣",
    "A2,贝贝,交易成功,6/31/2026,159,0.005,卫衣",
    "A3,贝贝,交易成功,2026-06-09,159,159,=HYPERLINK(1)",
]


class Look:
    """Judges a page, light and dark: nothing serious by axe, nothing that scrolls sideways; takes
    pictures."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = "wide" if size == WIDE else "phone"

    def at(self, page: Page, name: str) -> None:
        for theme in ("dark", "light"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            expect(page.locator("html")).to_have_attribute("data-theme", theme)
            if SHOTS:
                page.screenshot(path=Path(SHOTS) / f"{name}-{self.size}-{theme}.png")
            rules = None if theme == "light" else ["color-contrast"]
            assert list(serious(page, rules)) == [], f"{name}, {theme}"
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        inner = page.evaluate(
            "(() => { const box = document.querySelector('.frame__page');"
            " return box.scrollWidth - box.clientWidth; })()"
        )
        assert max(wide, inner) <= 0, f"{name} scrolls sideways by {max(wide, inner)} px"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_from_the_drop_to_the_result(
    windows: Windows, real_cast: Cast, size: tuple[int, int], tmp_path: Any
) -> None:
    file = tmp_path / "淘宝订单 6 月.csv"
    text = taobao(1500) + "\r\n".join(BAD)
    file.write_bytes(text.encode("gbk"))
    look = Look(size)
    page = page_in(windows.member(real_cast.qin, size), "/imports/")
    look.at(page, "list-empty")
    page.get_by_label("把订单表拖到这里，或者点一下选文件").set_input_files(file)
    expect(page.get_by_text("淘宝订单 6 月.csv，0.1 MB")).to_be_visible()
    look.at(page, "picked")
    page.get_by_role("button", name="传上来看看").click()
    expect(page.get_by_role("heading", name="表里的栏，存成什么")).to_be_visible()
    look.at(page, "columns")
    page.get_by_role("button", name="试一遍 1,504 行").click()
    expect(page.get_by_role("progressbar", name="进度")).to_be_visible()
    look.at(page, "trying")
    row = OrderImport.objects.get(shop=real_cast.shop)
    work(import_id=row.pk)
    expect(page.get_by_role("heading", name="没进来的")).to_be_visible()
    look.at(page, "tried")
    page.get_by_role("button", name="月在前").click()
    work(import_id=row.pk)
    expect(page.get_by_role("button", name="写入 1,501 条")).to_be_visible()
    page.get_by_role("button", name="写入 1,501 条").click()
    expect(page.get_by_role("heading", name="正在写入")).to_be_visible()
    OrderImport.objects.filter(pk=row.pk).update(rows_done=812)
    expect(page.get_by_text("812")).to_be_visible()
    look.at(page, "writing")
    OrderImport.objects.filter(pk=row.pk).update(rows_done=0)
    work(import_id=row.pk)
    expect(page.get_by_text("行都过完了")).to_be_visible()
    look.at(page, "done")
    page.get_by_role("link", name="1 行").first.click()
    look.at(page, "rows")
    page.goto("/imports/")
    look.at(page, "list")


def test_a_file_that_is_none_is_told_in_place(
    windows: Windows, real_cast: Cast, tmp_path: Any
) -> None:
    windows.witness.allow("400")
    file = tmp_path / "订单.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page = page_in(windows.member(real_cast.lan), "/imports/")
    page.get_by_label("把订单表拖到这里，或者点一下选文件").set_input_files(file)
    page.get_by_role("button", name="传上来看看").click()
    expect(page.get_by_role("alert")).to_contain_text("里面其实是 PNG")
