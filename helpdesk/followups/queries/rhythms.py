"""A duty's rhythm by its shop's clock."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from helpdesk.accounts.queries.shops import zone_of
from helpdesk.followups.models import FollowUpTemplate
from helpdesk.followups.rhythm import Every, Rhythm


def rhythm_of(row: FollowUpTemplate) -> Rhythm:
    """As arithmetic."""
    return Rhythm(Every(row.every), row.at, zone_of(row.shop_id), row.weekday, row.day)


def rhythm_as_typed(shop_id: int, values: Mapping[str, Any]) -> Rhythm | None:
    """While somebody is typing; None where it makes no sense yet."""
    try:
        every = Every(str(values.get("every", "")))
        at = time.fromisoformat(str(values.get("at", ""))[:5])
        weekday, day = int(values.get("weekday") or 0), int(values.get("day") or 1)
    except ValueError:
        return None
    if not (0 <= weekday <= 6 and 1 <= day <= 31):
        return None
    return Rhythm(every, at, zone_of(shop_id), weekday, day)
