"""What a buyer's browser loads before a first message can be written, each file gzipped."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from helpdesk.joined_pages import CHAT
from helpdesk.kernel.joining.pages import join_page
from tests.budgets import TABLE
from tests.budgets.test_bytes import NAMED
from tests.cast import Cast


def source(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


def weigh(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


@pytest.mark.parametrize(
    ("budget", "asked", "besides"),
    [
        ("buyer's page", "", set()),
        ("opened widget", "?embed=1", {"js/widget/widget.js"}),
    ],
)
def test_a_buyer_loads_no_more(cast: Cast, budget: str, asked: str, besides: set[str]) -> None:
    """As it is where static files are collected: joined, under hashed names."""
    html = Client().get(f"/chat/{cast.shop.slug}/{asked}").content.decode()
    html = re.sub(r"(/static/[^\"#?]+)\.(\w+)\"", r'\1.0123456789ab.\2"', html)
    named = {re.sub(r"\.[0-9a-f]{12}", "", name) for name in NAMED.findall(html)} | besides
    assert {CHAT.sheet, CHAT.base, CHAT.main} < named
    files = join_page(CHAT, source)
    weight = {name: weigh(files.get(name) or source(name)) for name in named}
    total = sum(weight.values()) + weigh(html)
    most = TABLE["bytes"][budget]["most"]
    assert total <= most, f"{total} of {most} bytes: {weight}"
