"""A shop as it is after years: threads and messages by COPY, the same on every machine.

Every thread has ten messages. Two hundred agents; the first twenty hold fifty chats each, which
fills the first page of their list, the others ten. A hundred buyers wait; the rest is finished.
"""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connection  # noqa: E402  Django must be set up first

from benchmarks.people import PASSWORD  # noqa: E402
from benchmarks.sentences import Speaker  # noqa: E402
from benchmarks.servers import answer_job, read_job  # noqa: E402
from helpdesk.accounts.actions.membership import add_member, create_shop  # noqa: E402
from helpdesk.accounts.actions.registering import register_user  # noqa: E402
from helpdesk.accounts.models import Membership, Role, Shop, User  # noqa: E402

SEED, EACH, AGENTS, WAITING = 20261126, 10, 200, 100
BUSY_AGENTS, BUSY, QUIET = 20, 50, 10
NEWEST = datetime(2026, 11, 20, 12, tzinfo=UTC)
LARGE, AGENT, NAME = "bench-large", "bench-large-agent", "大店客服1"

BUYERS = """INSERT INTO commerce_buyer (shop_id, name, platform, region, visitor_key, first_seen)
    SELECT %s, '买家' || n, 'web', '', 'large-' || n, now() FROM generate_series(1, %s) AS n
    RETURNING id"""
THREADS = """COPY conversations_conversation (shop_id, buyer_id, session_number, state, owner_id,
    last_seq, last_text, last_side, last_at, unread, unanswered_since, version) FROM STDIN"""
SESSIONS = """INSERT INTO conversations_chatsession (shop_id, conversation_id, number, state,
        owner_id, opened_by, opened_at, first_seq, finished_at)
    SELECT shop_id, id, 1, state, owner_id, 'buyer', last_at, 1,
        CASE state WHEN 'finished' THEN last_at END
    FROM conversations_conversation WHERE shop_id = %s"""
ENTRIES = """COPY conversations_entry (shop_id, conversation_id, seq, session_number, kind, side,
    author_id, author_name, text, client_id, recalled, at) FROM STDIN"""
TABLES = ("commerce_buyer", "conversations_conversation", "conversations_chatsession")


def build(messages: int) -> dict[str, Any]:
    """The shop's number, a busy agent, and how long it took."""
    begin = time.monotonic()
    shop, members = _shop()
    count = messages // EACH
    with connection.cursor() as cursor:
        cursor.execute(BUYERS, [shop.pk, count])
        buyers = [row[0] for row in cursor.fetchall()]
        with cursor.copy(THREADS) as copy:
            for row in _threads(shop.pk, members, buyers):
                copy.write_row(row)
        cursor.execute(
            "SELECT id, owner_id, last_at FROM conversations_conversation "
            "WHERE shop_id = %s ORDER BY id",
            [shop.pk],
        )
        threads = cursor.fetchall()
        with cursor.copy(ENTRIES) as copy:
            for row in _entries(shop.pk, threads):
                copy.write_row(row)
        cursor.execute(SESSIONS, [shop.pk])
        for table in (*TABLES, "conversations_entry"):
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute("CHECKPOINT")
    return {
        "shop": shop.pk,
        "member": members[0],
        "agent": f"{AGENT}-1",
        "name": NAME,
        "messages": count * EACH,
        "threads": count,
        "seconds": round(time.monotonic() - begin, 1),
    }


def _shop() -> tuple[Shop, list[int]]:
    owner = register_user(username="bench-large-owner", display_name="大店店长")
    shop = create_shop(actor=None, name="大店", slug=LARGE, owner=owner)
    first = register_user(username=f"{AGENT}-1", display_name=NAME, password=PASSWORD)
    add_member(actor=None, shop=shop, user=first, role=Role.AGENT)
    users = User.objects.bulk_create(
        User(username=f"{AGENT}-{number}", display_name=f"大店客服{number}", password="!")
        for number in range(2, AGENTS + 1)
    )
    Membership.objects.bulk_create(
        Membership(shop=shop, user=user, role=Role.AGENT) for user in users
    )
    found = Membership.objects.filter(shop=shop, role=Role.AGENT).order_by("pk")
    return shop, [member.pk for member in found]


def _threads(shop: int, members: list[int], buyers: list[int]) -> Iterator[tuple[Any, ...]]:
    chance, speaker = random.Random(SEED), Speaker(SEED)
    held: list[int | None] = [
        member
        for number, member in enumerate(members)
        for _ in range(BUSY if number < BUSY_AGENTS else QUIET)
    ]
    # The newest are a mixture, as on any evening: waiting (nobody's), held, and just finished.
    lately = [("active", owner) for owner in held] + [("waiting", None)] * WAITING
    lately += [("finished", chance.choice(members)) for _ in lately]
    chance.shuffle(lately)
    for number, buyer in enumerate(buyers):
        moment = NEWEST - timedelta(seconds=number * 300 + chance.randrange(300))
        state, owner = (
            lately[number] if number < len(lately) else ("finished", chance.choice(members))
        )
        since, side = (moment, "buyer") if state == "waiting" else (None, "agent")
        words = speaker.sentence()[:100]
        yield (shop, buyer, 1, state, owner, EACH, words, side, moment, 0, since, number + 1)


def _entries(shop: int, threads: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    speaker, keys = Speaker(SEED + 1), random.Random(SEED + 2)
    for thread, owner, last_at in threads:
        for seq in range(1, EACH + 1):
            side = "buyer" if seq % 2 or owner is None else "agent"
            author = owner if side == "agent" else None
            name = "小客服" if side == "agent" else None
            moment = last_at - timedelta(seconds=40 * (EACH - seq))
            client_id = UUID(int=keys.getrandbits(128))
            text = speaker.sentence()
            yield (
                shop,
                thread,
                seq,
                1,
                "message",
                side,
                author,
                name,
                text,
                client_id,
                False,
                moment,
            )


if __name__ == "__main__":
    answer_job(build(read_job()["messages"]))
