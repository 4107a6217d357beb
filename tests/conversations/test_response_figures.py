"""Golden data for first response, average response and the rates: every exclusion by name.

Worked out by hand from the table below; the shop's clock is Asia/Shanghai, its day ends 02:00.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from conversations.models import ChatSession, Conversation, SessionState, Turn
from conversations.queries.response_figures import (
    COUNTED,
    Average,
    Share,
    Stretch,
    figures_of,
    session_figures,
    turns_of,
)
from helpdesk.accounts.models import Membership, Policy
from helpdesk.accounts.policies import rule
from tests.cast import Cast

ZONE = ZoneInfo("Asia/Shanghai")
DAY = datetime(2026, 6, 10, tzinfo=ZONE)

# thread, session, asked, seconds waited, who ("" nobody), first of its session
TABLE = (
    ("a", 1, "09:00:00", 8, "mei", True),
    ("a", 1, "09:01:00", 40, "mei", False),
    ("a", 1, "09:05:00", 0, "mei", False),  # 0 s: a machine's speed
    ("b", 1, "10:00:00", 200, "mei", True),  # over three minutes
    ("b", 1, "10:30:00", 1500, "mei", False),  # capped at ten minutes
    ("c", 1, "23:30:00", 20, "tom", True),  # outside the counted hours
    ("d", 1, "12:00:00", 300, "", False),  # finished without an answer
    ("e", 1, "13:00:00", 16, "tom", False),  # the shop wrote first: no enquiry
    ("f", 1, "14:00:00", 5, "mei", True),  # the shop's own account
    ("g", 1, "01:30:00", 3600, "tom", True),  # asked before the day's end, answered after
)


def at(clock: str) -> datetime:
    hours, minutes, seconds = map(int, clock.split(":"))
    return DAY + timedelta(hours=hours, minutes=minutes, seconds=seconds)


@pytest.fixture
def golden(cast: Cast) -> Cast:
    cast.shop.business_day_cut = datetime(2026, 1, 1, 2, 0).time()
    cast.shop.save()
    threads: dict[str, Conversation] = {}
    who: dict[str, Membership | None] = {"mei": cast.mei, "tom": cast.tom, "": None}
    for name, session, asked, seconds, member, is_first in TABLE:
        if name not in threads:
            threads[name] = _thread(cast, name, session, at(asked))
        Turn.objects.create(
            shop=cast.shop,
            conversation=threads[name],
            session_number=session,
            asked_at=at(asked),
            ended_at=at(asked) + timedelta(seconds=seconds),
            answer_seq=2 if member else None,
            member=who[member],
            is_first=is_first,
        )
    Conversation.objects.filter(pk=threads["f"].pk).update(is_own=True)
    cast.golden = threads  # type: ignore[attr-defined]
    return cast


def _thread(cast: Cast, name: str, session: int, opened: datetime) -> Conversation:
    thread = cast.thread(name)
    ChatSession.objects.filter(conversation=thread).update(
        opened_at=opened, opened_by="agent" if name == "e" else "buyer"
    )
    assert thread.session_number == session and thread.state == SessionState.WAITING
    return thread


def whole_day(member: Membership | None = None) -> Stretch:
    begin = DAY + timedelta(hours=-1)
    return Stretch(begin, begin + timedelta(days=1, hours=3), member.pk if member else None)


def test_the_shop(golden: Cast) -> None:
    found = figures_of(golden.shop, whole_day())
    # a 8, b 200, c 20, g 3600; e is no enquiry, f is their own
    assert found.first == Average(pytest.approx((8 + 200 + 20 + 3600) / 4), 4)
    # 8, 40, 200, 600 of 1500, 20, 16; g is across days
    assert found.average == Average(pytest.approx((8 + 40 + 200 + 600 + 20 + 16) / 6), 6)
    # asked 8:00-23:00: a 8 and 40, b 200 and 1500, d never, e 16; 0 s is a machine's
    assert found.reached == Share(3, 6)
    assert found.reached.percent == 50
    # sessions the buyer opened 8:00-23:00: a 8, b 200, d never
    assert found.first_reached == Share(1, 3)
    assert found.left_out == {
        "own_account": 1,
        "unanswered": 1,
        "zero_seconds": 1,
        "another_day": 1,
    }


def test_one_person_and_one_session(golden: Cast) -> None:
    mei = figures_of(golden.shop, whole_day(golden.mei))
    assert (mei.first, mei.average) == (Average(104, 2), Average(212, 4))
    thread = golden.golden["a"]  # type: ignore[attr-defined]
    one = session_figures(golden.shop, conversation_id=thread.pk, session=1)
    assert (one.first, one.average) == (Average(8, 1), Average(24, 2))


def test_the_shops_own_rules_count(golden: Cast) -> None:
    for name, value in (
        ("response.cap_seconds", 300),
        ("response.counted_hours", {"since": "08:00", "until": "23:59"}),
    ):
        Policy.objects.create(
            shop=golden.shop, name=name, value=value, effective_from=DAY - timedelta(days=1)
        )
    found = figures_of(golden.shop, whole_day())
    assert found.average.seconds == pytest.approx((8 + 40 + 200 + 300 + 20 + 16) / 6)
    assert found.reached == Share(4, 7)


def test_the_counted_hours_may_end_with_the_day(golden: Cast) -> None:
    name, value = "response.counted_hours", {"since": "08:00", "until": "24:00"}
    assert rule(name).fits(value)
    for wrong in ("24:01", "08:00", "07:59", "", "24"):
        assert not rule(name).fits({**value, "until": wrong})
    Turn.objects.create(
        shop=golden.shop,
        conversation=golden.golden["c"],  # type: ignore[attr-defined]
        session_number=1,
        asked_at=at("23:59:30"),
        ended_at=at("23:59:45"),
        answer_seq=5,
        member=golden.tom,
    )
    Policy.objects.create(
        shop=golden.shop, name=name, value=value, effective_from=DAY - timedelta(days=1)
    )
    # beside what counts until 23:00: c at 23:30, and this one
    assert figures_of(golden.shop, whole_day()).reached == Share(5, 8)


def test_a_reception_that_nobody_answers_is_missed_once_however_soon_it_ends(golden: Cast) -> None:
    for name, asked, seconds in (("d", "12:06:00", 5), ("a", "11:00:00", 10)):
        Turn.objects.create(
            shop=golden.shop,
            conversation=golden.golden[name],  # type: ignore[attr-defined]
            session_number=1,
            asked_at=at(asked),
            ended_at=at(asked) + timedelta(seconds=seconds),
        )
    # a had its first answer in time; what was left open in it, and d's second, begin no reception
    assert figures_of(golden.shop, whole_day()).first_reached == Share(1, 3)
    Turn.objects.filter(conversation=golden.golden["d"]).update(  # type: ignore[attr-defined]
        ended_at=models.F("asked_at")
    )
    assert figures_of(golden.shop, whole_day()).first_reached == Share(1, 3)


def test_every_figure_opens_exactly_what_it_counts(golden: Cast) -> None:
    found = figures_of(golden.shop, whole_day())
    counted = {
        "all": len(TABLE),
        "received": found.received,
        "first": found.first.counted,
        "average": found.average.counted,
        "reached": found.reached.counted,
        "missed": found.reached.counted - found.reached.reached,
        "first_reached": found.first_reached.counted,
        "first_missed": found.first_reached.counted - found.first_reached.reached,
        **found.left_out,
    }
    assert counted.keys() == COUNTED.keys()
    for key, count in counted.items():
        assert len(turns_of(golden.shop, whole_day(), counted=key)) == count, key


def test_buyers_answered_are_listed_once_each_over_all_pages(golden: Cast) -> None:
    listed: list[object] = []
    before = None
    while page := turns_of(golden.shop, whole_day(), counted="received", before=before, limit=2):
        listed += [one["conversation_id"] for one in page]
        before = (page[-1]["ended_at"], page[-1]["id"])
    assert len(listed) == len(set(listed)) == figures_of(golden.shop, whole_day()).received


def test_nothing_said_is_no_figure(cast: Cast) -> None:
    found = figures_of(cast.shop, whole_day())
    assert found.first == Average(None, 0)
    assert found.reached.percent is None


def test_a_figure_opens_its_turns_a_page_at_a_time(golden: Cast) -> None:
    first = turns_of(golden.shop, whole_day(), limit=6)
    rest = turns_of(
        golden.shop, whole_day(), before=(first[-1]["ended_at"], first[-1]["id"]), limit=6
    )
    assert len(first) + len(rest) == len(TABLE)
    everything = [*first, *rest]
    assert sorted(one["ended_at"] for one in everything)[::-1] == [
        one["ended_at"] for one in everything
    ]
    counted = [one for one in everything if one["left_out"] == ""]
    assert len(counted) == figures_of(golden.shop, whole_day()).average.counted


def test_a_stranger_sees_none_of_it(golden: Cast) -> None:
    assert figures_of(golden.other_shop, whole_day()).average.counted == 0
    assert turns_of(golden.other_shop, whole_day()) == []
    thread = golden.golden["a"]  # type: ignore[attr-defined]
    theirs = session_figures(golden.other_shop, conversation_id=thread.pk, session=1)
    assert theirs.average.counted == 0


def test_two_statements_for_all_figures(golden: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        figures_of(golden.shop, whole_day())
    assert len(asked) == 2
