"""axe-core on every page, light and dark, wide and small."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.windows import PHONE, WIDE, Windows, chat_in, desk_in, page_in
from tests.cast import Cast, agent, send


def empty_desk(member: BrowserContext, cast: Cast) -> Page:
    cast.thread("空桌子")
    return desk_in(member).page


def full_desk(member: BrowserContext, cast: Cast) -> Page:
    thread = cast.thread("在吗")
    send(agent(cast.mei), thread, "在的，您说")
    desk = desk_in(member, thread.pk)
    desk.shows("在的，您说")
    return desk.page


def me_menu(member: BrowserContext, cast: Cast) -> Page:
    page = desk_in(member).page
    page.get_by_role("button", name="我：小梅").click()
    return page


def shortcuts(member: BrowserContext, cast: Cast) -> Page:
    page = desk_in(member).page
    page.keyboard.press("?")
    return page


def at(path: str) -> Callable[[BrowserContext, Cast], Page]:
    return lambda context, cast: page_in(context, path)


def chat(person: BrowserContext, cast: Cast) -> Page:
    buyer = chat_in(person, cast.shop)
    buyer.say("有人吗")
    buyer.say("字" * 4900)
    buyer.box.fill("字" * 5001)
    buyer.settled(2)
    return buyer.page


PAGES: dict[str, tuple[str, Callable[[BrowserContext, Cast], Page]]] = {
    "sign-in": ("nobody", at("/sign-in/")),
    "forgotten": ("nobody", at("/password/forgot/")),
    "bad link": ("nobody", at("/password/reset/none/")),
    "chat": ("nobody", chat),
    "desk empty": ("mei", empty_desk),
    "desk with a thread": ("mei", full_desk),
    "me menu": ("mei", me_menu),
    "shortcuts": ("mei", shortcuts),
    "password": ("mei", at("/password/")),
    "people": ("lan", at("/people/")),
    "handing the shop over": ("lan", at("/people/transfer/")),
    "rules": ("lan", at("/settings/?edit=chat.wait_steps")),
    "history of a rule": ("lan", at("/settings/?history=chat.recall_seconds")),
    "shop profile": ("lan", at("/settings/shop/")),
    "tags": ("lan", at("/settings/tags/")),
    "blacklist": ("lan", at("/settings/blacklist/")),
    "endings": ("lan", at("/settings/ending/")),
    "record": ("lan", at("/audit/")),
    "dead invitation": ("nobody", at("/join/none/")),
    "not found": ("mei", at("/desk/999999999/")),
}


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious_in_light_or_dark(
    windows: Windows, real_cast: Cast, size: tuple[int, int]
) -> None:
    windows.witness.allow("404|410")
    contexts = {
        "nobody": windows.person(size),
        "mei": windows.member(real_cast.mei, size),
        "lan": windows.member(real_cast.lan, size),
    }
    found = []
    for name, (who, make) in PAGES.items():
        page = make(contexts[who], real_cast)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            expect(page.locator("html")).to_have_attribute("data-theme", theme)
            rules = None if theme == "light" else ["color-contrast"]  # dark differs in nothing else
            found += [f"{name}, {theme}: {told}" for told in serious(page, rules)]
        page.close()
    assert not found, "\n".join(found)


def serious(page: Page, rules: list[str] | None) -> Iterator[str]:
    """What axe finds that keeps people out."""
    for violation in (
        Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    ):
        if violation["impact"] in {"serious", "critical"}:
            node = violation["nodes"][0]
            why = (node["any"] or node["all"] or node["none"] or [{"message": ""}])[0]["message"]
            yield f"{violation['id']} {[each['target'] for each in violation['nodes']]} {why}"
