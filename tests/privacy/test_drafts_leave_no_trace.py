"""What a buyer wrote and did not send was read at the desk, and stands nowhere afterwards."""

import logging
import secrets
from unittest.mock import patch

import pytest
from asgiref.sync import sync_to_async

from conversations.consumers import drafting
from tests.cast import Cast
from tests.conversations.test_showing_drafts import drafts_of, held_by_mei, report, switched
from tests.live import LiveServer, Refused
from tests.privacy.test_nothing_in_the_clear import where

NUMBER = f"138{secrets.randbelow(10**8):08d}"
"""In no other test's words."""
SECRET = f"别告诉{secrets.token_hex(4)}"
UNSENT = f"打给 {NUMBER}，{SECRET}"


async def test_neither_the_database_nor_a_log_has_it(
    live: LiveServer, real_cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("conversations", "helpdesk"):
        caplog.set_level(logging.DEBUG, name)
    caplog.set_level(logging.INFO)
    await switched(real_cast, True)
    bea, mei, _ = await held_by_mei(live, real_cast)
    await report(bea, UNSENT)
    assert await drafts_of(mei) == [UNSENT]
    with (
        patch.object(drafting, "draft_readers", side_effect=RuntimeError("it breaks")),
        pytest.raises(Refused) as refused,
    ):
        await report(bea, UNSENT)
    assert UNSENT not in str(refused.value.error)
    await bea.send("发出去的")
    assert await sync_to_async(where)(["发出去的"]) != [], "the search finds what is there"
    assert await sync_to_async(where)([UNSENT, NUMBER, SECRET]) == []
    assert "it breaks" in caplog.text
    for word in (NUMBER, f"138****{NUMBER[-4:]}", SECRET):
        assert word not in caplog.text
    await bea.close()
    await mei.close()
