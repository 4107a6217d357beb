"""What time alone changes: rests that are over, desks that are gone, peak times that end.

Run every two seconds; safe twice, late and in parallel (rows are claimed with SKIP LOCKED).
"""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.policies import value_of
from helpdesk.kernel import clock
from helpdesk.kernel.database_clock import database_now
from helpdesk.kernel.sweeping import attempt, for_each
from helpdesk.realtime.events import PeakChanged
from helpdesk.realtime.publish import publish
from helpdesk.team.actions.recording import write_state
from helpdesk.team.models import PeakMode, Presence, PresenceState
from helpdesk.team.policy_rules import AWAY_SECONDS

LEAST_AWAY_SECONDS = 20
"""No shop's rule is shorter (`policy_rules.py`), so younger signs of life need no look."""


def settle_presences() -> None:
    """Everything that is due at this moment; what fails holds up nothing else."""
    moment = clock.now()
    attempt("rests that are over", partial(_end_rests, moment))
    attempt("desks that are gone", _see_who_is_gone)
    attempt("peak times that end", partial(_end_peaks, moment))


def _end_rests(moment: datetime) -> None:
    with transaction.atomic():
        due = Presence.objects.filter(state=PresenceState.RESTING, until__lte=moment)
        rows = due.select_for_update(of=("self",), no_key=True, skip_locked=True)
        for_each(list(rows), _end_rest, name="presence")


def _see_who_is_gone() -> None:
    """By the database's clock, which wrote the signs of life: machines' clocks differ, and one
    that ran ahead would send everybody away."""
    with transaction.atomic():
        moment = database_now()
        silent = Presence.objects.exclude(state=PresenceState.AWAY).filter(
            seen_at__lt=moment - timedelta(seconds=LEAST_AWAY_SECONDS)
        )
        rows = silent.select_for_update(of=("self",), no_key=True, skip_locked=True).order_by("pk")
        rules: dict[int, int] = {}
        for_each(list(rows), partial(_see, moment, rules), name="presence")


def _end_peaks(moment: datetime) -> None:
    with transaction.atomic():
        due = PeakMode.objects.filter(ended_at=None, until__lte=moment)
        rows = due.select_for_update(of=("self",), no_key=True, skip_locked=True)
        for_each(list(rows), partial(_end_peak, moment), name="peak time")


@transaction.atomic
def _end_rest(presence: Presence) -> None:
    write_state(presence, PresenceState.ACCEPTING, by_id=None)


@transaction.atomic
def _see(moment: datetime, rules: dict[int, int], presence: Presence) -> None:
    if presence.shop_id not in rules:
        rules[presence.shop_id] = value_of(presence.shop_id, AWAY_SECONDS)
    patience = timedelta(seconds=rules[presence.shop_id])
    if presence.seen_at is not None and presence.seen_at <= moment - patience:
        left = presence.state == PresenceState.LEAVING
        write_state(presence, PresenceState.AWAY, by_id=None, left=left)


@transaction.atomic
def _end_peak(moment: datetime, peak: PeakMode) -> None:
    peak.ended_at = moment
    peak.save(update_fields=["ended_at"])
    record(shop_id=peak.shop_id, actor=None, verb="peak.ended", target=peak)
    publish(peak.shop_id, PeakChanged(until=None))
