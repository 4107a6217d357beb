"""The pure core: what holds for any people and any chat."""

from hypothesis import given
from hypothesis import strategies as st

from conversations.routing.deciding import decide
from conversations.routing.facts import Ask, Candidate
from conversations.routing.words import VERDICTS, explained

SKILLS = st.frozensets(st.integers(1, 3))
PEOPLE = st.lists(
    st.builds(
        Candidate,
        member=st.integers(1, 9),
        name=st.sampled_from("梅棠安夏秦"),
        state=st.sampled_from(["accepting", "busy", "resting", "leaving", "away"]),
        live=st.booleans(),
        load=st.integers(0, 6),
        capacity=st.integers(1, 5),
        skills=SKILLS,
        late=st.integers(0, 1),
        idle=st.none() | st.floats(0, 1000),
    ),
    max_size=8,
    unique_by=lambda one: one.member,
)
ASKS = st.builds(
    Ask,
    needs=SKILLS.map(lambda found: tuple((one, f"技能{one}") for one in sorted(found))),
    last_owner=st.none() | st.integers(1, 9),
    waited=st.floats(0, 120),
    barred=st.frozensets(st.integers(1, 9), max_size=3),
    among=st.none() | st.frozensets(st.integers(1, 9)),
)


def person(member: int, **fields: object) -> Candidate:
    facts = {"name": f"第{member}位", "state": "accepting", "live": True, "load": 0, "capacity": 3}
    return Candidate(member=member, **{**facts, **fields})  # type: ignore[arg-type]


@given(PEOPLE, ASKS)
def test_never_over_capacity_and_never_to_somebody_who_does_not_accept(
    people: list[Candidate], ask: Ask
) -> None:
    found = decide(ask, people, skill_wait=60)
    chosen = next((one for one in people if one.member == found.member), None)
    if chosen is None:
        assert found.member is None
        return
    assert chosen.state == "accepting" and chosen.live
    assert chosen.load < chosen.capacity
    assert not chosen.late
    assert chosen.member not in ask.barred
    assert ask.among is None or chosen.member in ask.among


@given(PEOPLE, ASKS, st.randoms())
def test_the_order_of_the_people_does_not_matter(people: list[Candidate], ask: Ask, random) -> None:
    mixed = people[:]
    random.shuffle(mixed)
    assert decide(ask, people, skill_wait=60) == decide(ask, mixed, skill_wait=60)


@given(PEOPLE, ASKS)
def test_everybody_is_named_in_the_explanation_in_words(people: list[Candidate], ask: Ask) -> None:
    found = decide(ask, people, skill_wait=60)
    assert sorted(one.member for one in found.verdicts) == sorted(one.member for one in people)
    assert {one.code for one in found.verdicts} <= VERDICTS.keys()
    words = explained(found.as_json())
    assert words.answer and "%" not in words.answer
    assert len(words.lines) == len(people)
    assert all(said and "%(" not in said for _, said in words.lines)


@given(PEOPLE, ASKS)
def test_nobody_less_busy_is_passed_over_without_a_reason(
    people: list[Candidate], ask: Ask
) -> None:
    found = decide(ask, people, skill_wait=60)
    if found.reason not in {"least_load", "longest_idle", "skill", "only_one"}:
        return
    by_member = {one.member: one for one in people}
    chosen = by_member[found.member or 0]
    for verdict in found.verdicts:
        if verdict.code == "behind":
            other = by_member[verdict.member]
            assert chosen.load / chosen.capacity <= other.load / other.capacity


def test_the_owner_of_last_time_comes_before_the_least_busy() -> None:
    found = decide(Ask(last_owner=2), [person(1), person(2, load=2)], skill_wait=60)
    assert (found.member, found.reason) == (2, "owner")


def test_a_full_owner_is_not_waited_for() -> None:
    found = decide(Ask(last_owner=2), [person(1), person(2, load=3)], skill_wait=60)
    assert (found.member, found.reason) == (1, "only_one")


def test_the_least_busy_by_share_then_whoever_has_gone_longest_without() -> None:
    few = decide(
        Ask(), [person(1, load=2, capacity=3), person(2, load=3, capacity=9)], skill_wait=1
    )
    assert (few.member, few.reason) == (2, "least_load")
    even = decide(Ask(), [person(1, idle=5.0), person(2, idle=50.0)], skill_wait=1)
    assert (even.member, even.reason) == (2, "longest_idle")
    never = decide(Ask(), [person(1, idle=5.0), person(2, idle=None)], skill_wait=1)
    assert never.member == 2


def test_a_skill_is_waited_for_while_somebody_with_it_may_come_free() -> None:
    needs = ((7, "退款"),)
    people = [person(1), person(2, skills=frozenset({7}), load=3)]
    waits = decide(Ask(needs=needs, waited=10), people, skill_wait=60)
    assert (waits.member, waits.reason) == (None, "skill_wait")
    enough = decide(Ask(needs=needs, waited=61), people, skill_wait=60)
    assert enough.member == 1
    gone = [person(1), person(2, skills=frozenset({7}), state="away")]
    assert decide(Ask(needs=needs), gone, skill_wait=60).member == 1


def test_why_nobody() -> None:
    assert decide(Ask(), [], skill_wait=1).reason == "nobody_here"
    assert decide(Ask(), [person(1, state="leaving")], skill_wait=1).reason == "nobody_here"
    assert decide(Ask(), [person(1, state="resting")], skill_wait=1).reason == "nobody_free"
    assert decide(Ask(), [person(1, load=3)], skill_wait=1).reason == "nobody_free"
    assert decide(Ask(), [person(1, late=1)], skill_wait=1).verdicts[0].code == "late"
