"""Receivers of orders long over go; figures stay, and nothing brings them back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.actions import erasing
from helpdesk.commerce.actions.erasing import erase_old_receivers
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.models import Order, Reveal
from helpdesk.commerce.receivers import opened, shown
from helpdesk.commerce.retention import months_before
from helpdesk.commerce.tasks import erase_old_receivers as task
from helpdesk.kernel import clock
from tests.cast import Cast
from tests.commerce.test_upserting import FACTS
from tests.privacy.test_receivers_at_rest import stored


def old(cast: Cast, days: int = 36 * 31 + 5, **more: Any) -> Order:
    at = clock.now() - timedelta(days=days)
    said = {"state": "finished", "created_at": at, "paid_at": at, "finished_at": at} | more
    return stored(cast, **said)


def test_what_is_over_for_long_enough_goes_and_the_figures_stay(cast: Cast) -> None:
    order, recent = old(cast), old(cast, days=30, number="RECENT")
    assert erase_old_receivers(shop_id=cast.shop.pk) == 1
    order.refresh_from_db()
    assert shown(order).problem == "erased" and opened(order, "receiver_name") == ""
    assert (order.phone_hash, order.phone_tail_hash) == (None, None)
    assert (order.province, order.paid_fen, order.number) == ("浙江", 16000, FACTS.number)
    assert order.lines.count() == 1
    recent.refresh_from_db()
    assert opened(recent, "receiver_phone") == "13812345678"
    entry = AuditEntry.objects.get(verb="order.receivers_erased")
    assert (entry.actor_id, entry.data["count"], entry.data["months"]) == (None, 1, 36)
    assert erase_old_receivers(shop_id=cast.shop.pk) == 0
    assert AuditEntry.objects.filter(verb="order.receivers_erased").count() == 1


@pytest.mark.parametrize("state", ["paid", "shipped"])
def test_what_is_still_owed_stays(cast: Cast, state: str) -> None:
    old(cast, state=state)
    assert erase_old_receivers(shop_id=cast.shop.pk) == 0


@pytest.mark.parametrize("state", ["finished", "signed", "closed", "unpaid"])
def test_whatever_ended_it(cast: Cast, state: str) -> None:
    old(cast, state=state)
    assert erase_old_receivers(shop_id=cast.shop.pk) == 1


def test_the_last_thing_that_happened_counts(cast: Cast) -> None:
    old(cast, finished_at=clock.now() - timedelta(days=3))
    assert erase_old_receivers(shop_id=cast.shop.pk) == 0


def test_the_shop_says_how_long(cast: Cast) -> None:
    old(cast, days=100)
    assert erase_old_receivers(shop_id=cast.shop.pk) == 0
    set_policy(
        actor=cast.lan.user,
        shop_id=cast.shop.pk,
        name="privacy.receiver_months",
        value=2,
        source="",
    )
    assert erase_old_receivers(shop_id=cast.shop.pk) == 1


def test_an_old_table_does_not_bring_it_back(cast: Cast) -> None:
    order = old(cast)
    erase_old_receivers(shop_id=cast.shop.pk)
    again = replace(FACTS, memo="新的备注", receiver_phone="13900000000")
    assert upsert_order(actor=None, shop_id=cast.shop.pk, order=again).fields == (
        *("state", "created_at", "paid_at", "memo", "payments"),
    )
    order.refresh_from_db()
    assert shown(order).problem == "erased" and order.province == "浙江"


def test_another_shops_orders_are_its_own_business(cast: Cast) -> None:
    at = clock.now() - timedelta(days=2000)
    facts = replace(FACTS, state="finished", created_at=at, paid_at=at)
    upsert_order(actor=None, shop_id=cast.other_shop.pk, order=facts)
    assert erase_old_receivers(shop_id=cast.shop.pk) == 0
    assert erase_old_receivers(shop_id=cast.other_shop.pk) == 1


def test_the_sweep_goes_on_until_nothing_is_left_and_forgets_old_looks(cast: Cast) -> None:
    for place in range(5):
        order = old(cast, number=f"OLD{place}")
    Reveal.objects.create(
        shop=cast.shop, member=cast.mei, order=order, at=clock.now() - timedelta(days=3)
    )
    with patch.object(erasing, "AT_ONCE", 2):
        task()
    assert Order.objects.filter(shop=cast.shop, receiver_erased_at=None).count() == 0
    counts = [
        entry.data["count"] for entry in AuditEntry.objects.filter(verb="order.receivers_erased")
    ]
    assert sum(counts) == 5 and max(counts) == 2
    assert not Reveal.objects.exists()


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ((2026, 11, 20), 36, (2023, 11, 20)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 1, 1), 1, (2025, 12, 1)),
        ((2026, 12, 31), 6, (2026, 6, 30)),
        ((2026, 12, 15), 12, (2025, 12, 15)),
    ],
)
def test_months_are_the_calendars(
    day: tuple[int, int, int], months: int, before: tuple[int, int, int]
) -> None:
    assert months_before(datetime(*day, tzinfo=UTC), months) == datetime(*before, tzinfo=UTC)
