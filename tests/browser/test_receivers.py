"""A receiver is opened by keyboard, closes by itself, and is in the page only meanwhile."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from conversations.models import Conversation
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.actions.noting import set_flag
from helpdesk.commerce.models import Order
from tests.browser.test_orders import ordered
from tests.browser.windows import PHONE, WIDE, Windows
from tests.cast import Cast

NUMBER = "13812345678"
SECRETS = (NUMBER, "张小贝", "解放路")


def opened_desk(
    windows: Windows, cast: Cast, thread: Conversation, size: tuple[int, int] = WIDE
) -> Page:
    """A desk whose clock the test moves."""
    context = windows.member(cast.mei, size)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.install()
    page.goto(f"/desk/{thread.pk}/")
    if size == PHONE:
        page.locator("[data-toggle-context]").click()
    expect(page.locator("[data-reveal]")).to_be_visible()
    return page


def ask(page: Page, *fields: str, reason: str = "打电话联系") -> Locator:
    """By keyboard alone: the button, what, why, go."""
    page.locator("[data-reveal]").focus()
    page.keyboard.press("Enter")
    dialog = page.locator("[data-reveal-dialog]")
    expect(dialog).to_be_visible()
    for name in fields:
        dialog.get_by_label(name, exact=True).press("Space")
    dialog.get_by_label(reason).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    return page.locator("[data-revealed]")


def nothing_in(page: Page) -> None:
    content = page.content()
    assert not [words for words in SECRETS if words in content]


@pytest.fixture
def scene(real_cast: Cast) -> tuple[Conversation, Order]:
    thread = real_cast.thread("在吗")
    return thread, ordered(real_cast, thread)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_by_keyboard_for_a_minute_and_on_record(
    windows: Windows, real_cast: Cast, scene: tuple[Conversation, Order], size: tuple[int, int]
) -> None:
    thread, order = scene
    page = opened_desk(windows, real_cast, thread, size)
    nothing_in(page)
    shown = ask(page, "地址")
    expect(shown).to_contain_text(NUMBER)
    expect(shown).to_contain_text("浙江省绍兴市越城区解放路1号")
    expect(shown).to_be_focused()
    assert "张小贝" not in page.content(), "only what was ticked"
    said = page.locator("[data-context-said]")
    expect(said).to_have_text("手机、地址显示出来了，60 秒后收起")
    shown.get_by_role("button", name="复制手机").click()
    expect(page.locator("[data-toast]")).to_contain_text("复制好了")
    assert page.evaluate("navigator.clipboard.readText()") == NUMBER
    axe = Axe().run(page)
    assert [
        one["id"] for one in axe.response["violations"] if one["impact"] in {"serious", "critical"}
    ] == []
    page.clock.run_for(40_000)  # the real seconds of this test pass besides
    expect(shown).to_contain_text(NUMBER)
    page.clock.run_for(20_500)
    expect(shown).to_be_hidden()
    expect(said).to_have_text("收货资料收起来了")
    nothing_in(page)
    expect(page.locator("[data-reveal]")).to_be_visible()
    entry = AuditEntry.objects.get(shop=real_cast.shop, verb="order.receiver_revealed")
    assert entry.data["which"] == ["receiver_phone", "receiver_address"]
    assert entry.data["target"] == order.tail


def looked_away(page: Page, other: Conversation) -> None:
    page.evaluate(
        "Object.defineProperty(document, 'visibilityState', { value: 'hidden' });"
        "document.dispatchEvent(new Event('visibilitychange'));"
    )


def changed_the_chat(page: Page, other: Conversation) -> None:
    page.keyboard.press("Alt+ArrowDown")
    page.locator(f"[data-conversation='{other.pk}'] a").click()
    expect(page.locator("[data-revealed]")).to_have_count(0)


def pressed_hide(page: Page, other: Conversation) -> None:
    page.get_by_role("button", name="现在收起").press("Enter")
    expect(page.locator("[data-reveal]")).to_be_focused()


@pytest.mark.parametrize("leave", [looked_away, changed_the_chat, pressed_hide])
def test_it_closes_when_the_eye_is_elsewhere(
    windows: Windows, real_cast: Cast, scene: tuple[Conversation, Order], leave: Any
) -> None:
    other = real_cast.thread("另一位")
    page = opened_desk(windows, real_cast, scene[0])
    expect(ask(page)).to_contain_text(NUMBER)
    leave(page, other)
    nothing_in(page)
    assert "data-copy" not in page.content()


def test_news_of_the_order_wait_until_it_is_closed(
    windows: Windows, real_cast: Cast, scene: tuple[Conversation, Order]
) -> None:
    thread, order = scene
    page = opened_desk(windows, real_cast, thread)
    shown = ask(page)
    expect(shown).to_contain_text(NUMBER)
    set_flag(actor=real_cast.tom.user, shop_id=real_cast.shop.pk, order_id=order.pk, flag=1)
    page.wait_for_timeout(700)
    expect(shown).to_contain_text(NUMBER)
    page.get_by_role("button", name="现在收起").click()
    expect(page.locator("[data-flag-button]")).to_contain_text("红旗")
    nothing_in(page)


def test_without_a_reason_nothing_is_shown(
    windows: Windows, real_cast: Cast, scene: tuple[Conversation, Order]
) -> None:
    windows.witness.allow("400")
    page = opened_desk(windows, real_cast, scene[0])
    ask(page, reason="别的事")
    dialog = page.locator("[data-reveal-dialog]")
    expect(dialog.get_by_role("alert")).to_contain_text("选「别的事」就写一句")
    nothing_in(page)
    dialog.get_by_label("补一句").fill("买家让回电")
    page.keyboard.press("Enter")
    expect(page.locator("[data-revealed]")).to_contain_text(NUMBER)
    page.keyboard.press("Escape")
    entry = AuditEntry.objects.get(shop=real_cast.shop, verb="order.receiver_revealed")
    assert entry.data["reason"] == "买家让回电"
