"""The widget was loaded on a website of the shop."""

from datetime import timedelta

from django.db import transaction

from conversations.models import WidgetSighting
from helpdesk.kernel.clock import now

NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def note_sighting(*, shop_id: int, origin: str) -> None:
    """Remember when the site showed it first and last; at most one write a minute. The caller
    has seen that the site may."""
    moment = now()
    rows = WidgetSighting.objects.filter(shop_id=shop_id, origin=origin)
    last = rows.values_list("last_at", flat=True).first()
    if last is None:
        fresh = WidgetSighting(shop_id=shop_id, origin=origin, first_at=moment, last_at=moment)
        WidgetSighting.objects.bulk_create([fresh], ignore_conflicts=True)
    elif last < moment - NOTED_EVERY:
        rows.filter(last_at=last).update(last_at=moment)
