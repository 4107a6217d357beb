"""A right that was taken away is gone from sockets that were open already."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from websockets.exceptions import ConnectionClosed

from helpdesk.accounts.actions.membership import add_member
from helpdesk.accounts.models import Role
from tests.cast import Cast, agent, send
from tests.live import LiveServer, Refused, desk, session_cookie
from tests.strangers.knocking import beat_now


async def test_a_supervisor_made_an_agent_takes_no_colleagues_chat(
    live: LiveServer, real_cast: Cast
) -> None:
    cast = real_cast
    thread = await sync_to_async(cast.thread)()
    await sync_to_async(send)(agent(cast.mei), thread, "在的")
    qin = await desk(live, await sync_to_async(session_cookie)(cast.qin))
    await sync_to_async(add_member)(
        actor=cast.lan.user, shop=cast.shop, user=cast.qin.user, role=Role.AGENT
    )
    beat_now()
    await asyncio.sleep(0.5)
    with pytest.raises((Refused, ConnectionError, ConnectionClosed)) as refused:
        await qin.command("session.take", conversation=thread.pk)
    if isinstance(refused.value, Refused):
        assert refused.value.code == "held_by_other"
    await qin.close()
