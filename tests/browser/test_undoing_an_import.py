"""A supervisor takes an import back and reads what stayed; axe finds nothing on the way."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from helpdesk.commerce.actions.noting import set_flag
from helpdesk.commerce.imports.actions.working import work
from helpdesk.commerce.imports.models import ImportState
from helpdesk.commerce.models import Order
from tests.browser.windows import PHONE, WIDE, Windows, page_in
from tests.cast import Cast
from tests.imports.conftest import fresh, uploaded, written
from tests.imports.files import csv_of, taobao

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_an_import_is_taken_back(
    windows: Windows,
    real_cast: Cast,
    size: tuple[int, int],
    tmp_path: object,
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]

    class Queue:
        delay = staticmethod(lambda import_id: None)

    monkeypatch.setattr("helpdesk.commerce.imports.actions.handing_over.work_on_import", Queue)
    row = written(uploaded(real_cast.qin, csv_of(taobao(5))), real_cast.qin)
    flagged = Order.objects.filter(shop=real_cast.shop).first()
    assert flagged is not None
    set_flag(actor=real_cast.mei.user, shop_id=real_cast.shop.pk, order_id=flagged.pk, flag=1)
    page = page_in(windows.member(real_cast.qin, size), f"/imports/{row.pk}/")
    expect(page.get_by_text("反悔的时间")).to_be_visible()
    page.get_by_role("link", name="撤回这一批").click()
    expect(page.get_by_text("导入以后有人改过的 1 条不动")).to_be_visible()
    page.get_by_text("看是哪些").click()
    expect(page.get_by_text(flagged.number)).to_be_visible()
    assert not Axe().run(page).response["violations"]
    page.get_by_role("button", name="撤回这一批").click()
    expect(page.get_by_role("heading", name="正在撤回这一批")).to_be_visible()
    work(import_id=row.pk)
    expect(page.get_by_text("撤回了", exact=True)).to_be_visible()
    assert fresh(row).state == ImportState.UNDONE
    page.get_by_role("link", name="看没动的和为什么").click()
    expect(page.get_by_text("客服后来改过旗子或备注")).to_be_visible()
    assert not Axe().run(page).response["violations"]
