"""What a browser loads before the desk is there, gzipped, each file by itself: joined, as it is
where static files are collected (and in tests: `tests/joined_static.py`)."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from helpdesk.joined_pages import DESK
from helpdesk.kernel.joining.pages import join_page
from tests.budgets import TABLE
from tests.cast import Cast
from tests.conversations.test_panel import browser_of

NAMED = re.compile(rf'(?:href|src)="{settings.STATIC_URL}([^"#?]+)')
HASH = re.compile(r"\.[0-9a-f]{12}(\.\w+)$")


def test_the_desk_stays_within_its_bytes(cast: Cast) -> None:
    html = browser_of(cast.mei).get("/desk/").content
    names = {HASH.sub(r"\1", name) for name in NAMED.findall(html.decode())}
    assert {DESK.base, DESK.main} < names
    joined = join_page(DESK, lambda name: source(name).decode())
    files = {name: joined[name].encode() if name in joined else source(name) for name in names}
    weight = sum(len(gzip.compress(body, 9)) for body in (html, *files.values()))
    most = TABLE["bytes"]["desk"]["most"]
    heavy = sorted(files, key=lambda name: len(files[name]))[-5:]
    assert weight <= most, f"{weight} of {most} bytes; the largest files: {heavy}"


def source(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()
