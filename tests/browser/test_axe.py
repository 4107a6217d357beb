"""axe-core on every page, light and dark, wide and small."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from conversations.actions.sessions import take_session
from conversations.models import Conversation
from conversations.policy_rules import SHOW_DRAFT
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import Installation
from helpdesk.kernel.clock import now
from tests.browser.at_rest import tab_in
from tests.browser.axe import serious
from tests.browser.goods_pages import GOODS_PAGES
from tests.browser.more_pages import MORE_PAGES, at
from tests.browser.windows import PHONE, WIDE, Turning, Windows, chat_in, desk_in, page_in
from tests.cast import Cast, agent, send
from tests.conversations.carded import ask, ordered, say
from tests.routing.people import at_work


def empty_desk(member: BrowserContext, cast: Cast) -> Page:
    cast.thread("空桌子")
    return desk_in(member).page


def full_desk(member: BrowserContext, cast: Cast) -> Page:
    thread = cast.thread("在吗")
    send(agent(cast.mei), thread, "在的，您说")
    desk = desk_in(member, thread.pk)
    desk.shows("在的，您说")
    return desk.page


def desk_with_cards(member: BrowserContext, cast: Cast) -> Page:
    thread = cast.thread("地址对吗")
    for says in ("right", "change", None):
        sent = ask(cast.mei, thread, ordered(cast, thread))
        if says:
            say(thread, sent.seq, says)
    page = desk_in(member, thread.pk).page
    expect(page.locator(".asked--change")).to_be_visible()
    return page


def me_menu(member: BrowserContext, cast: Cast) -> Page:
    page = desk_in(member).page
    page.get_by_role("button", name="我：小梅").click()
    return page


def shortcuts(member: BrowserContext, cast: Cast) -> Page:
    page = desk_in(member).page
    page.keyboard.press("?")
    return page


def handing_over(member: BrowserContext, cast: Cast) -> Page:
    thread = cast.thread("转一下")
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    at_work(cast.tom)
    desk = desk_in(member, thread.pk)
    expect(desk.page.locator("[data-session-state]")).to_have_text("我在接待")
    desk.page.keyboard.press("t")  # a phone keeps the button in a menu
    expect(desk.dialog.get_by_role("radio")).not_to_have_count(0)
    return desk.page


def reasons(member: BrowserContext, cast: Cast) -> Page:
    desk = desk_in(member, cast.thread("为什么").pk)
    desk.page.keyboard.press("y")
    expect(desk.dialog.locator("[data-title]")).to_be_attached()
    return desk.page


def states(member: BrowserContext, cast: Cast) -> Page:
    page = desk_in(member).page
    page.locator("[data-duty-button]").click()
    return page


def finder(member: BrowserContext, cast: Cast) -> Page:
    page = desk_in(member).page
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("没有这个人")
    return page


def commands(member: BrowserContext, cast: Cast) -> Page:
    page = desk_in(member, cast.thread("在吗").pk).page
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="命令、买家、订单号或手机号").fill("j")
    expect(page.get_by_role("option").first).to_be_visible()
    return page


def attention_dialog(member: BrowserContext, cast: Cast) -> Page:
    page = desk_in(member).page
    page.keyboard.press(",")
    expect(page.get_by_role("dialog", name="声音和提醒")).to_be_visible()
    return page


def why(member: BrowserContext, cast: Cast) -> Page:
    thread = cast.thread("在吗")
    ordered(cast, thread)
    page = desk_in(member, thread.pk).page
    page.locator("[data-reveal]").click()
    return page


def chat(person: BrowserContext, cast: Cast) -> Page:
    buyer = chat_in(person, cast.shop)
    buyer.say("有人吗")
    buyer.say("字" * 4900)
    buyer.box.fill("字" * 5001)
    buyer.settled(2)
    return buyer.page


def first_run(person: BrowserContext, cast: Cast) -> Page:
    Installation.objects.update(opened_at=None)
    page = page_in(person, "/setup/")
    Installation.objects.update(opened_at=now())
    return page


def chat_with_cards(person: BrowserContext, cast: Cast) -> Page:
    buyer = chat_in(person, cast.shop)
    buyer.say("我的地址对吗")
    expect(buyer.state("我的地址对吗")).to_contain_text("已")
    thread = Conversation.objects.filter(shop=cast.shop, last_text="我的地址对吗").get()
    order = ordered(cast, thread)
    say(thread, ask(cast.mei, thread, order).seq, "change")
    for _ in range(2):
        ask(cast.mei, thread, order)
    expect(buyer.log.locator("li[data-kind=card]")).to_have_count(3)
    buyer.page.get_by_role("button", name="要改").click()
    return buyer.page


def floor(member: BrowserContext, cast: Cast) -> Page:
    """With somebody in the queue, somebody angry, and a chat being watched."""
    at_work(cast.mei, cast.tom)
    cast.thread("排着呢")
    thread = cast.thread("骗子，我要投诉")
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    page = page_in(member, "/floor/")
    page.locator("[data-region=angry] [data-watch]").first.click()
    expect(page.locator("[data-watch-log] li").first).to_be_visible()
    return page


def floor_assigning(member: BrowserContext, cast: Cast) -> Page:
    at_work(cast.mei, cast.tom)
    cast.thread("也排着呢")
    page = page_in(member, "/floor/")
    page.locator("[data-region=queue] [data-assign]").first.click()
    expect(page.locator("dialog[open] .receiver").first).to_be_visible()
    return page


def chat_read_along(person: BrowserContext, cast: Cast) -> Page:
    set_policy(actor=None, shop_id=cast.shop.pk, name=SHOW_DRAFT, value=True, source="")
    page = chat_in(person, cast.shop).page
    page.get_by_role("button", name="发出前不给看").wait_for()
    return page


PAGES: dict[str, tuple[str, Callable[[BrowserContext, Cast], Page]]] = {
    "sign-in": ("nobody", at("/sign-in/")),
    "forgotten": ("nobody", at("/password/forgot/")),
    "bad link": ("nobody", at("/password/reset/none/")),
    "chat": ("nobody", chat),
    "chat that the shop reads along": ("nobody", chat_read_along),
    "chat with cards": ("nobody", chat_with_cards),
    "desk with cards": ("mei", desk_with_cards),
    "desk empty": ("mei", empty_desk),
    "desk with a thread": ("mei", full_desk),
    "me menu": ("mei", me_menu),
    "shortcuts": ("mei", shortcuts),
    "handing over": ("mei", handing_over),
    "why": ("mei", reasons),
    "states": ("mei", states),
    "floor": ("lan", floor),
    "floor, assigning": ("lan", floor_assigning),
    "angry words": ("lan", at("/floor/words/")),
    "people at work": ("lan", at("/people/reception/")),
    "finder": ("mei", finder),
    "command bar": ("mei", commands),
    "sounds and alerts": ("mei", attention_dialog),
    "sounds and alerts, the page": ("mei", at("/preferences/attention/")),
    "why a receiver is opened": ("mei", why),
    "password": ("mei", at("/password/")),
    "people": ("lan", at("/people/")),
    "handing the shop over": ("lan", at("/people/transfer/")),
    "rules": ("lan", at("/settings/?edit=chat.wait_steps")),
    "history of a rule": ("lan", at("/settings/?history=chat.recall_seconds")),
    "shop profile": ("lan", at("/settings/shop/")),
    "responses": ("lan", at("/responses/?count=average")),
    "my responses": ("mei", at("/responses/")),
    "tags": ("lan", at("/settings/tags/")),
    "blacklist": ("lan", at("/settings/blacklist/")),
    "endings": ("lan", at("/settings/ending/")),
    "opening list": ("lan", at("/opening/")),
    "opening: shop": ("lan", at("/opening/shop/")),
    "opening: platforms": ("lan", at("/opening/platforms/?look=1&p=jd&p=taobao")),
    "opening: hours": ("lan", at("/opening/hours/")),
    "opening: look": ("lan", at("/opening/look/")),
    "opening: automatic answers": ("lan", at("/opening/automatic/")),
    "opening: people": ("lan", at("/opening/people/")),
    "opening: site": ("lan", at("/opening/site/")),
    "first run": ("nobody", first_run),
    "webhooks": ("lan", at("/settings/webhooks/")),
    "new webhook": ("lan", at("/settings/webhooks/new/")),
    "log of webhooks": ("lan", at("/settings/webhooks/log/")),
    "programs": ("lan", at("/settings/api/")),
    "API to read": ("nobody", at("/api/docs/")),
    "sockets to read": ("nobody", at("/api/sockets/")),
    "record": ("lan", at("/audit/")),
    "looks at receivers": ("lan", at("/audit/?group=receivers")),
    **GOODS_PAGES,
    "imports": ("lan", at("/imports/?kind=goods")),
    **MORE_PAGES,
    "dead invitation": ("nobody", at("/join/none/")),
    "not found": ("mei", at("/desk/999999999/")),
}


BESIDE = {"desk with cards", "knowledge beside a chat"}
"""Pages that show beside a chat what a phone has behind a button."""

LOOKS: list[tuple[tuple[int, int], Literal["light", "dark"]]] = [
    (WIDE, "light"),
    (WIDE, "dark"),
    (PHONE, "dark"),
    (PHONE, "light"),
]
"""In the order of the fewest turns: each costs as much as a look."""

PARTS = 8
"""A page that is found wanting costs a second look at its part, not at all of them."""


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_serious_in_light_or_dark_wide_or_small(
    windows: Windows, real_cast: Cast, part: int
) -> None:
    """Each page is made once and then turned dark and small: making it is half of the work.

    And all of a person's in one tab, for a process of its own for each costs as much again.
    """
    windows.witness.allow("401|404|410")
    contexts = {
        "nobody": windows.person(),
        "mei": windows.member(real_cast.mei),
        "lan": windows.member(real_cast.lan),
    }
    tabs = {who: Turning(tab_in(context)) for who, context in contexts.items()}
    for tab in tabs.values():
        tab.rest()
    found = []
    for name, (who, make) in list(PAGES.items())[part::PARTS]:
        page, tab = make(contexts[who], real_cast), tabs[who]
        assert page is tab.page
        for size, theme in LOOKS:
            if (size, theme) == (PHONE, "dark"):
                tab.size(PHONE)
                if name in BESIDE:
                    page.locator("[data-toggle-context]").click()
            tab.theme(theme)
            rules = None if theme == "light" else ["color-contrast"]  # else dark is the same
            where = f"{name}, {'wide' if size == WIDE else 'phone'}, {theme}"
            found += [f"{where}: {told}" for told in serious(page, rules)]
        tab.rest()
    assert not found, "\n".join(found)
