"""The kept counts are what a count of the rows would be: after anything, beside anybody."""

import random
import threading
from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from unittest.mock import patch

import pytest
from django.db import connection, transaction

from helpdesk.accounts.models import Membership
from helpdesk.followups.actions.merging import merge_all, recount
from helpdesk.followups.models import FollowUp, Standing
from helpdesk.followups.queries.board import edges, part_of
from helpdesk.followups.queries.counts import due_now, midnight
from helpdesk.followups.queries.radar import Asked, Whose, owed_to
from helpdesk.followups.queries.tally import tally_of
from helpdesk.followups.weighing import quadrant_of
from helpdesk.kernel import clock
from tests.cast import Cast
from tests.conversations.test_races import at_once
from tests.followups.scene import HOUR

CHANGES = 12
WHOSE: tuple[Whose, ...] = ("mine", "team", "all")


def agrees(member: Membership, now: datetime) -> None:
    """Every figure of the radar against the rows themselves."""
    for whose in WHOSE:
        asked = Asked(whose=whose)
        tally, rows = tally_of(member, asked, now), list(owed_to(member, whose))
        parts: Counter[str] = Counter()
        money: Counter[str] = Counter()
        for one in rows:
            parts[part_of(one.due_at, edges(now))] += 1
            money[part_of(one.due_at, edges(now))] += one.money_at_risk_fen
        found = tally.parts(asked)
        assert {key: one.count for key, one in found.items()} == {key: parts[key] for key in found}
        assert {key: one.fen for key, one in found.items()} == {key: money[key] for key in found}
        assert tally.quadrants(asked) == {
            field: sum(
                quadrant_of(
                    is_urgent=one.urgent_from is not None and one.urgent_from <= now,
                    is_important=one.is_important,
                )
                == field
                for one in rows
            )
            for field in tally.quadrants(asked)
        }
        assert tally.how_many() == {key: owed_to(member, key).count() for key in WHOSE}


def moments(dice: random.Random, now: datetime) -> datetime:
    """Near the edges of hours, days and of this moment itself."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    near = dice.choice([now, now + HOUR, midnight(now, 1), hour])
    return near + dice.choice([-1, 0, 1]) * dice.choice(
        [timedelta(0), timedelta(microseconds=1), HOUR, timedelta(days=dice.randrange(12))]
    )


def change(dice: random.Random, cast: Cast, now: datetime) -> None:
    """Something of what may happen to follow-ups: one or many, by any statement."""
    rows = FollowUp.objects.filter(shop=cast.shop)
    some = rows.filter(pk__in=dice.sample(list(rows.values_list("pk", flat=True)), k=5))
    deed = dice.randrange(6)
    if deed == 0:
        some.update(state="done", outcome="好了", ended_at=now)
    elif deed == 1:
        some.update(state="paused", outcome="", ended_at=None)
    elif deed == 2:
        some.update(state="open", outcome="", ended_at=None, owner=cast.mei, for_role="")
    elif deed == 3:
        due = max(moments(dice, now), now - timedelta(days=29))
        some.update(due_at=due, urgent_from=dice.choice([None, moments(dice, now)]))
    elif deed == 4:
        some.update(is_important=dice.random() < 0.5, money_at_risk_fen=dice.randrange(900))
    else:
        some.delete()
        make(dice, cast, now, 8)


def make(dice: random.Random, cast: Cast, now: datetime, count: int) -> None:
    FollowUp.objects.bulk_create(
        FollowUp(
            shop=cast.shop,
            kind=dice.choice(["noted", "duty"]),
            title="x",
            owner=dice.choice([cast.mei, cast.tom, None]),
            for_role=dice.choice(["", "supervisor"]),
            starts_at=now - timedelta(days=30),
            due_at=moments(dice, now),
            urgent_from=dice.choice([None, moments(dice, now)]),
            is_important=dice.random() < 0.5,
            money_at_risk_fen=dice.randrange(900),
            changed_at=now,
        )
        for _ in range(count)
    )


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_the_sums_are_the_rows(cast: Cast, seed: int) -> None:
    dice, now = random.Random(seed), clock.now()
    make(dice, cast, now, 60)
    for at in range(CHANGES):
        change(dice, cast, now)
        if at % 4 == 3:
            merge_all(at_least=1)
            agrees(cast.mei, now + at * timedelta(minutes=7))
    agrees(cast.qin, now)
    assert recount(cast.shop.pk) == 0
    with patch.object(clock, "now", return_value=now):
        today = owed_to(cast.mei, "team").filter(due_at__lt=midnight(now, 1)).count()
        late = owed_to(cast.mei, "team").filter(due_at__lte=now).count()
        assert due_now(cast.mei) == (today, late)


def test_what_was_written_past_the_triggers_is_found_and_put_right(cast: Cast) -> None:
    make(random.Random(1), cast, clock.now(), 5)
    Standing.objects.filter(shop=cast.shop, whose="shop").delete()
    assert recount(cast.shop.pk) > 0
    agrees(cast.mei, clock.now())
    assert recount(cast.shop.pk) == 0


def test_what_comes_to_nothing_is_not_kept(cast: Cast) -> None:
    make(random.Random(2), cast, clock.now(), 20)
    before = Standing.objects.filter(shop=cast.shop).count()
    FollowUp.objects.filter(shop=cast.shop).update(title="y", version=2)
    assert Standing.objects.filter(shop=cast.shop).count() == before
    FollowUp.objects.filter(shop=cast.shop).delete()
    merge_all(at_least=1)
    assert not Standing.objects.filter(shop=cast.shop).exists()


def test_nobody_waits_for_a_count_and_none_is_lost(real_cast: Cast) -> None:
    """One holds a change of the same hour open, others change and merge; then all at once."""
    now, go_on, is_there = clock.now(), threading.Event(), threading.Event()
    make(random.Random(3), real_cast, now, 30)

    def slow() -> None:
        with transaction.atomic():
            FollowUp.objects.filter(shop=real_cast.shop)[:1].get().delete()
            is_there.set()
            assert go_on.wait(20)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert is_there.wait(20)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
        make(random.Random(4), real_cast, now, 30)
        merge_all(at_least=1)
    go_on.set()
    thread.join()

    def work(seed: int) -> None:
        make(random.Random(seed), real_cast, now, 10)
        merge_all(at_least=1)

    assert at_once(*(partial(work, seed) for seed in range(4))) == [None] * 4
    agrees(real_cast.mei, now)
    assert recount(real_cast.shop.pk) == 0
