"""What an owner's programmer needs stands on the page: nobody in a browser can open docs/."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership
from tests.cast import Cast

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "templates" / "settings" / "examples"


@pytest.mark.parametrize(
    ("page", "kind", "guide"),
    [
        ("/settings/widget/", "customer", "widget.md"),
        ("/settings/webhooks/", "webhook", "webhooks.md"),
    ],
)
def test_the_examples_of_the_documentation_are_on_the_page(
    cast: Cast, signed_in: Callable[[Membership], Client], page: str, kind: str, guide: str
) -> None:
    shown = signed_in(cast.lan).get(page).content.decode()
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    assert "docs/" not in shown
    for language in ("python", "js", "php"):
        code = (EXAMPLES / f"{kind}_{language}.txt").read_text(encoding="utf-8")
        assert f"```{language}\n{code}```" in text
        assert code in [
            html.unescape(one)
            for one in re.findall(r"<textarea[^>]*>(.*?)</textarea>", shown, re.S)
        ]
