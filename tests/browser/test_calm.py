"""Both windows stand open while each thing goes away and comes back: they say so calmly.

And pages that are opened while Postgres is away: one quiet page that comes back by itself.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.broken import Talk
from tests.browser.windows import PHONE

pytestmark = pytest.mark.fault

SHOTS = os.environ.get("HELPDESK_SHOTS")
AWAY = {"zh-hans": ("稍等，马上回来", "现在就试"), "en": ("Back in a moment", "Try now")}
RAW = ("Internal Server Error", "Traceback", "出了点问题", "Server Error")


def shot(page: Page, name: str) -> None:
    """A picture to look at, where somebody wants to (HELPDESK_SHOTS names a folder)."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def parts_of(talk: Talk) -> dict[str, tuple[Callable[[], None], Callable[[], None], bool]]:
    """How each thing goes and comes back, and whether the windows are cut off meanwhile."""
    web, servers = talk.stack.webs[0], talk.stack.servers
    return {
        "serving process": (web.hold, web.release, True),
        "Postgres": (servers.postgres.stop, servers.postgres.start, False),
        "Redis": (servers.redis.stop, servers.redis.start, False),
    }


def test_both_windows_stay_calm_while_each_thing_is_away(talk: Talk) -> None:
    said: dict[str, list[str]] = {"买家": ["买家零"], "客服": []}
    talk.witness.allow(r"503.*/(knowledge|todo)/")  # what stands beside the chat asks Postgres too
    with talk.witness.line_down():
        for name, (go, come_back, cut_off) in parts_of(talk).items():
            go()
            try:
                for screen, who in ((talk.buyer, "买家"), (talk.desk, "客服")):
                    words = f"{who}说，{name} 不在"
                    screen.say(words)
                    said[who].append(words)
                    screen.box.fill("写了一半")
                for screen, who in ((talk.buyer, "买家"), (talk.desk, "客服")):
                    expect(screen.bubble(said[who][-1])).to_have_count(1)
                    if cut_off:
                        expect(screen.strip).to_be_visible()
                        expect(screen.state(said[who][-1])).to_have_text("等网络")
                    shot(screen.page, f"{who}-{name}-away")
                    for raw in RAW:
                        expect(screen.page.get_by_text(raw)).to_have_count(0)
            finally:
                come_back()
            for screen, who in ((talk.buyer, "买家"), (talk.desk, "客服")):
                expect(screen.strip).to_be_hidden(timeout=60_000)
                expect(screen.state(said[who][-1])).to_contain_text("已", timeout=60_000)
                assert screen.box.input_value() == "写了一半"
        talk.same_everywhere(*said.values())


def test_pages_opened_while_postgres_is_away_come_back_by_themselves(talk: Talk) -> None:
    """The desk of somebody who is signed in, the buyer's page, a page that does not exist."""
    talk.witness.allow(r"503|net::ERR_")
    talk.witness.allow(r"40[34]")  # the floor is not for agents, and /nowhere/ is none
    context = talk.desk.page.context
    pages = [(context.new_page(), path) for path in ("/desk/", "/floor/", "/nowhere/")]
    pages.append((talk.buyer.page.context.new_page(), talk.chat_path))
    with postgres_away(talk):
        for page, path in pages:
            answer = page.goto(path)
            assert answer is not None and answer.status == 503, path
            title, again = AWAY["zh-hans"]
            expect(page.get_by_role("heading", name=title)).to_be_visible()
            expect(page.get_by_role("link", name=again)).to_be_visible()
        shot(pages[0][0], "desk-503")
        assert Axe().run(pages[0][0]).violations_count == 0
        phone = talk.windows.person(PHONE, dark=True).new_page()
        cookie = {"name": "django_language", "value": "en", "url": talk.stack.url}
        phone.context.add_cookies([cookie])
        phone.goto(talk.chat_path)
        expect(phone.get_by_role("heading", name=AWAY["en"][0])).to_be_visible()
        expect(phone.get_by_role("link", name=AWAY["en"][1])).to_be_visible()
        shot(phone, "chat-503-phone")
    desk, floor, nowhere, chat = (page for page, _ in pages)
    back = {"timeout": 60_000}
    expect(desk.locator("[data-list]")).to_have_attribute("aria-busy", "false", **back)
    expect(nowhere.get_by_role("heading", name="没有这一页")).to_be_visible(**back)
    expect(chat.get_by_role("log")).to_be_visible(**back)
    expect(floor.get_by_role("heading", name=AWAY["zh-hans"][0])).to_have_count(0, **back)


@contextmanager
def postgres_away(talk: Talk) -> Iterator[None]:
    talk.stack.servers.postgres.stop()
    try:
        yield
    finally:
        talk.stack.servers.postgres.start()
