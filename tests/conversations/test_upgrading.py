"""A shop that has talked before: its threads are brought into a new version whole."""

from collections.abc import Iterator

import pytest

from helpdesk.embedded.servers import throwaway
from tests.installation import Installation

pytestmark = pytest.mark.fault

TALK = """
WITH shop AS (
    INSERT INTO accounts_shop (name, slug, time_zone, business_day_cut, is_demo, created_at)
    VALUES ('小满', 'before', 'Asia/Shanghai', '00:00', false, now()) RETURNING id
), person AS (
    INSERT INTO accounts_user (username, password, is_superuser, is_staff, is_active, date_joined,
        email, display_name, send_key, theme, language, auth_version)
    VALUES ('mei', '', false, false, true, now(), '', '小梅', 'enter', 'auto', '', 1) RETURNING id
), mei AS (
    INSERT INTO accounts_membership (shop_id, user_id, role, alias, is_active, joined_at)
    SELECT shop.id, person.id, 'agent', '', true, now() FROM shop, person RETURNING id, shop_id
), bea AS (
    INSERT INTO commerce_buyer (shop_id, name, platform, first_seen, region)
    SELECT id, '小贝', 'web', now(), '' FROM shop RETURNING id, shop_id
), thread AS (
    INSERT INTO conversations_conversation (shop_id, buyer_id, owner_id, state, session_number,
        last_seq, last_text, last_side, last_card, last_at, unread, version)
    SELECT bea.shop_id, bea.id, mei.id, 'active', 1, 3, '', 'agent', '', now(), 0, 1 FROM bea, mei
    RETURNING id, shop_id, owner_id
), session AS (
    INSERT INTO conversations_chatsession (shop_id, conversation_id, number, state, owner_id,
        opened_by, opened_at, first_seq, taken_at)
    SELECT shop_id, id, 1, 'active', owner_id, 'buyer', '2026-06-10 09:00+08', 1,
        '2026-06-10 09:00:08+08' FROM thread RETURNING conversation_id
)
INSERT INTO conversations_entry (shop_id, conversation_id, seq, session_number, kind, side,
    author_id, author_name, text, client_id, recalled, at)
SELECT shop_id, id, said.seq, 1, 'message', said.side,
    CASE said.side WHEN 'agent' THEN owner_id END, '', '好', gen_random_uuid(), false, said.at
FROM thread, (VALUES (1, 'buyer', '2026-06-10 09:00+08'::timestamptz),
    (2, 'buyer', '2026-06-10 09:00:03+08'), (3, 'agent', '2026-06-10 09:00:08+08')
) AS said (seq, side, at)
"""
TURNS = """SELECT extract(epoch FROM ended_at - asked_at)::int, answer_seq, is_first
FROM conversations_turn"""


@pytest.fixture
def before() -> Iterator[Installation]:
    with throwaway() as servers:
        made = Installation(servers.database_url, servers.redis_url)
        made.migrate("conversations", "0007_inside")
        yield made
        made.database.close()


def test_what_was_said_before_has_its_turns(before: Installation) -> None:
    before.database.execute(TALK)
    before.migrate("conversations", "0008_turns")
    assert before.database.execute(TURNS).fetchall() == [(8, 3, True)]
