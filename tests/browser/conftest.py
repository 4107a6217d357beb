"""Chromium, the served static files, the line between, and windows that must not complain."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.browser.at_rest import QUIET
from tests.browser.axe import AXE, SOURCE
from tests.browser.broken import Casts, Talk, talk_on
from tests.browser.host_site import HostSite
from tests.browser.proxy import Proxy
from tests.browser.widget import let_in, snippet
from tests.browser.windows import PATIENCE_MS, Windows
from tests.browser.witness import Witness
from tests.cast import Cast
from tests.faults.stack import Stack, stack
from tests.live import LiveServer

WHOLE = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUICK = which("chromium-headless-shell") or WHOLE
"""Chromium without its window: a third of the work, but it neither sounds nor notifies."""

A_DAY = 24 * 3600

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def playing() -> Iterator[Playwright]:
    """Gone before tests of other folders run: its event loop would be in their way."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop stands in this thread
        yield playwright
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def quick_chromium(playing: Playwright) -> Iterator[Browser]:
    browser = playing.chromium.launch(executable_path=QUICK, args=ARGS)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def whole_chromium(playing: Playwright) -> Iterator[Browser]:
    browser = playing.chromium.launch(executable_path=WHOLE, args=ARGS)
    yield browser
    browser.close()


@pytest.fixture
def chromium(request: pytest.FixtureRequest) -> Browser:
    """The quick one, unless the test is marked as needing all of it."""
    whole = request.node.get_closest_marker("whole_chromium")
    browser: Browser = request.getfixturevalue("whole_chromium" if whole else "quick_chromium")
    return browser


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What WhiteNoise serves: collected now, whether or not the server already runs."""
    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root):
        call_command("collectstatic", "--noinput", verbosity=0)
    from helpdesk.wsgi import application

    (root / Path(QUIET).name).write_text("")
    (root / Path(AXE).name).write_text(SOURCE)
    application.max_age = A_DAY  # names of production change with what they name; these stand
    application.add_files(root, prefix="static/")


@pytest.fixture(scope="package")
def shared_line(live: LiveServer, static: None) -> Iterator[Proxy]:
    proxy = Proxy(live.port)
    proxy.start()
    yield proxy
    proxy.stop()


@pytest.fixture
def line(shared_line: Proxy) -> Iterator[Proxy]:
    """The line every page comes through."""
    yield shared_line
    shared_line.mend()


@pytest.fixture
def witness() -> Iterator[Witness]:
    """Fails the test in the end on whatever a page complained about."""
    seen = Witness()
    yield seen
    assert seen.complaints == []


@pytest.fixture
def windows(
    chromium: Browser, line: Proxy, witness: Witness, real_db: None, request: Any
) -> Iterator[Windows]:
    """Opens windows of people."""
    opened = Windows(chromium, line.url, witness)
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def own_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack of processes of its own, with its static files, to be broken."""
    with stack(tmp_path_factory.mktemp("browser-stack"), collected=True) as made:
        yield made


@pytest.fixture(scope="package")
def own_casts(own_stack: Stack) -> Casts:
    return Casts(own_stack)


@pytest.fixture
def talk(own_stack: Stack, own_casts: Casts, chromium: Browser, witness: Witness) -> Iterator[Talk]:
    """A buyer's and Mei's window on it, in one thread."""
    yield from talk_on(own_stack, own_casts, chromium, witness)
    own_stack.mend()


@pytest.fixture
def site() -> Iterator[HostSite]:
    opened = HostSite()
    yield opened
    opened.stop()


@pytest.fixture
def address(site: HostSite, windows: Windows, real_cast: Cast) -> str:
    """A page of the shop's website that may show the chat."""
    let_in(real_cast, site.url)
    return site.page("/", snippet(windows.url, real_cast.shop))
