"""The bucket: so many at once, then so many a second."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.kernel.errors import TooFast
from helpdesk.realtime import limits
from helpdesk.realtime.limits import Bucket, Buckets


class Hands:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def full(burst: float = 3, per_second: float = 2) -> tuple[Bucket, Hands]:
    hands = Hands()
    return Bucket(burst, per_second, clock=hands), hands


def passes(bucket: Bucket) -> bool:
    try:
        bucket.take()
    except TooFast:
        return False
    return True


def test_so_many_at_once_and_no_more() -> None:
    bucket, _ = full()
    assert [passes(bucket) for _ in range(5)] == [True, True, True, False, False]


def test_after_the_time_that_was_told_there_is_room_for_exactly_one() -> None:
    bucket, hands = full()
    for _ in range(3):
        bucket.take()
    with pytest.raises(TooFast) as refused:
        bucket.take()
    assert refused.value.retry_after == pytest.approx(0.5)
    assert refused.value.as_json()["retry_after"] == 0.5
    hands.now += refused.value.retry_after or 0
    assert [passes(bucket), passes(bucket)] == [True, False]


def test_asking_again_too_early_does_not_push_the_time_back() -> None:
    bucket, hands = full()
    for _ in range(3):
        bucket.take()
    for _ in range(4):
        hands.now += 0.1
        assert not passes(bucket)
    hands.now += 0.11
    assert passes(bucket)


def test_a_long_rest_gives_one_burst_and_not_two() -> None:
    bucket, hands = full()
    hands.now += 3600
    assert [passes(bucket) for _ in range(4)] == [True, True, True, False]


@given(
    st.lists(st.floats(0, 2), max_size=60),
    st.integers(1, 10),
    st.floats(0.5, 20),
)
def test_never_more_than_promised(pauses: list[float], burst: int, per_second: float) -> None:
    bucket, hands = full(burst, per_second)
    began, passed = hands.now, 0
    for pause in pauses:
        hands.now += pause
        passed += passes(bucket)
        assert passed <= burst + (hands.now - began) * per_second + 1e-6


def test_each_key_has_its_own_bucket() -> None:
    buckets = Buckets()
    buckets.take("bea", burst=1, per_second=1)
    buckets.take("eva", burst=1, per_second=1)
    with pytest.raises(TooFast):
        buckets.take("bea", burst=1, per_second=1)


def test_a_changed_rule_counts_at_once() -> None:
    buckets = Buckets()
    buckets.take("bea", burst=1, per_second=1)
    buckets.take("bea", burst=2, per_second=1)


def test_the_longest_unused_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BUCKETS", 3)
    buckets = Buckets()
    for key in ("a", "b", "c", "a", "d"):
        buckets.take(key, burst=2, per_second=0.001)
    with pytest.raises(TooFast):
        buckets.take("a", burst=2, per_second=0.001)
    buckets.take("b", burst=1, per_second=0.001)
    assert len(buckets._buckets) == 3
