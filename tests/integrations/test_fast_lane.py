"""Messages on the sockets' own way: one statement, whether somebody listens or not, and never an
event lost when that changes."""

import subprocess
import sys
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async

from conversations.actions import sending, stored
from helpdesk.integrations.actions.pausing import pause_endpoint
from helpdesk.integrations.models import WebhookEvent
from tests.cast import Cast
from tests.integrations.conftest import endpoint_of
from tests.live import LiveServer, chat

ROOT = Path(__file__).parents[2]


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Messages for which one statement was not enough."""
    gone: list[str] = []
    whole = sending.send_message

    def seen(**given: object) -> object:
        gone.append(str(given["text"]))
        return whole(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "send_message", seen)
    return gone


async def told(cast: Cast) -> list[str]:
    events = WebhookEvent.objects.filter(shop=cast.shop, kind="message.sent").order_by("pk")
    return [event.payload["text"] async for event in events]


async def test_from_the_first_word_after_somebody_listens_to_the_last_before_they_do_not(
    live: LiveServer, real_cast: Cast, full: list[str], nudges: list[bool]
) -> None:
    bea = await chat(live, real_cast.shop)
    for words in ("一", "二", "三"):
        await bea.send(words)
    assert full == ["一"], "the first one opens the session"
    assert await told(real_cast) == [] and nudges == []
    made = await sync_to_async(endpoint_of)(real_cast.lan, kinds=("message.sent",))
    for words in ("四", "五", "六 13812345678"):
        await bea.send(words)
    assert await told(real_cast) == ["四", "五", "六 138****5678"]
    assert full == ["一", "四"], "one goes the full way and learns it, the others do not"
    assert len(nudges) == 3
    await sync_to_async(pause_endpoint)(
        actor=real_cast.lan.user, shop_id=real_cast.shop.pk, endpoint_id=made.endpoint.pk
    )
    for words in ("七", "八"):
        await bea.send(words)
    assert len(await told(real_cast)) == 3 and full == ["一", "四"]
    assert real_cast.shop.pk not in stored._heard
    await bea.close()


async def test_the_same_words_again_are_told_once(live: LiveServer, real_cast: Cast) -> None:
    await sync_to_async(endpoint_of)(real_cast.lan, kinds=("message.sent",))
    bea = await chat(live, real_cast.shop)
    client_id = "6f1f0d8a-0000-4000-8000-000000000001"
    for _ in range(3):
        await bea.send("发三次", client_id)
    assert await told(real_cast) == ["发三次"]
    await bea.close()


def test_web_processes_know_our_queue() -> None:
    """Otherwise tasks would go to Celery's own preset, and be lost there."""
    asked = "import helpdesk.wsgi; from celery import current_app as app; print(app.main)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "helpdesk"
