"""The duties that come with the product agree with the rules of the trade that they stand for."""

from helpdesk.accounts.policies import rule
from helpdesk.commerce.policy_rules import PRINT_CUT_OFFS
from helpdesk.followups.starter import STARTERS


def test_each_batch_of_labels_is_a_duty() -> None:
    printing = [one.at for one in STARTERS if one.key.startswith("print-")]
    assert [f"{at:%H:%M}" for at in printing] == rule(PRINT_CUT_OFFS).preset
