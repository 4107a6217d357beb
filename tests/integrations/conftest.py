"""A receiver, and a shop that tells it things."""

from collections.abc import Iterator
from typing import Any

import pytest

from helpdesk.accounts.models import Membership
from helpdesk.integrations.actions.making import NewEndpoint, make_endpoint
from helpdesk.integrations.kinds import registered_kinds
from helpdesk.integrations.models import EndpointState, WebhookDelivery, WebhookEndpoint
from tests.cast import Cast
from tests.integrations.receiver import Receiver

EVERYTHING = tuple(kind.name for kind in registered_kinds())


@pytest.fixture
def real_cast(real_cast: Cast) -> Cast:
    """With nothing owed by the casts of tests before."""
    WebhookEndpoint.objects.update(state=EndpointState.REMOVED)
    return real_cast


@pytest.fixture
def loopback(settings: Any) -> None:
    """What the demo allows: this machine, by plain http."""
    settings.WEBHOOKS_TO_LOOPBACK = True


@pytest.fixture
def receiver(loopback: None) -> Iterator[Receiver]:
    opened = Receiver()
    yield opened
    opened.stop()


@pytest.fixture(autouse=True)
def nudges(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Hints that were given; nobody hears them, so a test sends when it wants to."""
    given: list[bool] = []
    for module in ("recording", "pausing", "redelivering"):
        name = f"helpdesk.integrations.actions.{module}.nudge"
        monkeypatch.setattr(name, lambda: given.append(True))
    monkeypatch.setattr("conversations.actions.sending.nudge", lambda: given.append(True))
    monkeypatch.setattr("conversations.actions.sending_together.nudge", lambda: given.append(True))
    return given


def endpoint_of(
    member: Membership,
    address: str = "https://erp.example.com/helpdesk",
    *,
    kinds: tuple[str, ...] = EVERYTHING,
    description: str = "发货系统",
) -> NewEndpoint:
    """An endpoint of the member's shop."""
    return make_endpoint(
        actor=member.user,
        shop_id=member.shop_id,
        address=address,
        description=description,
        kinds=kinds,
    )


def deliveries_of(member: Membership) -> list[WebhookDelivery]:
    """All of the shop, oldest first."""
    rows = WebhookDelivery.objects.select_related("event", "endpoint")
    return list(rows.filter(shop_id=member.shop_id).order_by("pk"))
