"""A delivery or a shop that cannot be dealt with holds up no other."""

from datetime import timedelta
from typing import Any

import pytest

from helpdesk.integrations.actions import claiming, delivering, purging
from helpdesk.integrations.actions.claiming import Claimed
from helpdesk.integrations.actions.delivering import deliver_due
from helpdesk.integrations.actions.purging import purge
from helpdesk.integrations.models import WebhookDelivery
from helpdesk.kernel.clock import now
from tests.cast import Cast
from tests.integrations.conftest import deliveries_of, endpoint_of
from tests.integrations.receiver import Receiver


def states(cast: Cast) -> list[str]:
    return [row.state for row in deliveries_of(cast.lan)]


def owed_two(cast: Cast, receiver: Receiver) -> int:
    """The number of the first."""
    endpoint_of(cast.lan, receiver.address, kinds=("conversation.started",))
    cast.thread()
    cast.thread()
    return deliveries_of(cast.lan)[0].pk


def test_one_whose_outcome_cannot_be_written_down(
    real_cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, settle = owed_two(real_cast, receiver), delivering.settle

    def sometimes(*, claimed: Claimed, outcome: Any) -> None:
        if claimed.id == bad:
            raise ValueError("a bug")
        settle(claimed=claimed, outcome=outcome)

    with monkeypatch.context() as patched:
        patched.setattr(delivering, "settle", sometimes)
        deliver_due()
    assert states(real_cast) == ["waiting", "delivered"]
    WebhookDelivery.objects.filter(pk=bad).update(due_at=now())  # the claim is over
    deliver_due()
    assert states(real_cast) == ["delivered", "delivered"]


def test_one_that_cannot_be_put_together(
    real_cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, ready = owed_two(real_cast, receiver), claiming._ready

    def sometimes(row: WebhookDelivery) -> Claimed:
        if row.pk == bad:
            raise ValueError("a bug")
        return ready(row)

    monkeypatch.setattr(claiming, "_ready", sometimes)
    assert deliver_due() == 1
    assert states(real_cast) == ["waiting", "delivered"]


def test_a_shop_that_cannot_be_purged(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for member in (cast.lan, cast.oleg):
        endpoint_of(member)
    cast.thread()
    cast.thread(shop=cast.other_shop)
    WebhookDelivery.objects.update(created_at=now() - timedelta(days=400))
    keeps = purging._limit

    def sometimes(shop_id: int) -> Any:
        if shop_id == cast.shop.pk:
            raise ValueError("a bug")
        return keeps(shop_id)

    monkeypatch.setattr(purging, "_limit", sometimes)
    purge()
    assert deliveries_of(cast.lan) != [] and deliveries_of(cast.oleg) == []
