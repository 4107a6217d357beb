"""Nobody is rung up at night."""

import pytest

from aftersales.registers.policy_rules import REVISIT_HOUR
from helpdesk.accounts.policies import rule


@pytest.mark.parametrize(("hour", "may"), [(8, False), (9, True), (20, True), (21, False)])
def test_a_revisit_is_never_between_nine_in_the_evening_and_nine(hour: int, may: bool) -> None:
    assert rule(REVISIT_HOUR).fits(hour) is may
