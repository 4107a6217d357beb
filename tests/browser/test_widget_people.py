"""Who is on the shop's page, and what they look at: told by the page, seen on the desk."""

import time

from playwright.sync_api import expect

from conversations.actions.fitting_widget import renew_secret
from conversations.identity import signature
from conversations.models import Conversation, Customer, MergedVisitor, PageLook
from helpdesk.accounts.models import AuditEntry
from tests.browser.host_site import HostSite
from tests.browser.stored import only_thread
from tests.browser.widget import Widget, let_in, snippet
from tests.browser.windows import Windows, page_in
from tests.cast import Cast, agent, send


def signed(
    secret: str, number: str = "u-7", name: str = "林小鱼", life: int = 600
) -> dict[str, str]:
    expires = int(time.time()) + life
    made = signature(secret, number=number, name=name, expires=expires)
    return {"user": number, "user_name": name, "user_expires": str(expires), "user_hash": made}


def test_a_customer_keeps_the_words_from_before_signing_in_and_finds_them_elsewhere(
    windows: Windows, real_cast: Cast, site: HostSite, address: str
) -> None:
    secret = renew_secret(actor=real_cast.lan.user, shop_id=real_cast.shop.pk)
    context = windows.person()
    widget = Widget(context, address)
    widget.open()
    widget.say("没登录时问的")
    inside = site.page("/in", snippet(windows.url, real_cast.shop, **signed(secret)))
    widget.page.goto(inside)
    widget.open()
    widget.shows("没登录时问的")
    widget.say("登录后问的")
    thread = only_thread(real_cast.shop)
    assert thread.buyer.name == "林小鱼"
    other = Widget(windows.person(), inside)
    other.open()
    other.shows("没登录时问的")
    send(agent(real_cast.mei), thread, "两边都看得到")
    widget.shows("两边都看得到")
    other.shows("两边都看得到")
    other.page.evaluate("Helpdesk.identify(null)")
    expect(other.frame.locator("#entries li")).to_have_count(0)
    widget.page.goto(address)
    widget.open()
    widget.frame.locator("#line-words", has_text="在线").wait_for()
    expect(widget.frame.locator("#entries li")).to_have_count(0)
    assert AuditEntry.objects.filter(shop=real_cast.shop, verb="visitor.identified").count() == 1


def test_both_had_a_thread_and_the_panels_lead_to_each_other(
    windows: Windows, real_cast: Cast, site: HostSite, address: str
) -> None:
    secret = renew_secret(actor=real_cast.lan.user, shop_id=real_cast.shop.pk)
    inside = site.page("/in", snippet(windows.url, real_cast.shop, **signed(secret)))
    home = Widget(windows.person(), inside)
    home.open()
    home.say("在家问的")
    work = Widget(windows.person(), address)
    work.open()
    work.say("在公司没登录")
    work.page.goto(inside)
    work.open()
    work.shows("在家问的")
    assert MergedVisitor.objects.filter(shop=real_cast.shop).count() == 1
    threads = {one.last_text: one.pk for one in Conversation.objects.filter(shop=real_cast.shop)}
    desk = windows.desk(real_cast.mei, threads["在家问的"])
    panel = desk.page.locator("[data-context]")
    panel.get_by_role("link", name="在公司没登录").click()
    expect(desk.page).to_have_url(f"{windows.url}/desk/{threads['在公司没登录']}/")
    expect(panel.get_by_text("这位访客后来登录了")).to_be_visible()


def test_a_forged_or_old_signature_is_told_and_nothing_is_lost(
    windows: Windows, real_cast: Cast, site: HostSite, address: str
) -> None:
    secret = renew_secret(actor=real_cast.lan.user, shop_id=real_cast.shop.pk)
    widget = Widget(windows.person(), address)
    widget.open()
    widget.say("我是访客")
    bad = {
        "customer_hash_wrong": signed("0" * 64),
        "customer_expired": signed(secret, life=-5),
        "customer_wrong": signed(secret, number="a|b"),
    }
    for code, data in bad.items():
        page = site.page(f"/{code}", snippet(windows.url, real_cast.shop, **data))
        with widget.page.expect_console_message(lambda said, code=code: code in said.text):
            widget.page.goto(page)
        widget.open()
        widget.shows("我是访客")
    widget.say("还是我")
    assert not Customer.objects.filter(shop=real_cast.shop).exists()


NOTED = "() => Object.keys(sessionStorage).some((key) => key.endsWith(':pages'))"


def test_the_agent_sees_what_the_buyer_looks_at(
    windows: Windows, real_cast: Cast, site: HostSite, address: str
) -> None:
    tag = snippet(windows.url, real_cast.shop, product="云感卫衣")
    hoodie = site.page("/hoodie", tag)
    widget = Widget(windows.person(), address + "?q=secret")
    widget.page.wait_for_function(NOTED)  # the loader has been there before the buyer goes on
    widget.page.goto(hoodie + "?token=abc#x")
    widget.open()
    widget.say("这件偏大吗")
    desk = windows.desk(real_cast.mei, only_thread(real_cast.shop).pk)
    trail = desk.page.locator("[data-trail]")
    expect(trail).to_contain_text("正在看")
    expect(trail).to_contain_text("云感卫衣")
    expect(trail.locator("details")).to_contain_text("之前看过 1 页")
    widget.page.evaluate(
        "history.pushState({}, '', '/socks'); document.title = '袜子'; Helpdesk.setProduct('棉袜')"
    )
    expect(trail).to_contain_text("棉袜")
    kept = list(PageLook.objects.filter(shop=real_cast.shop).order_by("pk"))
    assert [look.address for look in kept] == [
        f"{site.url}{path}" for path in ("/", "/hoodie", "/socks")
    ]


def test_a_visitor_who_never_writes_leaves_nothing(
    windows: Windows, real_cast: Cast, address: str
) -> None:
    widget = Widget(windows.person(), address)
    widget.open()
    widget.frame.locator("#line-words", has_text="在线").wait_for()
    widget.page.wait_for_timeout(500)
    assert not PageLook.objects.filter(shop=real_cast.shop).exists()
    assert not Conversation.objects.filter(shop=real_cast.shop).exists()


def test_the_owner_sets_it_up_and_tries_it(windows: Windows, real_cast: Cast) -> None:
    owner = windows.member(real_cast.lan)
    page = page_in(owner, "/settings/widget/")
    preview = page.locator("[data-preview]")
    page.get_by_label("问好", exact=True).fill("您好，这里是小满")
    expect(preview).to_contain_text("您好，这里是小满")
    page.get_by_role("button", name="#2b6440").click()
    assert preview.evaluate("(p) => p.style.getPropertyValue('--brand')") == "#2b6440"
    page.locator("input[type=color]").fill("#eeeeee")
    expect(page.locator("[data-contrast]")).to_have_text("白字看不清，选深一点的")
    page.get_by_role("button", name="#2b6440").click()
    page.get_by_role("button", name="存下样子").click()
    expect(page.get_by_label("问好", exact=True)).to_have_value("您好，这里是小满")
    address = page.get_by_role("link", name="试一试").get_attribute("href")
    assert address is not None and address.startswith("http://localhost:")
    widget = Widget(windows.person(), address)
    assert (
        widget.button.evaluate("(b) => getComputedStyle(b).backgroundColor") == "rgb(43, 100, 64)"
    )
    widget.open()
    expect(widget.frame.get_by_text("您好，这里是小满")).to_be_visible()
    widget.say("试一试")


def test_a_page_of_another_site_that_lets_itself_in_is_not_believed(
    windows: Windows, real_cast: Cast, site: HostSite, address: str
) -> None:
    """notifyPage with somebody else's address: the server takes pages of the shop's list only."""
    let_in(real_cast, "https://second.example")
    widget = Widget(windows.person(), address)
    widget.open()
    widget.say("在吗")
    widget.page.evaluate("Helpdesk.notifyPage({title: '假', url: 'https://evil.example/x'})")
    widget.page.evaluate("Helpdesk.notifyPage({title: '真', url: 'https://second.example/y?z'})")
    widget.page.wait_for_timeout(600)
    titles = set(PageLook.objects.filter(shop=real_cast.shop).values_list("title", "address"))
    assert ("真", "https://second.example/y") in titles
    assert not [title for title, _ in titles if title == "假"]
