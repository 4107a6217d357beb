"""The check that no case which waits for the shop is without its follow-up, and what mends it.

Every move keeps its follow-ups by itself, so this finds nothing. What it finds is a case from
before there were any, a rule whose number has changed, or a mistake, and is said either way.
"""

import logging
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from aftersales.access import held_case
from aftersales.actions.following import follow
from aftersales.doer import time_of
from aftersales.queries.unfollowed import Finding, unfollowed
from helpdesk.accounts.audit import record
from helpdesk.kernel.clock import now
from helpdesk.kernel.sweeping import attempt
from helpdesk.realtime.counters import count

log = logging.getLogger(__name__)


def mend_all() -> list[Finding]:
    """Mend every case that is found; what was mended. Safe twice and beside people's moves; one
    that cannot be mended holds up no other."""
    return [
        finding
        for finding in unfollowed()
        if attempt(f"the follow-ups of case {finding.case_id}", partial(_mend, finding, now()))
    ]


@transaction.atomic
def _mend(finding: Finding, at: datetime) -> bool:
    held = held_case(finding.shop_id, finding.case_id)
    doer = time_of(finding.shop_id)
    changes = follow(case=held.case, doer=doer, outcome=_("核对时补上"), at=at)
    if not changes:  # somebody has moved the case meanwhile
        return False
    said = ", ".join(f"{one.deed.value} {one.kind}" for one in changes)
    log.warning("Case %s had other follow-ups than it owes: %s", held.case, said)
    record(
        shop_id=finding.shop_id,
        actor=None,
        verb="case.followups_mended",
        target=held.case,
        data={"target": str(held.case), "reason": said},
    )
    count("case_mended", 1)
    return True
