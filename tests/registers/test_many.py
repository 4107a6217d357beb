"""Ten thousand open rows in a register: its pages ask no more questions, and count no further."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aftersales.registers.queries.checks import Counts, counts_of
from aftersales.registers.queries.keys import Key, cursor_of
from aftersales.registers.queries.listing import PAGE, Wanted, register_page
from aftersales.registers.register import every_register
from helpdesk.followups.models import FollowUp
from tests.aftersales.ordered import ordered
from tests.budgets import questions
from tests.cast import Cast
from tests.registers.many import many_rows

MANY = 10_000


@pytest.mark.parametrize(("kind", "streams"), [("problem", 1), ("reship", 2)])
def test_a_long_register_is_read_by_key(kind: str, streams: int, cast: Cast) -> None:
    register = every_register()[kind]
    many_rows(kind, ordered(cast), cast.mei.pk, MANY)
    client = Client()
    client.force_login(cast.mei.user)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(register.address).content.decode()
    assert len(asked) <= questions("register") + streams - 1
    assert "999+" in page and counts_of(register, cast.shop.pk) == Counts(1000, 1000)
    by_check = [
        sql["sql"] for sql in asked if 'ORDER BY "followups_followup"."due_at"' in sql["sql"]
    ]
    assert len(by_check) == streams
    with connection.cursor() as cursor:
        for sql in by_check:
            # Next to nothing is owed of another kind, which Postgres may as well sort: it need not.
            few = f"'{kind}'" not in sql
            cursor.execute(f"SET LOCAL enable_sort = {'off' if few else 'on'}")
            cursor.execute(f"EXPLAIN {sql}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            # Where all that is owed is of one kind, either index is as good.
            assert re.search("followup_(of_kind|by_time)", plan) and "Sort" not in plan, plan

    # Behind any row the next ones, whatever stands before them.
    last = FollowUp.objects.filter(kind=kind).order_by("due_at", "pk")[MANY - PAGE - 1]
    wanted = Wanted(cursor=cursor_of(Key(last.due_at, last.pk)))
    behind = register_page(cast.mei, register, wanted, fields=())
    assert len(behind.lines) == PAGE and behind.cursor == ""
    assert behind.lines[0].check is not None and behind.lines[0].check.row.due_at > last.due_at
    first = register_page(cast.mei, register, Wanted(view="mine"), fields=())
    second = register_page(cast.mei, register, Wanted(view="mine", cursor=first.cursor), fields=())
    both = [line.row for page in (first, second) for line in page.lines]
    assert len({row.pk for row in both}) == 2 * PAGE and {row.owner_id for row in both} == {
        cast.mei.pk
    }
