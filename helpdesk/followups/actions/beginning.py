"""A shift begins: kept as a row, so that what it begins with is shown once a business day."""

from datetime import datetime

from django.db import transaction

from helpdesk.accounts.business_day import business_day
from helpdesk.accounts.models import Membership, Shop
from helpdesk.followups.models import ShiftStart
from helpdesk.kernel import clock


def begin_shift(
    *, shop_id: int, member_id: int, moment: datetime, away_since: datetime | None
) -> None:
    """Somebody who was away is at work now; the first time of a business day counts. Inside the
    caller's transaction."""
    shop = Shop.objects.get(pk=shop_id)
    row = ShiftStart(
        shop_id=shop_id,
        member_id=member_id,
        day=business_day(moment, zone=shop.time_zone, cut=shop.business_day_cut),
        began_at=moment,
        away_since=away_since,
    )
    ShiftStart.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def dismiss_digest(*, actor: Membership) -> None:
    """Seen: it does not come again today. Twice is once."""
    day = business_day(clock.now(), zone=actor.shop.time_zone, cut=actor.shop.business_day_cut)
    ShiftStart.objects.filter(
        shop_id=actor.shop_id, member=actor, day=day, dismissed_at=None
    ).update(dismissed_at=clock.now())
