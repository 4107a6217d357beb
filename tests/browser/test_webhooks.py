"""The owner names an address, tries it, sees what arrived and sends it again; on a phone, in
English, and by axe."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from helpdesk.integrations.actions.delivering import deliver_due
from helpdesk.integrations.models import EndpointState, WebhookDelivery, WebhookEndpoint
from helpdesk.integrations.signing import is_signed
from tests.browser.axe import serious
from tests.browser.layout import too_small, too_wide
from tests.browser.test_language import english, no_chinese
from tests.browser.windows import PHONE, Windows, page_in
from tests.cast import Cast
from tests.integrations.receiver import Receiver, code


@pytest.fixture
def receiver(settings: Any, real_db: None) -> Iterator[Receiver]:
    settings.WEBHOOKS_TO_LOOPBACK = True
    WebhookEndpoint.objects.update(state=EndpointState.REMOVED)
    opened = Receiver(code(200, "收到"))
    yield opened
    opened.stop()


def made(page: Page, receiver: Receiver, name: str = "发货系统") -> None:
    """Through the form, as the owner does it."""
    page.goto("/settings/webhooks/new/")
    page.locator("#address").fill(receiver.address)
    page.locator("#description").fill(name)
    page.locator("[name=kinds][value='message.sent']").check()
    page.locator("main form button.btn--primary").click()
    expect(page.locator("#secret")).to_be_visible()


def test_from_an_address_to_a_delivery_sent_again(
    windows: Windows, real_cast: Cast, receiver: Receiver
) -> None:
    page = page_in(windows.member(real_cast.lan), "/settings/webhooks/")
    page.get_by_role("link", name="加一个地址").click()
    page.get_by_label("送到哪个网址").fill("https://10.0.0.1/")
    page.get_by_role("checkbox", name=re.compile("^有新消息")).check()
    windows.witness.allow("400")
    page.get_by_role("button", name="加上，给我密钥").click()
    field = page.get_by_label("送到哪个网址")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#problem")).to_contain_text("10.0.0.1 是内网的地址")
    field.fill(receiver.address)
    page.get_by_label("这是什么系统").fill("发货系统")
    page.get_by_role("button", name="加上，给我密钥").click()
    secret = page.get_by_label("推送签名的密钥").input_value()
    page.get_by_role("button", name="现在试送").click()
    result = page.locator("[data-result]")
    expect(result).to_contain_text("正在送")
    deliver_due()
    expect(result).to_contain_text("对方回答 200")  # in place: nobody loads the page
    expect(result).to_contain_text("收到")
    real_cast.thread("在吗")
    deliver_due()
    for request in receiver.requests:
        assert is_signed(
            request.headers["Helpdesk-Signature"],
            secret=secret,
            timestamp=int(request.headers["Helpdesk-Timestamp"]),
            body=request.body,
        )
    page.reload()
    expect(page.get_by_label("推送签名的密钥")).to_have_count(0)
    page.get_by_role("link", name="全部记录").click()
    page.get_by_role("link", name="有新消息").click()
    expect(page.get_by_label("推送的正文")).to_contain_text("在吗")
    page.get_by_role("button", name="重送这一条").click()
    expect(page.locator("[data-result]")).to_contain_text("正在送")
    deliver_due()
    expect(page.locator("[data-result]")).to_contain_text("对方回答 200")
    keys = [request.headers["Helpdesk-Delivery"] for request in receiver.requests]
    assert len(keys) == 3 and keys[1] == keys[2] != keys[0]


def paths_of(cast: Cast) -> list[str]:
    """Every page of webhooks, with something on it."""
    endpoint = WebhookEndpoint.objects.get(shop=cast.shop)
    delivery = WebhookDelivery.objects.filter(shop=cast.shop).order_by("pk")[0]
    return [
        "/settings/webhooks/",
        "/settings/webhooks/new/",
        f"/settings/webhooks/{endpoint.pk}/",
        "/settings/webhooks/log/",
        f"/settings/webhooks/log/{delivery.pk}/",
    ]


def test_a_phone_english_and_axe(windows: Windows, real_cast: Cast, receiver: Receiver) -> None:
    receiver.answer = code(503, "busy")
    wide = windows.member(real_cast.lan)
    made(page_in(wide, "/settings/webhooks/new/"), receiver, "Shipping")
    real_cast.thread("hello")
    deliver_due()
    WebhookEndpoint.objects.filter(shop=real_cast.shop).update(state=EndpointState.FAILING)
    phone = windows.member(real_cast.lan, PHONE)
    abroad = english(windows.member(real_cast.lan), windows.url)
    found: list[str] = []
    for path in paths_of(real_cast):
        small = page_in(phone, path)
        found += [f"{path}: {words}" for words in (*too_wide(small), *too_small(small))]
        no_chinese_but_names(page_in(abroad, path))
        for page in (page_in(wide, path), small):
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                expect(page.locator("html")).to_have_attribute("data-theme", theme)
                rules = None if theme == "light" else ["color-contrast"]
                found += [f"{path}, {theme}: {told}" for told in serious(page, rules)]
    assert not found, "\n".join(found)


def no_chinese_but_names(page: Page) -> None:
    """People's and buyers' names are data."""
    page.evaluate(
        "for (const node of document.querySelectorAll('pre')) node.lang = 'zh-Hans';"
        "for (const node of document.querySelectorAll('[data-person]')) node.lang = 'zh-Hans';"
    )
    no_chinese(page)
