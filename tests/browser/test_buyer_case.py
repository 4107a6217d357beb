"""A buyer opens their case from the chat on a phone; what they do stands at the desk at once."""

from playwright.sync_api import expect

from aftersales.actions.answering import agree
from aftersales.actions.telling_buyers import tell_owed
from aftersales.doer import staff_of
from aftersales.machine.words import Kind
from aftersales.models import Case, CaseFile
from conversations.case_addresses import opening_address
from helpdesk.commerce.models import Order
from tests.aftersales.ordered import ordered
from tests.browser.axe import serious
from tests.browser.proxy import Proxy
from tests.browser.stored import only_thread
from tests.browser.windows import PHONE, Windows, page_in
from tests.cast import Cast
from tests.files.made import photo_with_place


def test_from_the_orders_card_to_the_waybill(windows: Windows, real_cast: Cast) -> None:
    cast = real_cast
    bea = windows.chat(cast.shop, PHONE)
    bea.say("袖口开线了")
    bea.settled(1)
    thread = only_thread(cast.shop)
    order = ordered(cast)
    Order.objects.filter(pk=order.pk).update(buyer=thread.buyer)
    desk = windows.desk(cast.mei, thread.pk)
    desk.shows("袖口开线了")
    desk.page.locator(f"#card-{order.pk}").click()

    with bea.page.expect_popup() as opened:
        bea.log.get_by_role("link", name="申请售后").click()
    page = opened.value
    assert not list(serious(page, None))
    page.get_by_label("云感连帽卫衣").check()
    page.get_by_label("质量有问题").check()
    page.get_by_label("退货退款").check()
    page.get_by_label("说说经过").fill("右袖口开线")
    photo = {"name": "袖口.jpg", "mimeType": "image/jpeg", "buffer": photo_with_place()}
    page.get_by_label("照片").set_input_files(files=[photo])
    page.get_by_role("button", name="交给店里").click()
    expect(page.get_by_role("heading", name="申请交上去了")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not list(serious(page, None))

    case = Case.objects.get(shop=cast.shop)
    beside = desk.page.locator(".case", has_text=str(case))
    expect(beside.get_by_role("img", name="买家的照片")).to_be_visible()
    agree(doer=staff_of(cast.lan), case_id=case.pk)
    assert tell_owed() >= 1
    told = bea.log.locator("[data-card=case]").last
    expect(told).to_contain_text("请寄回商品")
    expect(bea.log.locator("li[data-auto]").last).to_contain_text("自动")
    expect(desk.log.locator("[data-card=case]").last).to_contain_text("退货退款")
    beside.get_by_role("button", name="把进度发给买家").click()
    expect(bea.log.locator("[data-card=case]")).to_have_count(2)

    with bea.page.expect_popup() as opened:
        told.get_by_role("link", name="看进度、补材料").click()
    page = opened.value
    page.get_by_role("textbox", name="运单号").fill("YT7731204")
    page.get_by_role("button", name="寄出了").click()
    expect(page.get_by_role("heading", name="退件在路上")).to_be_visible()
    expect(beside).to_contain_text("寄回途中")
    assert Case.objects.get(pk=case.pk).kind == Kind.RETURN


def test_an_application_that_gets_no_answer_keeps_all_that_was_filled_in(
    windows: Windows, line: Proxy, real_cast: Cast
) -> None:
    cast = real_cast
    order = ordered(cast)
    Order.objects.filter(pk=order.pk).update(buyer=cast.thread("袖口开线了").buyer)
    page = page_in(windows.person(PHONE), opening_address(cast.shop.slug, order.number))
    page.get_by_label("云感连帽卫衣").check()
    page.get_by_label("质量有问题").check()
    page.get_by_label("退货退款").check()
    page.get_by_label("说说经过").fill("右袖口开线")
    photo = {"name": "袖口.jpg", "mimeType": "image/jpeg", "buffer": photo_with_place()}
    page.get_by_label("照片").set_input_files(files=[photo])
    with windows.witness.line_down():
        line.cut()
        page.get_by_role("button", name="交给店里").click()
        expect(page.get_by_role("alert")).to_contain_text("写的和选的照片都在")
        line.mend()
    assert not list(serious(page, None))
    windows.witness.allow(r"40[09]|422")  # a sum that is too large is refused
    page.get_by_label("退多少钱").fill("9999999")
    page.get_by_role("button", name="交给店里").click()
    expect(page.locator(".b-problem")).not_to_contain_text("没等到")
    expect(page.get_by_label("说说经过")).to_have_value("右袖口开线")
    page.get_by_label("退多少钱").fill("")
    page.get_by_role("button", name="交给店里").click()
    expect(page.get_by_role("heading", name="申请交上去了")).to_be_visible()
    case = Case.objects.get(shop=cast.shop)
    assert case.words == "右袖口开线"
    assert CaseFile.objects.filter(case=case).count() == 1
