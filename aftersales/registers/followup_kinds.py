"""Each register's checks as a kind of follow-up, which comes again until its row is closed."""

import math
from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse

from aftersales.registers.register import Register, row_behind
from helpdesk.accounts.policies import value_of
from helpdesk.followups.chaining import Step
from helpdesk.followups.kinds import Kind
from helpdesk.followups.models import FollowUp
from helpdesk.kernel import clock

DAY = timedelta(hours=24)


def check_of(register: Register) -> Kind:
    """The kind of a register's next check."""
    return Kind(
        key=register.key,
        label=register.one,
        deed=register.deed,
        span=DAY,
        is_important=False,
        opens=page_of_source,
        ends=register.ends,
        again=again_by(register),
    )


def page_of_source(row: FollowUp) -> str:
    """The page of the row that a follow-up is about."""
    if row.source_id is None:
        return ""
    return reverse(f"register-{row.source_kind}", args=[row.source_id])


def again_by(register: Register, hours: int = 0) -> Callable[[FollowUp], Step | None]:
    """The same again after so many hours (0: by the register's rule), as long as the row is open.
    This is asked when a check is done somewhere else than on the register's own page."""

    def again(followup: FollowUp) -> Step | None:
        row = row_behind(followup)
        if row is None or not row.is_open:
            return None
        minutes: int = 60 * (hours or value_of(followup.shop_id, register.rule))
        because = followup.because
        if (limit := register.latest(row)) is not None:
            end, because = limit
            left = math.ceil((end - clock.now()).total_seconds() / 60)
            minutes = min(minutes, left) if left > 0 else minutes
        return Step(followup.kind, followup.title, minutes, because)

    return again
