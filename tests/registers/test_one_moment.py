"""A page that shows a version shows what hangs on it at the same moment.

A colleague commits, on a connection of their own, before each statement of a page that names one of
its tables in turn. Each is proved: read statement by statement, as before, it shows two moments.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from psycopg import IsolationLevel

from aftersales.actions.adding import add_evidence
from aftersales.doer import buyer_of
from aftersales.models import Case
from aftersales.registers.actions.checking import note_check
from aftersales.registers.actions.taking_in import OnParcel, take_in
from aftersales.registers.models import ReturnedParcel
from aftersales.registers.returns import RETURNS
from helpdesk.kernel import reading
from scripts_library.actions.writing import save_words, write_script
from scripts_library.drafts import Filing, Words
from scripts_library.models import Script
from tests.aftersales.ordered import WORDS, fresh, opened
from tests.api.conftest import program_of
from tests.cast import Cast
from tests.conversations.test_panel import browser_of
from tests.conversations.test_races import at_once
from tests.strangers.routes import SAID, every_route, set_scene


@dataclass
class Page:
    """Of an address: its tables, what a colleague does, and the two sides of what it shows."""

    tables: tuple[str, ...]
    read: Callable[[], Any]
    deed: Callable[[], object]
    version: Callable[[Any], int]
    hanging: Callable[[Any], int]


def register(cast: Cast) -> Page:
    row = take_in(actor=cast.mei, on_parcel=OnParcel("ZT1"))

    def check() -> None:
        found = ReturnedParcel.objects.get(pk=row.pk)
        note_check(
            actor=cast.tom,
            register=RETURNS,
            row_id=row.pk,
            version=found.version,
            found="不是 M 码",
        )

    browser, address = browser_of(cast.mei), f"/cases/registers/returns/{row.pk}/"
    return Page(
        ("returnedparcel", "followups_followup"),
        lambda: browser.get(address).context,
        check,
        lambda page: int(page["row"].version) - 1,
        lambda page: len(page["history"]),
    )


CASE = ('_case"', "caseevent")


def adding(cast: Cast, case: Case) -> Callable[[], object]:
    return lambda: add_evidence(
        doer=buyer_of(cast.shop.pk), case_id=case.pk, version=fresh(case).version, evidence=WORDS
    )


def case_page(cast: Cast) -> Page:
    case = opened(cast)
    browser = browser_of(cast.mei)
    return Page(
        CASE,
        lambda: browser.get(f"/cases/{case.pk}/now/").context,
        adding(cast, case),
        lambda page: int(page["case"].version),
        lambda page: int(page["last"].version),
    )


def case_by_program(cast: Cast) -> Page:
    case = opened(cast)
    program = program_of(cast.lan, ["cases:read"])
    return Page(
        CASE,
        lambda: program.get(f"/api/v1/cases/{case.pk}/").json(),
        adding(cast, case),
        lambda answer: int(answer["version"]),
        lambda answer: len(answer["events"]),
    )


def script(cast: Cast) -> Page:
    made = write_script(actor=cast.lan, words=Words("一", "好的"), filing=Filing(scope="own"))

    def change() -> None:
        seen = Script.objects.get(pk=made.pk).edits
        words = Words("一", f"好的 {seen}")
        save_words(actor=cast.lan, script_id=made.pk, words=words, seen=seen, submit=True)

    browser = browser_of(cast.lan)
    return Page(
        ('_script"', "scriptversion"),
        lambda: browser.get(f"/scripts/{made.pk}/").context["pane"],
        change,
        lambda pane: int(pane["script"].latest),
        lambda pane: int(pane["versions"][0].number),
    )


@contextmanager
def before_statement(number: int, page: Page) -> Iterator[list[str]]:
    """Done elsewhere before this one of the statements that name its tables; all of those."""
    asked: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if any(table in sql for table in page.tables):
            if len(asked) == number:
                [problem] = at_once(page.deed)
                assert not isinstance(problem, Exception), problem
            asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(watch):
        yield asked


def moments(page: Page) -> Iterator[tuple[int, int]]:
    """What the page shows where the colleague comes before each of those statements in turn."""
    for number in count():
        with before_statement(number, page) as asked:
            answer = page.read()
        if number == len(asked):
            return
        yield page.version(answer), page.hanging(answer)


PAGES = [register, case_page, case_by_program, script]


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_shows_one_moment(
    real_cast: Cast, kind: Callable[[Cast], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = kind(real_cast)
    shown = list(moments(page))
    assert len(shown) > 1
    assert [one for one in shown if one[0] != one[1]] == []
    # The same, each statement at a moment of its own.
    by_statement = SimpleNamespace(REPEATABLE_READ=IsolationLevel.READ_COMMITTED)
    monkeypatch.setattr(reading, "IsolationLevel", by_statement)
    assert any(one[0] != one[1] for one in moments(page))


def test_no_page_of_one_moment_writes(real_cast: Cast) -> None:
    """Every address that is read, by its owner and outside of any transaction of a test."""
    scene = set_scene(real_cast)
    browser = browser_of(real_cast.lan)
    read = 0
    for route in every_route():
        if route.is_api or (route.is_public and route.arguments):
            continue
        answer = browser.get(route.address(scene), SAID.get(str(route.name), {}))
        assert answer.status_code < 500 or route.name in {"healthz", "readyz"}, route.written
        read += answer.status_code == 200
    assert read > 80
