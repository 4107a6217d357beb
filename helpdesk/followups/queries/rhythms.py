"""A duty's rhythm by its shop's clock."""

from zoneinfo import ZoneInfo

from helpdesk.accounts.models import Shop
from helpdesk.followups.models import FollowUpTemplate
from helpdesk.followups.rhythm import Every, Rhythm


def rhythm_of(row: FollowUpTemplate) -> Rhythm:
    """As arithmetic."""
    zone = Shop.objects.values_list("time_zone", flat=True).get(pk=row.shop_id)
    return Rhythm(Every(row.every), row.at, ZoneInfo(zone), row.weekday, row.day)
