"""The statements that run all day use an index, whatever their parameters are.

20,000 conversations of forty shops, analysed. Each statement is planned twice: for the values
given, and in general, which is what a prepared statement ends up with.
"""

import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from conversations import pulse
from conversations.actions import hearing_anger, reading, unanswered
from conversations.actions.stored import values_of
from conversations.models import SPOKEN, Conversation, Tag
from conversations.queries import (
    automatic,
    entries,
    floor_anger,
    floor_people,
    lenses,
    lists,
    notes,
    ratings,
    waiting_everywhere,
)
from conversations.sending_sql import SEND, SEND_AND_TELL
from helpdesk.accounts.queries import socket_member
from helpdesk.kernel.clock import now
from tests import tables
from tests.cast import Cast, agent, gather
from tests.conversations.crowd import crowd
from tests.conversations.inside_crowd import inside

SHOPS, EACH, ENTRIES = 40, 500, 12
BIG = (
    "conversations_conversation",
    "conversations_entry",
    "conversations_participant",
    "conversations_note",
    "conversations_mention",
    "conversations_conversationtag",
    "conversations_rating",
)

NAMED = re.compile(r"%\((\w+)\)s")
TYPES = {int: "::bigint", datetime: "::timestamptz"}


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """One shop in a city of forty, in a database where nobody else has left anything."""
    name = f"city_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock(), tables.of_this_thread(name):
        casts = [gather() for _ in range(SHOPS // 2)]
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # no search rows, no checks
            for cast in casts:
                for owner in (cast.mei, cast.oleg):
                    crowd(shop_id=owner.shop_id, owner_id=owner.pk, count=EACH, entries=ENTRIES)
                    inside(shop_id=owner.shop_id, owner_id=owner.pk)
            for table in (*BIG, "commerce_buyer", "accounts_membership", "accounts_user"):
                cursor.execute(f"VACUUM ANALYZE {table}")
            cursor.execute("RESET session_replication_role")
        yield casts[3]


@pytest.fixture
def keys(city: Cast) -> dict[str, Any]:
    thread = Conversation.objects.filter(shop=city.shop, owner=city.mei).first()
    assert thread is not None
    values = values_of(agent(city.mei), thread.pk, uuid4(), "在的")
    return {
        "shop": city.shop.pk,
        "shops": [city.shop.pk],
        "members": [city.mei.pk],
        "tag": Tag.objects.filter(shop=city.shop).values_list("pk", flat=True)[0],
        "conversation": thread.pk,
        "threads": [thread.pk],
        "member": city.mei.pk,
        "after": 5,
        "before": 5,
        "delivered": 3,
        "read": 2,
        "spoken": list(SPOKEN),
        "name": "小梅",
        **SEND.of([values])[1],
        **SEND.of([values, values])[1],
        "late": "2026-01-01T00:00:00Z",
        "given": "2026-01-01T00:00:00Z",
        "gone": "2026-01-01T00:00:00Z",
        "words": 0,
        "oversees": False,
        "moment": "infinity",
        "now": now(),
        "oldest": now() - timedelta(hours=1),
        "on": "automatic.on",
        "is_on": "true",
        "seconds": "automatic.still_seconds",
        "preset": "60",
        "id": 2**63 - 1,
    }


STATEMENTS = {
    "list waiting": lists.WAITING_SQL,
    "list mine": lists.MINE_SQL,
    "list all": lists.NEWEST_SQL,
    "digest": lists.DIGEST_SQL,
    "head of a thread": entries.HEAD_SQL,
    "fill": entries.AFTER_SQL,
    "history": entries.BEFORE_SQL,
    "send": SEND.one,
    "send together": SEND.many,
    "position": reading.MOVE_SQL,
    "unread": reading.UNREAD_SQL,
    "notes fill": notes.FILL_SQL,
    "mentions": notes.MENTIONS_SQL,
    "unseen mentions": notes.UNSEEN_SQL,
    "put off": lenses.LATER_SQL,
    "tagged": lenses.TAGGED_SQL,
    "asked rating": ratings.ASKED_SQL,
    "heartbeat heads": pulse.HEADS_SQL,
    "floor people": floor_people.LOADS_SQL,
    "floor angry": floor_anger.ANGRY_SQL,
    "floor unheard": hearing_anger.UNREAD_SQL,
    "heartbeat desks": pulse.DESKS_SQL,
    "heartbeat mine": pulse.MINE_SQL,
    "heartbeat totals": pulse.TOTAL_SQL,
    "shops of the unanswered": unanswered.SHOPS_SQL,
    "sweep of the unanswered": unanswered.CHATS_SQL,
    "sweep of automatic answers": automatic.OWED_SQL,
    "who waits everywhere": waiting_everywhere.WAITING_SQL,
    "send and tell": SEND_AND_TELL.one,
    "send together and tell": SEND_AND_TELL.many,
}


def plan(sql: str, keys: dict[str, Any], *, generic: bool) -> str:
    with connection.cursor() as cursor:
        if generic:
            names = list(dict.fromkeys(NAMED.findall(sql)))
            # Numbers and moments come with their type from psycopg, words without one.
            casts = {name: TYPES.get(type(keys[name]), "") for name in names}
            text = NAMED.sub(lambda at: f"${names.index(at[1]) + 1}{casts[at[1]]}", sql)
            cursor.execute(f"EXPLAIN (GENERIC_PLAN) {text.replace('%%', '%')}")
        else:
            cursor.execute(f"EXPLAIN {sql}", keys)
        return "\n".join(row[0] for row in cursor.fetchall())


def scanned(text: str) -> list[str]:
    """The big tables that this plan reads from end to end."""
    return [table for table in BIG if re.search(rf"Seq Scan on {table}\b", text)]


@pytest.mark.parametrize("generic", [False, True], ids=["these values", "any values"])
@pytest.mark.parametrize("sql", STATEMENTS.values(), ids=STATEMENTS.keys())
def test_no_large_table_is_read_from_end_to_end(
    sql: str, generic: bool, keys: dict[str, Any]
) -> None:
    text = plan(sql, keys, generic=generic)
    assert scanned(text) == [], text


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("list waiting", "conversation_unanswered"),
        ("list mine", "conversation_owner_newest"),
        ("list all", "conversation_newest"),
        ("digest", "conversation_open"),
        ("fill", "conversations_entry_pkey"),
        ("history", "conversations_entry_pkey"),
        ("notes fill", "note_change_once"),
        ("mentions", "mention_newest"),
        ("unseen mentions", "mention_unseen"),
        ("put off", "conversation_later"),
        ("tagged", "conversation_tag_by_tag"),
        ("asked rating", "rating_once_a_session"),
        ("send", "entry_client_id_once"),
        ("position", "participant_once"),
    ],
)
def test_a_statement_uses_the_index_made_for_it(
    name: str, index: str, keys: dict[str, Any]
) -> None:
    for generic in (False, True):
        text = plan(STATEMENTS[name], keys, generic=generic)
        assert index in text, text


@pytest.mark.parametrize("name", ["list mine", "list all", "fill", "history"])
def test_a_page_is_read_in_order_and_not_sorted(name: str, keys: dict[str, Any]) -> None:
    """Sorting a shop's thousands for a page of fifty is how lists become slow."""
    text = plan(STATEMENTS[name], keys, generic=True)
    assert "Sort" not in text, text


def test_the_round_of_sign_ins_reads_by_keys(city: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date) "
            "SELECT md5(n::text), '', now() + interval '1 hour' FROM generate_series(1, 3000) n "
            "ON CONFLICT DO NOTHING"
        )
        cursor.execute("ANALYZE django_session")
        keys = [[city.mei.pk], [1], ["x" * 32], ["agent"]]
        cursor.execute(f"EXPLAIN {socket_member.NO_LONGER_SQL}", keys)
        text = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan on django_session" not in text, text
