"""The digest at the start of a shift: once a business day, until it is put away."""

from datetime import datetime, time, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import Membership
from helpdesk.followups.models import FollowUp, Reminder, ShiftStart
from helpdesk.followups.policy_rules import SHIFT_DIGEST
from helpdesk.followups.queries.digest import digest_of
from helpdesk.kernel import clock
from helpdesk.team.actions.arriving import come_in
from helpdesk.team.actions.choosing_state import choose_state
from helpdesk.team.models import Presence, PresenceState
from tests.cast import Cast
from tests.followups.scene import age, owed
from tests.followups.test_pages import of

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 3, 3, 8, 55, tzinfo=SHANGHAI)
START, DISMISS = "/todo/start/", "/todo/start/dismiss/"


def at(moment: datetime) -> Any:
    return patch.object(clock, "now", return_value=moment)


def comes(member: Membership, moment: datetime) -> None:
    with at(moment):
        come_in(shop_id=member.shop_id, member_id=member.pk)


def goes(member: Membership, moment: datetime) -> None:
    with at(moment):
        choose_state(
            shop_id=member.shop_id,
            member_id=member.pk,
            state=PresenceState.AWAY,
            has_chats=False,
        )
        Presence.objects.filter(member=member).update(left=False)


def test_whoever_comes_to_work_begins_one_shift_a_business_day(cast: Cast) -> None:
    cast.shop.business_day_cut = time(4)
    cast.shop.save()
    comes(cast.mei, MORNING)
    goes(cast.mei, MORNING.replace(hour=12))
    comes(cast.mei, MORNING.replace(hour=13))
    late = MORNING.replace(hour=1) + timedelta(days=1)  # still the same business day
    goes(cast.mei, late - timedelta(hours=1))
    comes(cast.mei, late)
    (first,) = ShiftStart.objects.filter(member=cast.mei)
    assert (first.day, first.began_at, first.away_since) == (MORNING.date(), MORNING, None)
    goes(cast.mei, late + timedelta(minutes=5))
    comes(cast.mei, MORNING + timedelta(days=1))
    second = ShiftStart.objects.filter(member=cast.mei).latest("pk")
    assert (second.day, second.away_since) == (
        MORNING.date() + timedelta(days=1),
        late + timedelta(minutes=5),
    )


def test_it_is_shown_until_it_is_put_away_and_not_to_who_does_not_work(cast: Cast) -> None:
    owed(cast.mei, "回电话", hours=0.2, money_fen=8_900)
    mei, tom = of(cast.mei), of(cast.tom)
    assert mei.get(START).status_code == 204  # nobody has come to work
    come_in(shop_id=cast.shop.pk, member_id=cast.mei.pk)
    for _ in range(2):
        page = mei.get(START)
        assert page.status_code == 200 and "回电话" in page.content.decode()
    assert tom.get(START).status_code == 204
    assert mei.post(DISMISS).status_code == 200 and mei.post(DISMISS).status_code == 200
    assert mei.get(START).status_code == 204
    assert mei.get(START + "?again=1").status_code == 200
    come_in(shop_id=cast.shop.pk, member_id=cast.tom.pk)
    assert tom.get(START).status_code == 204  # at work, and nothing to say
    FollowUp.objects.update(owner=cast.tom)
    assert tom.get(START).status_code == 200
    set_policy(
        actor=cast.lan.user, shop_id=cast.shop.pk, name=SHIFT_DIGEST, value=False, source="店里定的"
    )
    assert tom.get(START).status_code == 204


def test_it_says_what_is_due_and_what_only_supervisors_see(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    over, today, tomorrow, toms = (
        owed(member, title, hours=hours, money_fen=fen)
        for member, title, hours, fen in (
            (cast.mei, "过了的", 5, 500),
            (cast.mei, "今天的", 0.02, 26_800),
            (cast.mei, "后天的", 48, 99_900),
            (cast.tom, "汤姆过了的", 5, 3_000),
        )
    )
    age([over, toms], 6)
    promise = owed(cast.mei, "给准信", hours=0.01, kind="promise")
    check = owed(cast.mei, "看有没有新投诉", hours=0.02, kind="shift_check")
    FollowUp.objects.filter(pk=check.pk).update(owner=None)
    Reminder.objects.filter(followup=today, percent=50).update(state="failed")
    cast.thread("在吗")
    digest = digest_of(cast.mei, None)
    assert (digest.due, digest.late, digest.money) == (3, 1, "¥273.00")
    assert [line.row.pk for line in digest.first] == [today.pk, over.pk]
    assert [line.row.pk for line in digest.promises] == [promise.pk]
    assert [line.row.pk for line in digest.checks] == [check.pk]
    assert digest.team is None and len(digest.brought) == 1
    with django_assert_max_num_queries(22):
        leads = digest_of(Membership.objects.select_related("shop").get(pk=cast.qin.pk), None)
    assert leads.team is not None and not leads.is_empty
    assert [(one.name, one.count, one.money) for one in leads.team.overdue] == [
        ("汤姆", 1, "¥30.00"),
        ("小梅", 1, "¥5.00"),
    ]
    assert (leads.team.unowned, leads.team.failed) == (1, 1)
    assert tomorrow.is_open


@pytest.mark.parametrize("path", [START, DISMISS])
def test_nobody_else_sees_it(cast: Cast, path: str) -> None:
    come_in(shop_id=cast.shop.pk, member_id=cast.mei.pk)
    owed(cast.mei, "只给小满看", hours=0.1)
    oleg = of(cast.oleg)
    answer = oleg.get(path) if path == START else oleg.post(path)
    assert "只给小满看" not in answer.content.decode()
    assert ShiftStart.objects.get(member=cast.mei).dismissed_at is None
