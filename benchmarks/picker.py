"""The list behind a slash at the desk: real keys in a real Chromium, over a large library."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import django

django.setup()

from playwright.sync_api import Locator, Page, sync_playwright  # noqa: E402  Django comes first

from benchmarks.arithmetic import latency_of  # noqa: E402
from benchmarks.people import HOST, sign_in  # noqa: E402
from benchmarks.sentences import WORDS, Speaker  # noqa: E402
from benchmarks.servers import answer_job, read_job  # noqa: E402
from benchmarks.slow_line import CHROMIUM  # noqa: E402
from conversations.models import Conversation  # noqa: E402
from scripts_library.models import Script, ScriptState, ScriptVersion, VersionState  # noqa: E402
from scripts_library.spelling import spelled  # noqa: E402

SEED, SCRIPTS = 20261127, 5_000
MOMENT = datetime(2026, 11, 20, 12, tzinfo=UTC)
WATCH = """() => {
  window.keysTook = [];
  let pressed = 0;
  const begin = () => { pressed ||= performance.now(); };
  window.keyBegins = begin;
  addEventListener("keydown", begin, true);
  // The box's own listeners have run by now: the list is drawn, and is laid out here.
  addEventListener("input", () => {
    document.querySelector("[data-script-picker]").getBoundingClientRect();
    if (pressed) window.keysTook.push(performance.now() - pressed);
    pressed = 0;
  });
  addEventListener("keyup", () => { pressed = 0; });
}"""

BY_INPUT_METHOD = """(_, mark) => {
  window.keyBegins();
  document.execCommand("insertText", false, mark);
}"""


def fill(shop: int, member: int) -> list[str]:
    """A library in bulk; the titles."""
    chance, speaker = random.Random(SEED), Speaker(SEED)
    titles = [f"{'·'.join(chance.sample(WORDS, 2))} {number}" for number in range(SCRIPTS)]
    scripts = Script.objects.bulk_create(
        Script(
            shop_id=shop,
            owner_id=member,
            code=f"B{number:04}",
            state=ScriptState.APPROVED,
            latest=1,
            live=1,
            created_at=MOMENT,
            changed_at=MOMENT,
        )
        for number in range(SCRIPTS)
    )
    versions = []
    for script, title in zip(scripts, titles, strict=True):
        pinyin, initials = spelled(title)
        body = "".join(speaker.sentence() for _ in range(3))
        versions.append(
            ScriptVersion(
                shop_id=shop,
                script=script,
                number=1,
                title=title,
                body=body,
                pinyin=pinyin,
                initials=initials,
                state=VersionState.APPROVED,
                author_id=member,
                at=MOMENT,
                reviewer_id=member,
                reviewed_at=MOMENT,
            )
        )
    ScriptVersion.objects.bulk_create(versions, batch_size=1000)
    return titles


def questions(titles: list[str], many: int) -> Iterator[str]:
    """What people type: initials, pinyin, words, codes, what is nowhere."""
    chance = random.Random(SEED + 1)
    while True:
        for title in chance.sample(titles, many):
            pinyin, initials = spelled(title)
            yield initials[:4]
            yield pinyin.replace(" ", "")[:7]
            yield title[:3]
            yield f"b{chance.randrange(SCRIPTS):04}"
            yield chance.choice(("zzz", "xiexie", "现货", "fahuo"))


def took(page: Page, box: Locator, titles: list[str], keys: int) -> list[float]:
    """Milliseconds of each key, after as many again that count for nothing as warm it up."""
    page.evaluate(WATCH)
    asked = questions(titles, 20)
    counted = 0
    while counted < keys + keys // 10:
        for mark in f"/{next(asked)}":
            if mark.isascii():
                page.keyboard.press(mark)
            else:
                box.evaluate(BY_INPUT_METHOD, mark)
            counted += 1
        box.evaluate("(box) => { box.value = ''; }")
    found: list[float] = page.evaluate("window.keysTook")
    return found[len(found) // 11 :]


def run(job: dict[str, Any]) -> dict[str, Any]:
    """p50, p99 and the longest of so many keys."""
    titles = fill(job["shop"], job["member"])
    thread = Conversation.objects.filter(
        shop_id=job["shop"], owner_id=job["member"], state="active"
    ).values_list("pk", flat=True)[0]
    cookie = sign_in(job["port"], job["agent"])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        site = f"http://{HOST}:{job['port']}/"
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        for word in cookie.split("; "):
            name, _, value = word.partition("=")
            context.add_cookies([{"name": name, "value": value, "url": site}])
        page = context.new_page()
        page.goto(f"{site}desk/{thread}/")
        box = page.locator("[data-text]").first
        box.click()
        page.keyboard.press("/")
        page.get_by_role("option").first.wait_for()
        box.fill("")
        seconds = [one / 1000 for one in took(page, box, titles, job["keys"])]
        browser.close()
    return {"scripts": len(titles), **latency_of(seconds).as_json()}


if __name__ == "__main__":
    answer_job(run(read_job()))
