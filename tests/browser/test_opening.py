"""A shop is opened from the very first page to the first answer, timed, wide and on a phone; its
owner changes between shops, and whoever is put out is out within seconds."""

import time
from collections.abc import Iterator

import pytest
from django.utils.crypto import get_random_string
from playwright.sync_api import Page, expect

from helpdesk.accounts.actions.membership import add_member
from helpdesk.accounts.actions.setting_hours import set_hours
from helpdesk.accounts.models import Installation, Membership, Role, Shop
from helpdesk.accounts.policies import value_of
from helpdesk.accounts.setup_code import setup_code
from helpdesk.kernel import clock
from tests.browser.host_site import HostSite
from tests.browser.widget import Widget, snippet
from tests.browser.windows import PHONE, WIDE, Windows, chat_in, desk_in, page_in
from tests.cast import Cast

HALF_AN_HOUR = 1800
NEVER: list[list[list[str]]] = [[] for _ in range(7)]


@pytest.fixture
def fresh(windows: Windows) -> Iterator[None]:
    Installation.objects.update(opened_at=None)
    yield
    Installation.objects.update(opened_at=clock.now())


def fits(page: Page) -> None:
    """Nothing sticks out at the side."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, page.url


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_whole_way(
    windows: Windows, fresh: None, site: HostSite, size: tuple[int, int]
) -> None:
    began = time.monotonic()
    slug = "opened-" + get_random_string(6, "abcdefghjkmnpqrstuvwxyz")
    owner = windows.person(size)
    page = page_in(owner, "/")
    expect(page).to_have_url(f"{windows.url}/setup/")
    for label, typed in {
        "开店码": setup_code(),
        "您的名字": "兰姐",
        "用户名": slug,
        "密码": "rice-and-tea-9",
        "店名": "小满",
        "聊天地址": slug.upper(),
    }.items():
        page.get_by_label(label, exact=True).fill(typed)
    expect(page.locator("[data-address-shown]")).to_have_text(slug)
    expect(page.locator("[data-address-note]")).to_have_text("这个地址可以用")
    fits(page)
    page.get_by_role("button", name="开店").click()

    expect(page).to_have_url(f"{windows.url}/opening/platforms/")
    page.get_by_role("checkbox", name="京东").check()
    expect(page.get_by_role("heading", name="会改 3 条规则")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="改这 3 条").click()

    expect(page).to_have_url(f"{windows.url}/opening/hours/")
    page.get_by_role("button", name="每天 8:00–24:00").click()
    sunday = page.get_by_role("group", name="周日")
    sunday.get_by_role("button", name="休息").click()
    monday = page.get_by_role("group", name="周一")
    monday.get_by_label("周一几点结束").first.fill("12")
    monday.get_by_role("button", name="加一段").click()
    monday.get_by_label("周一几点开始").nth(1).fill("1230")
    monday.get_by_label("周一几点结束").nth(1).fill("24:00")
    said = page.locator("[data-said-week]")
    expect(said).to_have_text("周一 8:00–12:00、12:30–24:00，周二到周六 8:00–24:00，周日休息")
    fits(page)
    page.get_by_role("button", name="加上 2027 年法定节假日").click()
    expect(page.get_by_label("哪一天").nth(12)).to_have_value("2027-10-03")
    page.get_by_role("button", name="存下，去「颜色和问好」").click()

    expect(page.get_by_label("问好", exact=True)).to_have_value(
        "您好，这里是小满，有什么想问的直接写。"
    )
    fits(page)
    page.get_by_role("button", name="存下，去「自动回复」").click()

    expect(page.get_by_role("heading", name="自动回复").first).to_be_visible()
    fits(page)
    page.get_by_role("button", name="存下，去「请同事」").click()

    names = page.get_by_label("名字", exact=True)
    names.nth(0).fill("小梅")
    page.get_by_role("button", name="再加一位").click()
    names.nth(3).fill("秦越")
    page.locator("select").nth(3).select_option("supervisor")
    page.get_by_role("button", name="做邀请链接").click()
    links = page.locator(".people__link-row input")
    expect(links).to_have_count(2)
    fits(page)
    invitation = links.nth(0).input_value()
    page.get_by_role("link", name="去「挂到网站」").click()

    page.get_by_label("您网站的地址").fill(site.url)
    page.get_by_role("button", name="加上这个网站").click()
    expect(page.get_by_text(f"等 {site.url} 第一次打开")).to_be_visible()
    fits(page)
    shop = Shop.objects.get(slug=slug)
    buyer = Widget(windows.person(), site.page("/", snippet(windows.url, shop)))
    expect(page.get_by_text(f"{site.url} 今天")).to_be_visible(timeout=15_000)  # by itself
    buyer.open()
    buyer.say("在吗")

    mei = page_in(windows.person(size), invitation)
    mei.get_by_label("用户名").fill(f"mei-{slug}")
    mei.get_by_label("密码", exact=True).fill("green-grain-9-window")
    mei.get_by_role("button", name="加入 小满").click()
    expect(mei).to_have_url(f"{windows.url}/desk/")
    mei.get_by_text("在吗").first.click()
    box = mei.get_by_role("textbox", name="输入消息")
    box.fill("在的")
    mei.get_by_role("button", name="发送").click()
    buyer.shows("在的")

    page.goto("/settings/")
    page.goto("/opening/")
    expect(page.get_by_role("heading", name="还有 3 步就开好店了")).to_be_visible()
    expect(page.get_by_role("link", name="去导入订单")).to_be_visible()
    expect(page.get_by_role("link", name="去放自带话术")).to_be_visible()
    expect(page.get_by_role("link", name="去补商品资料")).to_be_visible()
    fits(page)
    took = time.monotonic() - began
    assert took < HALF_AN_HOUR / 10, "a machine needs a tenth of what a person has"
    assert value_of(shop.pk, "chat.wait_steps") == [10, 20, 30]


def test_steps_go_back_and_forth_and_are_passed_over(windows: Windows, real_cast: Cast) -> None:
    page = page_in(windows.member(real_cast.oleg), "/opening/shop/")
    page.get_by_label("店名").fill("别家女装")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{windows.url}/opening/platforms/")
    expect(page.get_by_text("平台更严的您得自己记着")).to_be_visible()
    page.get_by_role("button", name="先跳过这步").click()
    expect(page).to_have_url(f"{windows.url}/opening/hours/")
    page.get_by_role("link", name="平台预设").last.click()
    page.get_by_role("link", name="店铺资料").last.click()
    expect(page.get_by_label("店名")).to_have_value("别家女装")
    page.goto("/opening/")
    expect(page.get_by_role("link", name="去定营业时间")).to_have_class("btn btn--primary")
    page.goto("/settings/")
    page.get_by_role("button", name="收起开店清单").click()
    expect(page.get_by_text("步就开好店了")).to_have_count(0)


def both_shops(cast: Cast) -> Membership:
    return add_member(
        actor=cast.oleg.user, shop=cast.other_shop, user=cast.mei.user, role=Role.AGENT
    )


def test_changing_shops_by_keyboard_takes_every_tab_along_and_leaves_drafts(
    windows: Windows, real_cast: Cast
) -> None:
    both_shops(real_cast)
    windows.witness.allow("404")
    here, there = real_cast.thread("这家的"), real_cast.thread("那家的", shop=real_cast.other_shop)
    context = windows.member(real_cast.mei)
    other_tab = desk_in(context, here.pk)
    box = other_tab.page.get_by_role("textbox", name="输入消息")
    box.fill("写了一半")
    tab = desk_in(context).page
    tab.get_by_role("button", name="我：小梅").press("Enter")
    expect(tab.locator("[data-shops] [aria-current]")).to_be_focused()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("那家的").first).to_be_visible()
    expect(other_tab.page.get_by_text("那家的").first).to_be_visible(timeout=10_000)
    expect(other_tab.page.get_by_text("这家的")).to_have_count(0)
    tab.goto(f"/desk/{here.pk}/")
    tab.get_by_role("button", name="换到 小满 打开").click()
    expect(tab).to_have_url(f"{windows.url}/desk/{here.pk}/")
    expect(tab.get_by_role("textbox", name="输入消息")).to_have_value("写了一半")
    assert there.pk != here.pk


def test_buyers_and_desk_are_told_calmly_that_the_shop_is_closed(
    windows: Windows, real_cast: Cast
) -> None:
    set_hours(
        actor=real_cast.lan.user,
        shop_id=real_cast.shop.pk,
        week=NEVER,
        holidays=[],
        seen=(0, 0),
    )
    buyer = chat_in(windows.person(PHONE), real_cast.shop)
    expect(buyer.page.get_by_text("现在休息")).to_be_visible()
    expect(buyer.page.locator("#line-words")).to_have_text("客服不在，可以留言")
    buyer.say("半夜问一句")
    desk = windows.desk(real_cast.mei)
    expect(desk.page.locator("[data-hours]")).to_have_text("现在休息")
    open_shop = chat_in(windows.person(PHONE), real_cast.other_shop)
    expect(open_shop.page.locator("#closed")).to_be_hidden()
    expect(open_shop.page.locator("#line-words")).to_have_text("在线")


def test_whoever_is_put_out_is_out_within_five_seconds(windows: Windows, real_cast: Cast) -> None:
    desk = windows.desk(real_cast.mei)
    desk.page.evaluate("window.stillHere = true")
    owner = page_in(windows.member(real_cast.lan), f"/people/{real_cast.mei.pk}/deactivate/")
    windows.witness.allow("403|401")
    owner.locator("form .btn--grave").click()
    expect(desk.page.get_by_text("您已经不是这家店的成员")).to_be_visible(timeout=5_000)
