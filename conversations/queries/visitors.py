"""What a buyer's socket needs to know before the first word."""

from collections.abc import Mapping
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from conversations.emoji_rules import offers_emoji
from conversations.file_rules import file_rules_shape
from conversations.guard_rules import levels_on
from conversations.policy_rules import SHOW_DRAFT
from helpdesk.kernel.text import MAX_MESSAGE_LENGTH
from helpdesk.realtime.shapes import RulesShape, Side

Record = Mapping[str, Any]


async def find_shop(conn: AsyncConnection[DictRow], slug: str) -> Record | None:
    """The shop of a public address: ``id``, ``name``, ``slug``, and its clock."""
    sql = """SELECT id, name, slug, time_zone, business_day_cut
        FROM accounts_shop WHERE slug = %s"""
    return await (await conn.execute(sql, (slug,))).fetchone()


async def find_thread(
    conn: AsyncConnection[DictRow], shop_id: int, visitor_key: str
) -> Record | None:
    """The visitor's thread, or None before the first message."""
    sql = """SELECT c.id, b.name AS buyer_name FROM commerce_buyer b
        JOIN conversations_conversation c ON c.shop_id = b.shop_id AND c.buyer_id = b.id
        WHERE b.shop_id = %s AND b.visitor_key = %s"""
    return await (await conn.execute(sql, (shop_id, visitor_key))).fetchone()


def rules_shape(policies: Mapping[str, Any], *, side: Side) -> RulesShape:
    """The shop's rules that a browser of this side needs."""
    return {
        "max_length": MAX_MESSAGE_LENGTH,
        "recall_seconds": policies["chat.recall_seconds"],
        "wait_steps": policies["chat.wait_steps"],
        "emoji": offers_emoji(policies, side=side),
        "files": file_rules_shape(policies),
        "show_draft": policies[SHOW_DRAFT],
        "guard": levels_on(policies, side=side),
    }
