"""Who is at work at one moment, in one query."""

from datetime import datetime, timedelta

from helpdesk.team.models import Presence, PresenceState


def states_there(shop_id: int, *, now: datetime, away_seconds: int) -> dict[int, str]:
    """The state of every member who has shown a sign of life lately and is not away."""
    rows = Presence.objects.filter(
        shop_id=shop_id,
        member__is_active=True,
        member__user__is_active=True,
        seen_at__gt=now - timedelta(seconds=away_seconds),
    ).exclude(state=PresenceState.AWAY)
    return dict(rows.values_list("member_id", "state"))
