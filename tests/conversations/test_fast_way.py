"""The ordinary message needs the one statement and nothing else."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from psycopg._queries import MAX_CACHED_STATEMENT_LENGTH

from conversations.actions.sending_together import stored_together
from conversations.actions.stored import values_of
from conversations.sending_sql import SEND
from conversations.speaker import Speaker, buyer_of
from tests.cast import Cast, agent, send
from tests.live import LiveServer


@pytest.mark.parametrize("side", ["buyer", "agent", "agent who is not waited for"])
async def test_an_ordinary_message_is_stored_at_once(
    live: LiveServer, real_cast: Cast, side: str
) -> None:
    thread = await sync_to_async(real_cast.thread)("在吗")
    mei = await sync_to_async(agent)(real_cast.mei)
    await sync_to_async(send)(mei, thread, "在的")
    if side == "agent":
        await sync_to_async(send)(buyer_of(real_cast.shop.pk), thread, "有货吗")
    speaker: Speaker = buyer_of(real_cast.shop.pk) if side == "buyer" else mei
    stored = await stored_together(values_of(speaker, thread.pk, uuid4(), "有货"))
    assert stored is not None and stored["fresh"]


def test_psycopg_keeps_how_it_reads_the_statement() -> None:
    """A longer one it would read anew, mark by mark, for every message."""
    assert len(SEND.one) <= MAX_CACHED_STATEMENT_LENGTH
    assert len(SEND.many) <= MAX_CACHED_STATEMENT_LENGTH
