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
from django.db import InternalError, connection, transaction
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
    row = take_in(actor=cast.mei, on_parcel=OnParcel("ZT0059"))

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


@contextmanager
def read_only() -> Iterator[None]:
    """As a transaction that only reads, in the one of the test: what it leaves is undone there."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """`one_moment` as outside of a test's transaction, with all that Postgres refuses there; one
    for each that was begun."""
    times: list[bool] = []

    def atomic() -> Any:
        times.append(True)
        return read_only()

    line = SimpleNamespace(isolation_level=None, read_only=None, closed=False)
    outside = SimpleNamespace(
        in_atomic_block=False,
        connection=line,
        ensure_connection=lambda: None,
        close_if_health_check_failed=lambda: None,
    )
    monkeypatch.setattr(reading, "connection", outside)
    stub = SimpleNamespace(atomic=atomic, set_rollback=transaction.set_rollback)
    monkeypatch.setattr(reading, "transaction", stub)
    return times


def test_what_only_reads_is_refused_a_write(cast: Cast, begun: list[bool]) -> None:
    with pytest.raises(InternalError, match="read-only"), reading.one_moment():
        type(cast.shop).objects.update(name="别的")
    type(cast.shop).objects.filter(pk=cast.shop.pk).update(name="别的")
    assert begun == [True]


def test_no_page_of_one_moment_writes(cast: Cast, begun: list[bool]) -> None:
    """Every address that is read, by the owner."""
    scene = set_scene(cast)
    browser = browser_of(cast.lan)
    read = 0
    for route in every_route():
        if route.is_api or (route.is_public and route.arguments):
            continue
        answer = browser.get(route.address(scene), SAID.get(str(route.name), {}))
        assert answer.status_code < 500 or route.name in {"healthz", "readyz"}, route.written
        read += answer.status_code == 200
    assert read > 80 and len(begun) > 30
