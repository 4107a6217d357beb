"""A token is made and tried, all under the strict content security policy."""

import re

from playwright.sync_api import expect

from helpdesk.accounts.models import ApiToken
from tests.browser.windows import PHONE, WIDE, Windows, page_in
from tests.cast import Cast


def test_the_owner_makes_a_token_and_calls_with_it(windows: Windows, real_cast: Cast) -> None:
    """Whatever a page complains about fails the test: the policy above all (`witness`)."""
    lan = windows.member(real_cast.lan, WIDE)
    page = page_in(lan, "/settings/api/")
    page.get_by_label("给哪个程序用").fill("ERP")
    page.get_by_label("看订单").check()
    page.get_by_role("button", name="做一条密钥").click()
    shown = page.get_by_role("textbox", name="「ERP」的接口密钥")
    expect(shown).to_have_value(re.compile("^hdk_"))
    word = shown.input_value()
    expect(page.get_by_role("button", name="复制").first).to_be_visible()

    tried = page_in(lan, "/api/docs/try/")
    tried.get_by_role("button", name="Authorize").click()
    tried.locator(".auth-container input").fill(word)
    tried.locator(".auth-btn-wrapper .authorize").click()
    tried.locator(".btn-done").click()
    operation = tried.locator("#operations-orders-orders")
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    answer = operation.locator(".live-responses-table")
    expect(answer).to_contain_text("200")
    expect(answer).to_contain_text('"results": []')
    assert ApiToken.objects.get(shop=real_cast.shop).last_used_at is not None


def test_swagger_follows_the_theme(windows: Windows) -> None:
    page = page_in(windows.person(WIDE), "/api/docs/try/")
    for theme, is_dark in (("dark", True), ("light", False)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        dark = page.locator("html.dark-mode")
        expect(dark).to_have_count(1 if is_dark else 0)


def test_an_endpoint_opens_on_a_phone(windows: Windows) -> None:
    page = page_in(windows.person(PHONE), "/api/docs/")
    one = page.locator("#order_put")
    one.locator("summary").click()
    expect(one.get_by_text("receiver.phone")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE[0]


def test_revoking_asks_first(windows: Windows, real_cast: Cast) -> None:
    from tests.api.conftest import program_of

    program_of(real_cast.lan)
    page = page_in(windows.member(real_cast.lan, PHONE), "/settings/api/")
    page.get_by_role("link", name="作废「ERP」的密钥").click()
    page.get_by_role("button", name="作废密钥").click()
    expect(page.get_by_text("还没有。ERP、打单软件")).to_be_visible()
    assert ApiToken.objects.get(shop=real_cast.shop).revoked_at is not None
