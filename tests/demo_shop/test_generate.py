"""Two hundred generated sessions: counts, time, consistency, manners."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from helpdesk.demo_shop import timing
from helpdesk.demo_shop.catalogue import AGENTS, BUYERS, PRODUCTS
from helpdesk.demo_shop.facts import phone_of
from helpdesk.demo_shop.generate import (
    DAYS,
    MOST_PER_BUYER,
    SAME_WORDS,
    SESSIONS,
    DemoSession,
    conversations,
)
from helpdesk.demo_shop.wording import SHANGHAI, day_word, money

from .words import taboo_in

NOON = datetime(2026, 6, 10, 6, 31, 20, 250_000, tzinfo=UTC)  # 14:31 in Shanghai
MOMENTS = (
    NOON,
    datetime(2026, 6, 10, 8, 40, tzinfo=SHANGHAI),
    datetime(2026, 6, 10, 3, 5, tzinfo=SHANGHAI),
    datetime(2026, 1, 1, 0, 0, 20, tzinfo=SHANGHAI),
    datetime(2028, 2, 29, 23, 59, 59, tzinfo=SHANGHAI),
)


@pytest.fixture(scope="module", params=MOMENTS, ids=str)
def now(request: pytest.FixtureRequest) -> datetime:
    moment: datetime = request.param
    return moment


@pytest.fixture(scope="module")
def sessions(now: datetime) -> list[DemoSession]:
    return conversations(now)


def of_buyers(sessions: list[DemoSession]) -> dict[int, list[DemoSession]]:
    found: dict[int, list[DemoSession]] = {}
    for session in sessions:
        found.setdefault(session.buyer_index, []).append(session)
    return found


def structure(session: DemoSession) -> tuple[object, ...]:
    return (
        session.buyer_index,
        session.scene,
        session.product_index,
        session.agent_index,
        session.facts,
        session.finished,
        session.read,
        [line.side for line in session.lines],
        [line.at - session.lines[0].at for line in session.lines],
    )


def test_counts(sessions: list[DemoSession]) -> None:
    assert len(sessions) == SESSIONS == 200
    per_buyer = Counter(session.buyer_index for session in sessions)
    assert set(per_buyer) == set(range(len(BUYERS)))
    assert 8 <= max(per_buyer.values()) <= MOST_PER_BUYER
    assert len({session.scene for session in sessions}) >= 70
    assert len({session.product_index for session in sessions}) >= 24
    assert min(Counter(session.stage for session in sessions).values()) >= 30


def test_the_same_seed_gives_the_same_sessions(now: datetime) -> None:
    assert conversations(now) == conversations(now)
    assert conversations(now, seed=1) != conversations(now)


def test_structure_hangs_on_the_seed_alone(sessions: list[DemoSession]) -> None:
    ours, others = of_buyers(sessions), of_buyers(conversations(NOON + timedelta(days=9)))
    for buyer_index, mine in ours.items():
        assert list(map(structure, mine)) == list(map(structure, others[buyer_index]))


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        conversations(datetime(2026, 6, 10, 12))


def test_lines_are_in_order_and_in_the_window(sessions: list[DemoSession], now: datetime) -> None:
    starts = [session.lines[0].at for session in sessions]
    assert starts == sorted(starts)
    assert starts[0] > now - timedelta(days=DAYS)
    for session in sessions:
        times = [line.at for line in session.lines]
        assert all(early < late for early, late in pairwise(times))
        assert times[-1] <= now
        assert all(time.utcoffset() == timedelta(0) for time in times)
        assert session.lines[0].side == "buyer"


def test_finished_chats_keep_shop_hours(sessions: list[DemoSession]) -> None:
    for session in sessions:
        if session.finished:
            first, last = session.lines[0].at, session.lines[-1].at
            assert first.astimezone(SHANGHAI).time() >= timing.OPENS
            assert last.astimezone(SHANGHAI).time() <= timing.CLOSES
            assert first.astimezone(SHANGHAI).date() == last.astimezone(SHANGHAI).date()


def test_the_evening_and_the_lunch_hour_are_busy() -> None:
    hours = Counter(
        session.lines[0].at.astimezone(SHANGHAI).hour
        for seed in range(5)
        for session in conversations(NOON, seed=seed)
        if session.lines[0].at.astimezone(SHANGHAI).date() != NOON.astimezone(SHANGHAI).date()
    )
    assert hours[20] + hours[21] > 1.5 * (hours[15] + hours[16])
    assert hours[12] + hours[13] > 1.3 * (hours[15] + hours[16])


def test_people_pause_as_people_do(sessions: list[DemoSession]) -> None:
    answers, bursts = [], []
    for session in sessions:
        for before, line in pairwise(session.lines):
            seconds = (line.at - before.at).total_seconds()
            if before.side == line.side == "buyer":
                bursts.append(seconds)
            elif before.side == "buyer":
                answers.append(seconds)
    assert max(bursts) <= 70
    assert sum(seconds > 15 for seconds in bursts) < len(bursts) / 40
    assert min(answers) >= 5
    assert max(answers) <= 6 * 60
    assert 0 < sum(seconds > 90 for seconds in answers) < len(answers) / 10


def test_one_buyer_talks_in_one_chat_at_a_time(sessions: list[DemoSession]) -> None:
    for theirs in of_buyers(sessions).values():
        assert all(a.lines[-1].at < b.lines[0].at for a, b in pairwise(theirs))
        assert all(session.finished for session in theirs[:-1])


def test_the_newest_sessions_are_alive(sessions: list[DemoSession], now: datetime) -> None:
    live = [session for session in sessions if not session.finished]
    assert live == sessions[-len(live) :]
    assert len({session.scene for session in live}) == len(live)
    waiting = [session for session in live if session.agent_index is None]
    opened = [session for session in live if session.agent_index is not None]
    asking = [session for session in opened if session.lines[-1].side == "buyer"]
    assert (len(waiting), len(opened), len(asking)) == (6, 10, 5)
    for session in waiting:
        assert {line.side for line in session.lines} == {"buyer"}
        assert all(5 <= (now - line.at).total_seconds() <= 240 for line in session.lines)
        assert not session.read
    for session in asking:
        assert 10 <= (now - session.lines[-1].at).total_seconds() <= 360
    for session in opened:
        assert "agent" in {line.side for line in session.lines}
    assert {session.agent_index for session in opened} == set(range(len(AGENTS)))


def test_finished_sessions_have_an_agent_and_a_whole_scene(sessions: list[DemoSession]) -> None:
    for session in sessions:
        if session.finished:
            assert session.agent_index in range(len(AGENTS))
            assert {line.side for line in session.lines} == {"buyer", "agent"}
            assert len(session.lines) >= 4


def test_no_slot_or_alternative_leaks(sessions: list[DemoSession]) -> None:
    for session in sessions:
        for line in session.lines:
            assert line.text.strip() == line.text != ""
            assert not set("{}|") & set(line.text)
            assert "None" not in line.text


def test_facts_agree_with_the_product_and_the_buyer(sessions: list[DemoSession]) -> None:
    for session in sessions:
        product, facts = PRODUCTS[session.product_index], session.facts
        assert {facts.colour, facts.colour2} <= set(product.colours)
        assert facts.colour != facts.colour2
        if product.models:
            assert facts.model == phone_of(session.buyer_index)
            assert facts.model2 in product.models
        if product.sizes:
            assert {facts.size, facts.size2} <= set(product.sizes)
            assert facts.size != facts.size2


def test_no_buyer_hears_or_says_the_same_too_often(sessions: list[DemoSession]) -> None:
    for theirs in of_buyers(sessions).values():
        texts = Counter(
            text for session in theirs for text in {line.text for line in session.lines}
        )
        assert [text for text, count in texts.items() if count > SAME_WORDS] == []
        assert len({session.scene for session in theirs}) == len(theirs)


def test_agents_keep_the_house_manners(sessions: list[DemoSession]) -> None:
    said = [line.text for session in sessions for line in session.lines if line.side == "agent"]
    assert [(text, word) for text in said for word in taboo_in(text)] == []


def test_other_seeds_work_as_well() -> None:
    for seed in range(12):
        assert len(conversations(NOON, seed=seed)) == SESSIONS


def test_words_for_days_and_money() -> None:
    today = datetime(2026, 6, 10).date()  # a Wednesday
    words = [day_word(today + timedelta(days=n), today) for n in (-4, -1, 0, 1, 2, 3, 5)]
    assert words == ["上周六", "昨天", "今天", "明天", "后天", "周六", "下周一"]
    assert [money(fen) for fen in (3900, 1990, 2595, 10_000)] == ["39", "19.9", "25.95", "100"]
