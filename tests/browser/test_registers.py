"""A morning at the registers: a scanner, its Enter, the next parcel; a complaint out of a chat."""

import re

from playwright.sync_api import expect

from aftersales.machine.words import State
from aftersales.models import ReturnedParcel
from aftersales.registers.actions.checking import note_check
from aftersales.registers.actions.taking_in import OnParcel, take_in
from aftersales.registers.models import Complaint
from aftersales.registers.returns import RETURNS
from tests.aftersales.ordered import fresh
from tests.browser.windows import Windows, page_in
from tests.cast import Cast
from tests.registers.test_returns import coming_back


def test_scan_enter_next_and_a_complaint_from_its_chat(windows: Windows, real_cast: Cast) -> None:
    windows.witness.allow("409")
    first, second = coming_back(real_cast, "YT7200000001"), coming_back(real_cast, "YT7200000002")
    member = windows.member(real_cast.mei)
    page = page_in(member, "/cases/registers/returns/")
    box = page.get_by_role("textbox", name="收退件")
    expect(box).to_be_focused()

    # Scan, Enter, Enter: taken in, and the box is ready again.
    page.keyboard.type("YT7200000001")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^收下"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".reg__taken")).to_contain_text("接着扫下一件")
    expect(page.locator("[data-scan]")).to_be_focused()
    assert fresh(first).state == State.WAIT_SELLER_CONFIRM

    # The next scan does not wait to be told where to go: its Enter never confirms the one before.
    page.keyboard.type("YT7200000002")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^收下"))).to_be_focused()
    page.keyboard.type("ZT9900000003")
    expect(page.locator("[data-scan]")).to_have_value("ZT9900000003")
    page.keyboard.press("Enter")
    expect(page.locator("[data-slip]")).to_be_focused()
    assert fresh(second).state == State.IN_RETURN
    page.keyboard.type("换大一码")
    page.keyboard.press("Enter")
    expect(page.locator(".reg__taken")).to_contain_text("天天找主人")
    assert ReturnedParcel.objects.get(shop=real_cast.shop, is_open=True).slip == "换大一码"

    # Scanned by mistake: taken back, as if never scanned.
    page.get_by_role("button", name="扫错了，撤销").click()
    expect(page.get_by_role("status").filter(has_text="当没扫过")).to_be_visible()
    expect(page.locator("[data-scan]")).to_be_focused()
    take_in(actor=real_cast.tom, on_parcel=OnParcel(waybill="ZT9900000003", nick="豆豆"))
    # A colleague's parcel is there by itself.
    expect(page.locator("[data-row-link]")).to_contain_text("ZT9900000003")
    expect(page.locator("main [data-initial-of=汤姆]").first).to_have_text("汤")

    # Where the waybill fits, scanning is all there is to do.
    page.get_by_label("运单对得上，直接收").check()
    page.locator("[data-scan]").focus()
    page.keyboard.type("YT7200000002")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="接着扫下一件")).to_contain_text(
        "YT7200000002"
    )
    assert fresh(second).state == State.WAIT_SELLER_CONFIRM
    with windows.witness.line_down():
        page.context.set_offline(True)
        page.keyboard.type("YT7200000009")
        page.keyboard.press("Enter")
        expect(page.locator("[data-flow-note]")).to_contain_text("YT7200000009 没有收")
        page.context.set_offline(False)

    # The same parcel again: who was first.
    page.keyboard.type("YT7200000001")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="登记过了")).to_contain_text("小梅登记过了")

    # Rows by keyboard.
    page.goto("/cases/registers/returns/")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ZT9900000003")
    page.wait_for_load_state()  # keys are heard once its scripts have run
    page.keyboard.press("n")
    expect(page.locator("[data-check]")).to_be_focused()
    page.keyboard.type("问了两位")
    # A colleague looks at it too: nothing typed is lost, and it is kept with what they found.
    row = ReturnedParcel.objects.get(shop=real_cast.shop, is_open=True)
    note_check(actor=real_cast.tom, register=RETURNS, row_id=row.pk, version=1, found="不是 M 码")
    expect(page.locator("[data-news]")).to_contain_text("有 1 处新的变动")
    page.get_by_role("button", name="看新的").click()
    expect(page.locator(".reg__history")).to_contain_text("不是 M 码")
    expect(page.locator("[data-check]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".reg__history")).to_contain_text("问了两位")

    # Out of a chat, by the command bar.
    thread = real_cast.thread("等了五天了，我要投诉")
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.page.keyboard.press("Control+k")
    desk.page.keyboard.type("tousu")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_label("投诉什么")).to_be_focused()
    desk.page.get_by_label("投诉什么").select_option("late")
    desk.page.get_by_label("他怎么说").fill("五天没发")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("发货慢")
    desk.page.get_by_role("textbox", name="先听他说完").press("Enter")
    expect(desk.page.get_by_text("还差 5 步")).to_be_visible()
    assert Complaint.objects.get(conversation=thread.pk).steps.get().done_by == real_cast.mei
