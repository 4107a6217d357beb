"""A supervisor writes a rule and tries it; an open desk follows; an appeal is answered."""

from playwright.sync_api import expect

from scripts_library.models import GuardRule
from tests.browser.stored import words_of
from tests.browser.windows import PHONE, Windows, page_in
from tests.cast import Cast, agent, send

PRICE = "这款给您保价 30 天，放心"


def test_from_a_draft_to_the_answer_of_an_appeal(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("能保价吗")
    send(agent(real_cast.mei), thread, PRICE)
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.shows(PRICE)
    guard = desk.page.locator("[data-guard]")
    desk.box.fill(PRICE)
    expect(guard).to_be_hidden()

    page = page_in(windows.member(real_cast.qin), "/scripts/guard/new/?about=promise")
    page.get_by_label("句式（正则）").check()
    pattern = page.locator("[name=pattern]")
    pattern.fill("(保价)+")
    page.locator("[data-sentence]").fill(PRICE)
    expect(page.locator("[data-hits] [data-problem]")).to_contain_text("没有尽头")
    page.locator("[name=why]").fill("保价天数看平台页面")
    page.locator("[name=level]").select_option("block")
    pattern.fill("保价.{0,4}天")
    hit = page.locator(".gr__hit")
    expect(hit).to_contain_text("（这一条）")
    expect(hit.locator("mark")).to_have_text("保价 30 天")
    page.locator("[data-trial]").click()
    expect(page.locator(".gr__trial")).to_contain_text("1 条会碰上")
    assert not GuardRule.objects.filter(shop=real_cast.shop).exists()
    page.get_by_role("button", name="存下，马上生效").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("保价")

    expect(guard).to_contain_text("保价天数看平台页面")  # the open desk heard of it
    expect(guard.locator("mark")).to_have_text("保价 30 天")
    guard.get_by_role("button", name="请主管看看").click()
    expect(desk.page.locator(".toast")).to_contain_text("已经在主管的申诉里")
    assert words_of(thread.pk) == ["能保价吗", PRICE]

    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(page.url.split("/scripts/")[0] + "/scripts/guard/records/")
    expect(page.get_by_role("heading", name="等您答复的申诉")).to_be_visible()
    page.get_by_label("给客服的一句话").fill("页面写的是 15 天")
    page.get_by_role("button", name="拦得对").first.click()
    expect(page.get_by_text("页面写的是 15 天")).to_be_visible()
    expect(desk.log).to_contain_text("页面写的是 15 天")
