"""What the library's pages ask of Postgres: the same for five scripts and for fifty."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations.actions.keeping_script_files import keep_script_file
from scripts_library import guard_shops
from scripts_library.actions.importing import keep_table
from scripts_library.actions.writing import write_script
from scripts_library.drafts import Filing, Words
from tests.api.conftest import program_of
from tests.budgets import questions
from tests.cast import Cast
from tests.conversations.test_panel import browser_of
from tests.files import made
from tests.scripts.some import many_scripts

pytestmark = pytest.mark.django_db


def test_each_page_asks_what_the_table_says_whatever_there_is(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Opened twice while a shop's guard is held, which is two seconds, however slow the machine.
    monkeypatch.setattr(guard_shops, "FRESH_SECONDS", 600.0)
    picture = io.BytesIO(made.picture("PNG", (8, 8)))
    file, _changed = keep_script_file(actor=cast.lan, file=picture, name="a.png")
    words = Words("带图", "在下面", files=(file.key,))
    script = write_script(actor=cast.lan, words=words, filing=Filing(scope="own"))
    rows = "\n".join(f"第 {number} 条,好的" for number in range(9))
    table = keep_table(
        actor=cast.lan, name="t.csv", file=io.BytesIO(f"标题,内容\n{rows}\n".encode())
    )
    pages = {
        "scripts": "/scripts/",
        "script": f"/scripts/{script.pk}/",
        "new script": "/scripts/new/",
        "script table": f"/scripts/import/{table.pk}/",
        "wall of replies": "/scripts/wall/",
        "script pack": "/scripts/pack/",
    }
    browser, program = browser_of(cast.lan), program_of(cast.lan, ["scripts:read"])
    many_scripts(cast, 5)
    few = asked_by(browser, program, pages)
    many_scripts(cast, 45, first=5)
    assert asked_by(browser, program, pages) == few
    assert few == {name: questions(name) for name in few}


def asked_by(browser: object, program: object, pages: dict[str, str]) -> dict[str, int]:
    """How many questions each page asks, the second time it is opened."""
    asked = {}
    for name, address in [*pages.items(), ("scripts by API", "/api/v1/scripts/")]:
        get = program.get if "/api/" in address else browser.get  # type: ignore[attr-defined]
        get(address)
        with CaptureQueriesContext(connection) as statements:
            assert get(address).status_code == 200, address
        asked[name] = len(statements)
    return asked
