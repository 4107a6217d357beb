"""What a case owes is a follow-up, kept in the transaction of every move of it."""

from datetime import datetime

from aftersales.doer import Doer
from aftersales.models import Case
from aftersales.queries.debts import SOURCE, debts_of
from helpdesk.accounts.models import Membership
from helpdesk.followups.actions.keeping import keep_followups
from helpdesk.followups.keeping_plan import Change


def follow(*, case: Case, doer: Doer, outcome: str, at: datetime) -> list[Change]:
    """Make the follow-ups of a held case what it waits for now; what was changed.

    Called last by whatever moves a case, its deadlines, its approvals or its refunds.
    """
    actor = None
    if doer.member_id is not None:
        actor = Membership.objects.select_related("user").get(pk=doer.member_id)
    return keep_followups(
        shop_id=case.shop_id,
        source=(SOURCE, case.pk),
        wanted=debts_of(case.shop_id, [case])[case.pk],
        actor=actor,
        outcome=outcome,
        moment=at,
    )
