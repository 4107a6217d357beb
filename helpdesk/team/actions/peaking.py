"""Peak mode: on with an end, off by hand or by the clock."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership, Shop
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import PeakChanged
from helpdesk.realtime.publish import publish
from helpdesk.team.access import locked_peak
from helpdesk.team.errors import PeakRunning, PeakTooLong
from helpdesk.team.models import PeakMode

MOST_HOURS = 24


@transaction.atomic
def start_peak(*, actor: Membership, hours: int) -> PeakMode:
    """Everybody takes as many as the rule for peaks says, for so many hours.

    PeakRunning when it is on already, PeakTooLong beyond a day.
    """
    if not 1 <= hours <= MOST_HOURS:
        raise PeakTooLong()
    locked(Shop.objects.filter(pk=actor.shop_id)).get()
    moment = clock.now()
    running = locked_peak(actor.shop_id)
    if running is not None:
        if running.until > moment:
            raise PeakRunning(until=f"{timezone.localtime(running.until):%H:%M}")
        running.ended_at = moment
        running.save(update_fields=["ended_at"])
    peak = PeakMode.objects.create(
        shop_id=actor.shop_id,
        started_at=moment,
        until=moment + timedelta(hours=hours),
        started_by=actor,
    )
    record(
        shop_id=actor.shop_id,
        actor=actor.user,
        verb="peak.started",
        target=peak,
        data={"until": clock.iso(peak.until)},
    )
    publish(actor.shop_id, PeakChanged(until=clock.iso(peak.until)))
    return peak


@transaction.atomic
def end_peak(*, actor: Membership) -> None:
    """Off before its time; nothing happens when it is off."""
    peak = locked_peak(actor.shop_id)
    if peak is None:
        return
    peak.ended_at, peak.ended_by = clock.now(), actor
    peak.save(update_fields=["ended_at", "ended_by"])
    record(shop_id=actor.shop_id, actor=actor.user, verb="peak.ended", target=peak)
    publish(actor.shop_id, PeakChanged(until=None))
