"""Orders beside a chat: changed in place, undone, and seen by a colleague at once."""

from dataclasses import replace

import pytest
from django.utils.crypto import get_random_string
from playwright.sync_api import expect

from conversations.models import Conversation
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.models import Order
from tests.browser.windows import PHONE, WIDE, Windows
from tests.cast import Cast
from tests.commerce.test_upserting import FACTS


def ordered(cast: Cast, thread: Conversation) -> Order:
    facts = replace(FACTS, number=f"{get_random_string(12, '0123456789')}7731", buyer_nick=None)
    done = upsert_order(actor=None, shop_id=cast.shop.pk, order=facts)
    Order.objects.filter(pk=done.order_id).update(buyer=thread.buyer)
    return Order.objects.get(pk=done.order_id)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_flag_memo_and_undo_by_keyboard(
    windows: Windows, real_cast: Cast, size: tuple[int, int]
) -> None:
    thread = real_cast.thread("在吗")
    order = ordered(real_cast, thread)
    desk = windows.desk(real_cast.mei, thread.pk, size)
    colleague = windows.desk(real_cast.tom, thread.pk)
    page, card = desk.page, desk.page.locator(f"[data-order='{order.pk}']")
    if size == PHONE:
        page.locator("[data-toggle-context]").click()
    flag = card.locator("[data-flag-button]")
    flag.focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(flag).to_have_text("绿旗 · 客服成交")
    expect(flag).to_be_focused()
    theirs = colleague.page.locator(f"[data-order='{order.pk}'] [data-flag-button]")
    expect(theirs).to_have_text("绿旗 · 客服成交")
    page.locator("[data-toast-undo]").click()
    expect(flag).to_have_text("插旗")

    edit = card.locator("[data-edit-memo]")
    edit.click()
    expect(desk.dialog.locator("[name=courier]")).to_have_value("圆通")
    desk.dialog.get_by_label("赠品").fill("小礼品")
    desk.dialog.get_by_label("退还（元）").fill("5")
    memo = "小梅、发圆通快递、赠送小礼品并退还5元"
    expect(desk.dialog.get_by_label("备注全文")).to_have_value(memo)
    desk.dialog.get_by_role("button", name="存备注").click()
    expect(card.locator(".order__memo")).to_contain_text(memo)
    expect(edit).to_be_focused()
    order.refresh_from_db()
    assert (order.memo, order.flag) == (memo, 0)


def test_who_was_slower_keeps_what_they_wrote(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("在吗")
    order = ordered(real_cast, thread)
    windows.witness.allow("409")
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.page.locator("[data-edit-memo]").click()
    text = desk.dialog.get_by_label("备注全文")
    text.fill("我写的")
    Order.objects.filter(pk=order.pk).update(memo="同事写的")
    desk.dialog.get_by_role("button", name="存备注").click()
    expect(desk.dialog.get_by_role("alert")).to_contain_text("同事刚改过")
    expect(text).to_have_value("我写的")
