"""axe-core on every page, light and dark, wide and small."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

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


PAGES: dict[str, Callable[[BrowserContext, Cast], Page]] = {
    "sign-in": at("/sign-in/"),
    "forgotten": at("/password/forgot/"),
    "bad link": at("/password/reset/none/"),
    "chat": chat,
    "desk empty": empty_desk,
    "desk with a thread": full_desk,
    "me menu": me_menu,
    "shortcuts": shortcuts,
    "password": at("/password/"),
    "people": at("/people/"),
    "not found": at("/desk/999999999/"),
}
NOBODY = {"sign-in", "forgotten", "bad link", "chat"}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(
    windows: Windows, real_cast: Cast, size: tuple[int, int], dark: bool
) -> None:
    windows.witness.allow("404|410")
    member = windows.member(real_cast.mei, size, dark=dark)
    owner = windows.member(real_cast.lan, size, dark=dark)
    nobody = windows.person(size, dark=dark)
    found = []
    for name, make in PAGES.items():
        context = nobody if name in NOBODY else owner if name == "people" else member
        page = make(context, real_cast)
        assert page.locator("html").get_attribute("data-theme") == ("dark" if dark else "light")
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in {"serious", "critical"}:
                where = [node["target"] for node in violation["nodes"]]
                told = violation["nodes"][0]["any"] or violation["nodes"][0]["none"]
                found.append(f"{name}: {violation['id']} {where} {told[0]['message'] if told else ''}")
        page.close()
    assert not found, "\n".join(found)
