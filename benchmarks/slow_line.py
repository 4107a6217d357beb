"""A buyer on a slow line, in a real Chromium: what the page weighs, and the first message."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from benchmarks.people import SLUG
from benchmarks.servers import answer_job, read_job

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
BYTES_PER_SECOND, DELAY_MS = 400_000 / 8, 400
WORDS = "请问这款羽绒服还有大号吗"
STORED = "[role=log] li[data-kind=own]:is([data-step=sent], [data-step=delivered])"


@contextmanager
def _page(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    """Somebody who was never here before: an empty cache. Gzip, as the goal counts."""
    context: BrowserContext = browser.new_context(
        viewport={"width": 390, "height": 844}, extra_http_headers={"Accept-Encoding": "gzip"}
    )
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    yield page, devtools
    context.close()


def weight(browser: Browser, url: str) -> dict[str, int]:
    """Bytes until the first message can be written, in gzipped bodies and in headers."""
    whole: list[int] = []
    bodies: list[int] = []
    with _page(browser) as (page, devtools):
        devtools.on("Network.loadingFinished", lambda told: whole.append(told["encodedDataLength"]))
        devtools.on("Network.dataReceived", lambda told: bodies.append(told["encodedDataLength"]))
        page.goto(url, wait_until="networkidle")
        page.get_by_role("textbox").wait_for()
    body = sum(bodies)
    return {"bytes": body, "headers": int(sum(whole)) - body, "answers": len(whole)}


def first_message(browser: Browser, url: str) -> tuple[float, float]:
    """Seconds from opening the address until the box is there, and until the words are stored."""
    with _page(browser) as (page, devtools):
        devtools.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": DELAY_MS,
                "downloadThroughput": BYTES_PER_SECOND,
                "uploadThroughput": BYTES_PER_SECOND,
            },
        )
        begin = time.monotonic()
        page.goto(url, wait_until="commit")
        box = page.get_by_role("textbox")
        box.wait_for()
        page.wait_for_load_state("load")
        ready = time.monotonic() - begin
        box.fill(WORDS)
        box.press("Enter")
        page.wait_for_selector(STORED, timeout=30_000)
        return ready, time.monotonic() - begin


def run(job: dict[str, Any]) -> dict[str, Any]:
    """The page's weight once, the first message as often as asked."""
    url = f"http://127.0.0.1:{job['port']}/chat/{SLUG}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        weighed = weight(browser, url)
        times = [first_message(browser, url) for _ in range(job["times"])]
        browser.close()
    return {
        **weighed,
        "ready": [round(ready, 3) for ready, _ in times],
        "stored": [round(stored, 3) for _, stored in times],
    }


if __name__ == "__main__":
    answer_job(run(read_job()))
